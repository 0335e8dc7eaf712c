"""Findings: one spoiled place at a time, with line, element, rule and message."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.rules import RULES
from schemas.validate import validate, validate_fast
from schemas.xml import BadXml, parse_xml

CASES = Path(__file__).parent / "cases"
SOUND = (CASES / "act.xml").read_text("utf-8")
BLOCKS = (CASES / "findings.txt").read_text("utf-8").strip().split("\n\n")[1:]


def spoil(block: str) -> tuple[bytes, str]:
    """The spoiled document and the finding wanted; „@1“ takes the first of several places."""
    _, old, new, *finding = block.splitlines()
    words, _, several = old[2:].partition("@1") if old.endswith("@1") else (old[2:], "", "no")
    assert SOUND.count(words) == 1 or not several, "the words to replace must stand once"
    return SOUND.replace(words, new[2:], 1).encode(), finding[0][2:] if finding else ""


def test_the_sound_act_is_sound() -> None:
    assert validate(SOUND.encode()) == []
    assert validate_fast(SOUND.encode()) == []


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0].strip("# "))
def test_spoiled(block: str) -> None:
    data, wanted = spoil(block)
    findings = [str(finding) for finding in validate(data)]
    if not wanted:
        assert findings == []
        return
    place, rule, message = wanted.split(": ", 2)
    line, _, element = place.partition(" ")
    start = f"line {line}: {element}: {rule}: "
    assert any(f.startswith(start) and message in f for f in findings), findings
    if rule in ("schema", "xml"):
        assert validate_fast(data)[0].line == int(line)


def test_every_rule_has_a_case() -> None:
    assert {rule for rule in RULES if not any(f": {rule}: " in block for block in BLOCKS)} == set()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty-source"),
        (b" \n", "empty-source"),
        (b"<a>" + b"x" * 99, "too-large"),
        (b"\xff\xfe<\x00a\x00", "wrong-encoding"),
        (b'<?xml version="1.0" encoding="KOI8-R"?><a/>', "wrong-encoding"),
        (b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>', "forbidden-entity"),
        (b'<!DOCTYPE a SYSTEM "http://a.example/a.dtd"><a/>', "forbidden-entity"),
        (b"<a>&unknown;</a>", "broken-xml"),
        (b"<a>\x00</a>", "broken-xml"),
        (b"<a><b></a>", "broken-xml"),
        (b"<a>" * 20, "broken-xml"),
    ],
)
def test_bad_xml(data: bytes, name: str) -> None:
    with pytest.raises(BadXml) as caught:
        parse_xml(data, max_bytes=100)
    assert caught.value.name == name
    assert caught.value.place


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(BadXml, match="broken-xml"):
        parse_xml(b"<a>" * 100_000)
