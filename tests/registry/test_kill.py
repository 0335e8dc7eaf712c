"""A few of the kills of ``benchmarks.kill``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.kill import run


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    found = run(8, 3, tmp_path, seconds=0.4)
    assert found["problems"] == []
    assert found["moments"] == 8
