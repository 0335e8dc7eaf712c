"""The report on structure: what reading and recognition make of many acts.

Counted for a whole corpus and for each kind of act: acts read, refused and crashed, lossless,
valid in our profile and in the official schema, units by kind, characters set aside, petits
parsed and not, placeholders, brackets of future wording split. Two reports can be compared: what
was gained, what was lost.

>>> line = '{"id": "a-1", "title": "ბაღის შესახებ", "provisions": [{"title": "მუხლი 1",'
>>> line += ' "content": "დადგენილება ამოქმედდეს გამოქვეყნებისთანავე."}]}'
>>> found = report([("a-1", line.encode())])
>>> found["total"]["acts"], found["total"]["lossless"], list(found["by_kind"])
(1, 1, ['დადგენილება'])
"""

from __future__ import annotations

import json
import lzma
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from acts.akn_writer import to_element
from acts.lossless import first_difference
from acts.petits import looks_like_petit
from acts.read import read_source
from acts.source import BadSource, Source
from acts.structure import recognize
from schemas.eid import assign_eids
from schemas.meta import ExpressionInfo
from schemas.model import Act, Kind, Unit
from schemas.validate import validate_fast

Item = tuple[str, bytes]
UNKNOWN = "?"  # the kind of an act that nothing names
_SUFFIXES = (".json", ".jsonl", ".jsonl.xz", ".txt", ".html", ".htm", ".docx", ".pdf")
_SETS = ("refused", "crashed", "lossy", "invalid", "invalid_official")
_ID = re.compile(rb'"id"\s*:\s*"([^"]{1,200})"')
_SAYS_KIND = re.compile(
    r"(დადგენილება|ბრძანებულება|განკარგულება|ბრძანება|კანონი)"
    r"[^.;]{0,160}?(?:ამოქმედდეს|ძალაშია|ძალაში\s+შევიდეს)"
)


def items(paths: Iterable[Path]) -> Iterator[Item]:
    """Name and bytes of every act below the paths; files of lines give one act a line."""
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if not file.name.endswith(_SUFFIXES):
                continue
            if file.name.endswith((".jsonl", ".jsonl.xz")):
                yield from _lines(file)
            else:
                yield file.name, file.read_bytes()


def _lines(file: Path) -> Iterator[Item]:
    with lzma.open(file, "rb") if file.suffix == ".xz" else file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                named = _ID.search(line[:400])
                yield named.group(1).decode() if named else f"{file.name}:{number}", line


