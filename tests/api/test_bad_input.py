"""Bad input: one clear line, a non-zero exit, and the store as it was."""

from __future__ import annotations

import hashlib
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, text

from api.cli import main

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + f"]>{AKN}&i;</akomaNtoso>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f"{AKN}&x;</akomaNtoso>"
)
BAD = {
    "empty": b"",
    "white-space": b" \n\n\t ",
    "binary": bytes(range(256)) * 40,
    "one-line-of-50-mb": "ა".encode() * (50 * 1024 * 1024 // 3),
    "unclosed-xml": f"{AKN}<act><meta>".encode(),
    "entity-bomb": BOMB.encode(),
    "external-entity": EXTERNAL.encode(),
    "utf-8-cut-short": "საქართველოს კანონი".encode()[:-1],
    "latin-1": "Sakartvelos kanoni é à".encode("latin-1"),
    "unclosed-json": b'{"id": "x", "provisions": [',
    "json-without-provisions": b'{"id": "x", "title": "y"}',
}


def state(folder: Path) -> str:
    """Everything the store holds, as one hash."""
    engine = create_engine(f"sqlite:///{folder / 'store.sqlite'}")
    digest = hashlib.sha256()
    with engine.connect() as db:
        for table in (
            "sources",
            "works",
            "aliases",
            "ledger",
            "targets",
            "versions",
            "unit_versions",
            "bodies",
        ):
            for row in db.execute(text(f"SELECT * FROM {table}")):
                digest.update(repr(tuple(row)).encode())
    engine.dispose()
    return digest.hexdigest()


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_line_and_changes_nothing(
    name: str, tmp_path: Path, examples: Path, matsne: Callable[..., Result]
) -> None:
    assert matsne("import", examples / "1-law.txt").exit_code == 0
    before = state(tmp_path)
    bad = tmp_path / f"{name}.bad"
    bad.write_bytes(BAD[name])
    for command in (["import", bad], ["convert", bad, "--to", "text"], ["operations", bad]):
        result = matsne(*command)
        assert result.exit_code == 3, (command, result.output[-500:])
        lines = [line for line in result.stderr.splitlines() if "error" in line]
        assert len(lines) == 1
        assert len(lines[0]) < 500
        assert f"{name}.bad" in lines[0]
    assert state(tmp_path) == before


def test_an_external_entity_is_never_read(tmp_path: Path, matsne: Callable[..., Result]) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("საიდუმლო-სიტყვა", encoding="utf-8")
    bad = tmp_path / "bad.xml"
    bad.write_text(EXTERNAL.replace("/etc/hostname", str(secret)), encoding="utf-8")
    for command in ("convert", "validate", "import"):
        result = matsne(command, bad)
        assert result.exit_code != 0
        assert "საიდუმლო-სიტყვა" not in result.output + result.stderr


def test_a_missing_file_is_named(tmp_path: Path, matsne: Callable[..., Result]) -> None:
    result = matsne("convert", tmp_path / "nowhere.txt")
    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr


def test_the_same_act_twice_is_held_once(
    tmp_path: Path, examples: Path, matsne: Callable[..., Result]
) -> None:
    assert matsne("import", examples / "1-law.txt").exit_code == 0
    before = state(tmp_path)
    assert matsne("import", examples / "1-law.txt").exit_code == 0
    assert state(tmp_path) == before


def test_a_published_act_is_never_replaced(
    tmp_path: Path, examples: Path, matsne: Callable[..., Result]
) -> None:
    assert matsne("import", examples / "1-law.txt").exit_code == 0
    before = state(tmp_path)
    other = tmp_path / "other.txt"
    words = (examples / "1-law.txt").read_text(encoding="utf-8")
    other.write_text(words.replace("14 დღე", "15 დღე"), encoding="utf-8")
    result = matsne("import", other)
    assert result.exit_code == 3
    assert "never replaced" in result.stderr
    assert state(tmp_path) == before


def test_a_day_of_publication_that_does_not_exist(
    matsne: Callable[..., Result], examples: Path
) -> None:
    done = matsne("operations", examples / "3-amending-law.txt", "--published", "2022-13-01")
    assert done.exit_code == 2
    assert "ასეთი დღე არ არის / no such day: '2022-13-01'" in done.stderr


def test_a_port_that_is_taken(matsne: Callable[..., Result], examples: Path) -> None:
    assert matsne("import", examples / "1-law.txt").exit_code == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = matsne("serve", "--port", taken.getsockname()[1])
    assert done.exit_code == 2
    assert "პორტი დაკავებულია" in done.stderr
    assert done.stdout == ""


def test_a_place_that_cannot_be_written(
    examples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "nowhere" / "law.docx"
    law = examples / "1-law.txt"
    monkeypatch.setattr(
        sys, "argv", ["matsne", "convert", str(law), "--to", "docx", "--out", str(out)]
    )
    with pytest.raises(SystemExit, match="3"):
        main()
    told = capsys.readouterr().err.splitlines()
    assert told == [f"შეცდომა / error: {out}: No such file or directory"]
