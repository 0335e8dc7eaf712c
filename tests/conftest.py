"""Shared fixtures: real acts where they are at hand, and the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import settings
from typer.testing import CliRunner

from api.cli import application

ROOT = Path(__file__).parents[1]

# The same examples in every run, so that a failure is the change's own; HYPOTHESIS_PROFILE=search
# looks for new ones (what it finds becomes an @example).
settings.register_profile("fixed", derandomize=True)
settings.register_profile("search", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real acts beside the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("MATSNE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"real acts are not at hand ({folder})")
    return folder


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture
def matsne(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``matsne`` with arguments, on a store of its own."""
    monkeypatch.setenv("MATSNE_STORE", str(tmp_path / "store.sqlite"))
    monkeypatch.chdir(tmp_path)
    runner, app = CliRunner(), application()

    def run(*arguments: object) -> Result:
        return runner.invoke(app, [str(argument) for argument in arguments])

    return run