def report(
    acts: Iterable[Item],
    official: etree.XMLSchema | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """The report as data for JSON. ``official`` is the schema of the standard, where at hand;
    ``progress`` is told the name of each act that is done. Memory does not grow with the acts,
    save by the names of those that failed."""
    total: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = {}
    problems: dict[str, dict[str, str]] = {name: {} for name in _SETS}
    seconds: dict[str, float] = defaultdict(float)
    for name, data in acts:
        kind, counts = _measure(name, data, official, problems, seconds)
        total.update(counts)
        by_kind.setdefault(kind, Counter()).update(counts)
        if progress is not None:
            progress(name)
    return {
        "total": _ordered(total),
        "by_kind": {kind: _ordered(by_kind[kind]) for kind in sorted(by_kind)},
        "problems": problems,
        "seconds": {step: round(spent, 3) for step, spent in seconds.items()},
    }


def _measure(
    name: str,
    data: bytes,
    official: etree.XMLSchema | None,
    problems: dict[str, dict[str, str]],
    seconds: dict[str, float],
) -> tuple[str, Counter[str]]:
    """Take one act through reading, recognition, writing and validation, and count."""
    counts: Counter[str] = Counter(acts=1)
    clock = time.perf_counter()
    try:
        source = read_source(data, name)
    except BadSource as error:
        counts["refused"] += 1
        problems["refused"][name] = str(error)
        return UNKNOWN, counts
    try:
        seconds["read"] += -clock + (clock := time.perf_counter())
        act = recognize(source)
        seconds["recognise"] += -clock + (clock := time.perf_counter())
        _count_units(act, source, counts)
        _check(name, source, act, counts, problems)
        seconds["lossless"] += -clock + (clock := time.perf_counter())
        assign_eids(act)
        element = to_element(act, ExpressionInfo())
        seconds["write"] += -clock + (clock := time.perf_counter())
        findings = validate_fast(element)
        seconds["validate"] += -clock + (clock := time.perf_counter())
    except Exception as error:
        # a report must go on: what breaks is counted and named, never hidden
        counts["crashed"] += 1
        problems["crashed"][name] = f"{type(error).__name__}: {error}"
        return UNKNOWN, counts
    _judge(name, "invalid", str(findings[0]) if findings else None, counts, problems)
    if official is not None:
        wrong = None if official.validate(element) else str(official.error_log).splitlines()[0]
        _judge(name, "invalid_official", wrong, counts, problems)
    return kind_of(act), counts


def _judge(
    name: str,
    verdict: str,
    wrong: str | None,
    counts: Counter[str],
    problems: dict[str, dict[str, str]],
) -> None:
    if wrong is None:
        counts[verdict.removeprefix("in")] += 1
    else:
        problems[verdict][name] = wrong


def _check(
    name: str, source: Source, act: Act, counts: Counter[str], problems: dict[str, dict[str, str]]
) -> None:
    difference = first_difference(source, act)
    if difference is None:
        counts["lossless"] += 1
    else:
        place = difference.place
        problems["lossy"][name] = f"{place}: {difference.expected!r} is {difference.found!r}"


def _count_units(act: Act, source: Source, counts: Counter[str]) -> None:
    counts["characters"] += len(source.text)
    counts["bytes"] += len(source.text.encode("utf-8", "surrogatepass"))
    counts["brackets_split"] += sum(r.name == "future-bracket" for r in act.readings) // 2
    counts["readings"] += sum(r.name != "future-bracket" for r in act.readings)
    in_list: set[int] = set()
    for unit in act.walk():
        counts[f"unit:{unit.kind.value}"] += 1
        counts["petits"] += len(unit.petits)
        counts["placeholders"] += unit.removal is not None
        counts["future_units"] += unit.future_from is not None
        if unit.kind is Kind.UNPLACED:
            counts["unplaced_characters"] += sum(_length(one) for one in unit.walk())
        elif unit.kind is Kind.END_LIST:
            in_list.update(map(id, unit.walk()))
        elif unit.kind is Kind.TEXT and id(unit) not in in_list and looks_like_petit(unit.text):
            counts["petits_unparsed"] += 1


def _length(unit: Unit) -> int:
    own = len(unit.label) + len(unit.heading) + len(unit.text)
    return own + sum(len(cell) for row in unit.rows for cell in row)


def kind_of(act: Act) -> str:
    """The kind of an act for the report: as its heading says, else as its petits say (only an
    act of the same kind amends, Law 1876 art. 20(4)), else as its clause on entry into force
    calls it."""
    if act.particulars.kind:
        return act.particulars.kind
    kinds = Counter(p.kind for unit in act.walk() for p in unit.petits if p.style == "line")
    named = [kind for kind, _ in kinds.most_common() if kind]
    if named:
        return named[0]
    body = act.section(Kind.BODY)
    said = Counter(
        match for unit in (body.walk() if body else ()) for match in _SAYS_KIND.findall(unit.text)
    )
    return said.most_common(1)[0][0] if said else UNKNOWN


def _ordered(counts: Counter[str]) -> dict[str, int]:
    units = {key: counts[key] for key in sorted(counts) if key.startswith("unit:")}
    plain = {key: value for key, value in counts.items() if not key.startswith("unit:") and value}
    return {**plain, **units}


def compare(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Gains and losses between two reports: acts that newly hold or newly fail, and totals.

    >>> old = {"total": {"acts": 1, "petits": 2}, "problems": {"lossy": {"a": "…"}}}
    >>> new = {"total": {"acts": 1, "petits": 5, "lossless": 1}, "problems": {"lossy": {}}}
    >>> compare(old, new)
    {'totals': {'lossless': 1, 'petits': 3}, 'gains': {'lossy': ['a']}, 'losses': {}}
    """
    before, after = earlier["total"], later["total"]
    totals = {
        key: after.get(key, 0) - before.get(key, 0)
        for key in sorted({*before, *after})
        if after.get(key, 0) != before.get(key, 0)
    }
    gains: dict[str, list[str]] = {}
    losses: dict[str, list[str]] = {}
    for name in _SETS:
        old = set(earlier["problems"].get(name, ()))
        new = set(later["problems"].get(name, ()))
        if old - new:
            gains[name] = sorted(old - new)
        if new - old:
            losses[name] = sorted(new - old)
    return {"totals": totals, "gains": gains, "losses": losses}


def as_text(found: dict[str, Any], earlier: dict[str, Any] | None = None) -> str:
    """The report for people; with ``earlier``, what changed since."""
    total = found["total"]
    size = total.get("characters", 0)
    aside = total.get("unplaced_characters", 0)
    lines = [_row("kind", "acts", "lossless", "valid", "official", "petits", "unparsed", "removed")]
    for kind, counts in [*found["by_kind"].items(), ("all", total)]:
        names = ("acts", "lossless", "valid", "valid_official", "petits", "petits_unparsed")
        lines.append(_row(kind, *(counts.get(name, 0) for name in (*names, "placeholders"))))
    lines.append(f"set aside: {aside} of {size} characters")
    lines.append(f"brackets of future wording split: {total.get('brackets_split', 0)}")
    units = {key[5:]: value for key, value in total.items() if key.startswith("unit:")}
    lines.append("units: " + ", ".join(f"{kind} {count}" for kind, count in units.items()))
    megabytes = total.get("bytes", 0) / 1e6
    spent = {s: t for s, t in found["seconds"].items() if s in ("recognise", "write", "validate")}
    if sum(spent.values()):
        speed = megabytes / sum(spent.values())
        lines.append(f"{megabytes:.1f} MB of text, {speed:.1f} MB/s to validated XML")
    for name, acts in found["problems"].items():
        if acts:
            lines.append(f"{name}: {len(acts)}")
            lines += [f"    {act}: {reason[:200]}" for act, reason in list(acts.items())[:10]]
    if earlier is not None:
        change = compare(earlier, found)
        lines.append("since the earlier report:")
        lines += [f"    {key} {value:+d}" for key, value in change["totals"].items()]
        for title in ("gains", "losses"):
            lines += [f"    {title}, {n}: {len(acts)}" for n, acts in change[title].items()]
    return "\n".join(lines)


def _row(kind: str, *cells: object) -> str:
    return f"{kind:28}" + "".join(f"{cell!s:>10}" for cell in cells)


def load(path: Path) -> dict[str, Any]:
    """An earlier report. Raises ValueError for anything else."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or not {"total", "by_kind", "problems"} <= set(found):
        raise ValueError(f"{path} holds no report on structure")
    return found
