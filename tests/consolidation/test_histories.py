"""Whole histories through the command line: acts in a folder, and what each command prints.

A folder of ``histories`` holds ``acts`` with their ``register.toml`` and a ``session.txt``: after
the acts are imported each line „$ …“ is run and must print exactly what stands under it, „…“ for
lines (or a hash) left out. „exit N“ at the end is its exit code where that is not 0; a word that
names a file or folder here stands for it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from schemas.validate import validate

FOLDERS = sorted(path for path in (Path(__file__).parent / "histories").iterdir())


def steps(session: str) -> list[tuple[list[str], list[str], int]]:
    out = []
    for block in re.split(r"^\$ ", session, flags=re.M)[1:]:
        command, _, rest = block.partition("\n")
        lines = [line for line in rest.split("\n") if line and not line.startswith("#")]
        code = int(lines.pop().split()[1]) if lines and lines[-1].startswith("exit ") else 0
        out.append((shlex.split(command), lines, code))
    return out


def fits(expected: list[str], printed: list[str]) -> bool:
    """Whether lines are as expected; „…“ stands for any number of them."""
    pattern = "".join(
        r"(?:.*\n)*?" if e == "…" else re.escape(e).replace("sha256\\ …", r"sha256 \w+") + r"\n"
        for e in expected
    )
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_history(folder: Path, matsne: Callable[..., Result]) -> None:
    session = (folder / "session.txt").read_text(encoding="utf-8")
    done = matsne("import", folder / "acts")
    assert done.exit_code == 0, done.output
    for command, expected, code in steps(session):
        arguments = [folder / part if (folder / part).exists() else part for part in command]
        done = matsne(*arguments)
        printed = [line for line in done.stdout.split("\n") if line.strip()]
        assert fits(expected, printed), f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.exit_code == code, done.output


MODIFICATION = re.compile(
    r"<textualMod eId=\"(\w+)\" type=\"(\w+)\"><source href=\"([^\"]*)\"/>"
    r"<destination href=\"([^\"]*)\"/>(?:<force period=\"[^\"]*\"/>)?"
    r"(?:<previous href=\"([^\"]*)\"/>)?"
)
LAW = "/akn/ge/act/kanoni/parlamenti/2021-03-10/500"
AMENDING = "/akn/ge/act/kanoni/parlamenti/2022-05-20/900"


def test_the_files_point_at_each_others_units(matsne: Callable[..., Result]) -> None:
    """The amending act says what it changes; the new text by what, and what stood there."""
    matsne("import", Path(__file__).parent / "histories" / "terms" / "acts")
    given = matsne("show", "900", "--format", "xml").stdout
    made = matsne("show", "500", "--on", "2022-06-01", "--format", "xml").stdout
    assert MODIFICATION.findall(given) == [
        ("amod_1", "substitution", "#art_1__para_1", f"{LAW}/!main~art_4__para_1", ""),
        ("amod_2", "insertion", "#art_1__para_2", f"{LAW}/!main~art_3__para_3", ""),
    ]
    # its orders hold from its own entry into force on; the second as long as its term
    assert (
        'eId="e3" date="2022-05-25" type="generation" source="#ro_1" refersTo="#inForce"' in given
    )
    assert '<timeInterval refersTo="#inForce" start="#e3" end="#e4"/>' in given
    assert re.findall(r'<force period="#(tg\d)"/>', given) == ["tg2", "tg1"]
    before = f"{LAW}/kat@2021-03-13/!main~art_4__para_1"
    assert MODIFICATION.findall(made) == [
        (
            "pmod_1", "substitution", f"{AMENDING}/!main~art_1__para_1", "#art_4__para_1", before
        ),
        ("pmod_2", "insertion", f"{AMENDING}/!main~art_1__para_2", "#art_3__para_3", ""),
    ]  # fmt: skip
    for unit in ("art_1__para_1", "art_1__para_2"):
        assert f'eId="{unit}"' in given
    for unit in ("art_4__para_1", "art_3__para_3"):
        assert f'eId="{unit}"' in made
    assert 'contains="singleVersion"' in made
    ends = dict(re.findall(r'<eventRef eId="(e\d+)" date="([\d-]+)" type="repeal"', made))
    intervals = dict(re.findall(r'eId="(tg\d+)"><timeInterval [^>]*end="#(e\d+)"', made))
    periods = dict(re.findall(r'eId="(art_[\w-]+)" period="#(tg\d+)"', made))
    assert ends[intervals[periods["art_2__para_2"]]] == "2025-01-01"
    assert ends[intervals[periods["art_3__para_3"]]] == "2024-07-01"


FORCE = re.compile(
    r"<forceMod eId=\"\w+\" type=\"(\w+)\" refersTo=\"#(\w+)\"><source href=\"([^\"]*)\"/>"
    r"<destination href=\"([^\"]*)\"/>(?:<force period=\"#(\w+)\"/>)?"
)
PORTS = "/akn/ge/act/kanoni/parlamenti/2011-11-10/300"
STRIKE = (
    "decide", "strike", "300", "art_2__para_1", "--by", "ნ. გ.", "--reason", "გადაწყვეტილება",
    "--from", "2015-06-01", "--number", "2/4/601", "--date", "2014-11-25",
)  # fmt: skip


def test_changes_of_force_are_told_as_such(matsne: Callable[..., Result], shared: Path) -> None:
    """A suspension and its end, a judgment and the repeal of the act leave words as they are."""
    official = etree.XMLSchema(etree.parse(shared / "akn/akomantoso30.xsd"))
    matsne("import", Path(__file__).parent / "histories" / "force" / "acts")
    assert matsne(*STRIKE).exit_code == 0
    last = matsne("show", "300", "--on", "2018-01-01", "--format", "xml").stdout
    suspending = matsne("show", "410", "--format", "xml").stdout
    repealing = matsne("show", "900", "--format", "xml").stdout
    judgment = "/akn/ge/act/gadatsqvetileba/sakonstitutsio-sasamartlo/2014-11-25/2_4_601/!main"
    laws = "/akn/ge/act/kanoni/parlamenti"
    unit = "#art_2__para_2"
    told = [(kind, to, by) for kind, _, by, to, _ in FORCE.findall(last)]
    assert told == [
        ("endOfEnactment", unit, f"{laws}/2013-02-06/410/!main~art_1"),
        ("reEnactment", unit, f"{laws}/2013-02-06/410/!main~art_1"),
        ("unconstitutionality", "#art_2__para_1", judgment),
        ("endOfEnactment", f"{PORTS}/!main", f"{laws}/2015-12-04/900/!main~art_1"),
    ]
    days = dict(re.findall(r'<eventRef eId="(e\d+)" date="([\d-]+)"', last))
    spans = re.findall(r'eId="(tg\d+)"><timeInterval refersTo="#\w+" start="#(e\d+)"', last)
    starts = {name: days[event] for name, event in spans}
    assert [(starts[period], concept) for _, concept, _, _, period in FORCE.findall(last)] == [
        ("2013-02-09", "suspended"), ("2014-01-01", "suspended"),
        ("2015-06-01", "unconstitutional"), ("2016-01-01", "repealed"),
    ]  # fmt: skip
    assert [(kind, to) for kind, _, _, to, _ in FORCE.findall(suspending)] == [
        ("endOfEnactment", f"{PORTS}/!main~art_2__para_2"),
        ("reEnactment", f"{PORTS}/!main~art_2__para_2"),
    ]
    assert [(kind, to) for kind, _, _, to, _ in FORCE.findall(repealing)] == [
        ("endOfEnactment", f"{PORTS}/!main"),  # what it repeals
        ("endOfEnactment", f"{laws}/2015-12-04/900/!main"),  # it lost force itself
    ]
    for printed in (last, suspending, repealing):
        assert validate(printed.encode()) == []
        assert official.validate(etree.fromstring(printed.encode())), official.error_log


def test_force_before_and_after_a_suspension_is_one_group(matsne: Callable[..., Result]) -> None:
    """In force until the suspension and from its end on: two intervals, valid in both schemas."""
    matsne("import", Path(__file__).parent / "histories" / "resumed" / "acts")
    told = {}
    for day in ("2013-06-15", "2014-05-01"):
        xml = matsne("show", "310", "--on", day, "--format", "xml").stdout
        assert validate(xml.encode()) == []
        root = etree.fromstring(xml.encode())
        days = {one.get("eId"): one.get("date") for one in root.iter("{*}eventRef")}
        groups = {
            group.get("eId"): [
                tuple(days.get((one.get(end) or "#")[1:]) for end in ("start", "end"))
                for one in group
            ]
            for group in root.iter("{*}temporalGroup")
        }
        told[day] = {
            unit.get("eId"): groups[unit.get("period")[1:]]
            for unit in root.iter("{*}article", "{*}paragraph")
            if unit.get("period")
        }
    born = "2012-01-01"  # in force, not adopted
    assert told["2013-06-15"] == {
        "art_1": [(born, "2013-02-09")],
        "art_2__para_2": [(born, "2013-02-09"), ("2014-01-01", None)],
        "art_3": [(born, "2013-06-01"), ("2013-09-01", None)],
    }
    assert told["2014-05-01"] == {
        "art_1": [(born, "2013-02-09"), ("2013-08-01", None)],
        "art_2__para_2": [(born, "2013-02-09"), ("2013-07-11", None)],
        "art_3": [(born, "2013-06-01"), ("2013-09-01", None)],
        "art_5__para_1": [(born, "2016-01-01")],
        "art_5__para_2": [(born, "2014-06-01")],
    }
