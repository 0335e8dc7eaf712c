"""Tables of code parts, each row with the days on which it stands (Order 158 annexes 2 and 3).

The shipped rows (``data/codes.json``, ``data/sectors.json``) are the order as adopted and as it
stood after the amendments of 2012; an administrator adds further changes with their days. A code
is read with the table of its day.

>>> tables = CodeTables.shipped()
>>> tables.name("kind", "58", "2012-06-01"), tables.name("kind", "58", "2014-06-01")
(None, 'სახელმწიფო აუდიტის სამსახურის გენერალური აუდიტორის ბრძანება')
>>> tables.propose("ბრძანება", "საქართველოს იუსტიციის მინისტრი", "2020-01-01")
Proposal(kind='22', organ='027')
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from registry.codes import BadCode, RegistrationCode
from schemas.kinds import issuer_genitive

TableName = Literal["kind", "organ", "sector"]
WIDTH: dict[TableName, int] = {"kind": 2, "organ": 3, "sector": 9}
FIRST_DAY = "2012-01-01"  # the first day of which the tables of annexes 2 and 3 are held
_LAWS = {"კანონი", "ორგანული კანონი", "კონსტიტუციური კანონი"}
_LOCAL = re.compile(r"(?:თვითმმართველი\s+)?(?:ქალაქ(?:ი|ის)?|ქ\.)?[\s-]*(?P<place>\S+?)(?:ის|ს)?\s")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: half-open days ``since`` – ``until`` (ISO)."""

    table: TableName
    part: str  # „country“, „autonomous“, „local“; „“ in the classifier
    code: str
    name: str | None
    since: str
    until: str | None = None
    ground: str = ""

    def stands_on(self, day: str) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Change:
    """An administrator's change: a new row from a day on, or the end of one (``name`` None)."""

    table: TableName
    part: str
    code: str
    name: str | None
    since: str
    ground: str

    def __post_init__(self) -> None:
        if not re.fullmatch(rf"[0-9]{{{WIDTH[self.table]}}}", self.code):
            raise BadCode(f"a code of the table {self.table} has {WIDTH[self.table]} digits")


class Proposal(NamedTuple):
    """Parts of a code that the particulars prove; None: a registrar chooses."""

    kind: str | None
    organ: str | None


class Reading(NamedTuple):
    """What the parts of a code meant on a day; None: no row of that day is held."""

    sector: str | None
    kind: str | None
    organ: str | None


@dataclass(frozen=True, slots=True)
class CodeTables:
    """All rows. Immutable: :meth:`changed` gives another value."""

    rows: tuple[Row, ...]

    @classmethod
    def shipped(cls, changes: Iterable[Change] = ()) -> CodeTables:
        """The tables of the law as shipped, with changes carried out in their order."""
        tables = cls(_shipped())
        for change in changes:
            tables = tables.changed(change)
        return tables

    def changed(self, change: Change) -> CodeTables:
        """The tables after one change; what stood before that day stays as it was."""
        out: list[Row] = []
        for row in self.rows:
            same = (row.table, row.code) == (change.table, change.code)
            if same and row.stands_on(change.since):
                if row.since < change.since:
                    out.append(replace(row, until=change.since))
            elif not (same and row.since >= change.since):
                out.append(row)
        if change.name is not None:
            out.append(
                Row(
                    change.table, change.part, change.code, change.name, change.since,
                    ground=change.ground,
                )
            )  # fmt: skip
        return CodeTables(tuple(out))

    def on(self, table: TableName, day: str) -> list[Row]:
        """Rows of one table that stand on a day, by code."""
        found = (row for row in self.rows if row.table == table and row.stands_on(day))
        return sorted(found, key=lambda row: row.code)

    def has(self, table: TableName, code: str, day: str) -> bool:
        return any(
            row.code == code for row in self.rows if row.table == table and row.stands_on(day)
        )

    def name(self, table: TableName, code: str, day: str) -> str | None:
        """The name behind a code on a day, or None."""
        return next((row.name for row in self.on(table, day) if row.code == code), None)

    def read(self, code: RegistrationCode, day: str) -> Reading:
        """What a code says by the tables of a day."""
        return Reading(
            self.name("sector", code.sector, day),
            self.name("kind", code.kind, day),
            self.name("organ", code.organ, day),
        )

    def propose(self, kind: str | None, issuer: str | None, day: str) -> Proposal:
        """The kind and issuer parts for an act, where name and table agree word for word."""
        if not kind or not issuer:
            return Proposal(None, None)
        names = _kind_names(kind, issuer)
        kinds = {row.code for row in self.on("kind", day) if _folded(row.name) in names}
        organs = {row.code for row in self.on("organ", day) if _is_issuer(row, issuer)}
        return Proposal(_only(kinds), _only(organs))


def _only(found: set[str]) -> str | None:
    return found.pop() if len(found) == 1 else None


def _kind_names(kind: str, issuer: str) -> set[str]:
    """Names annex 2 may give this kind of act of this issuer."""
    whole = _folded(issuer)
    if kind in _LAWS:
        return {_folded(f"საქართველოს {kind}")}
    if whole.endswith("მინისტრი"):
        republic = "ავტონომიური რესპუბლიკის" if "ავტონომიური" in whole else "საქართველოს"
        return {_folded(f"{republic} მინისტრის {kind}")}
    if whole.endswith("საკრებულო"):
        if "თბილისი" in whole:
            return {_folded(f"ქ. თბილისის საკრებულოს {kind}")}
        return {_folded(f"მუნიციპალიტეტისა და თვითმმართველი ქალაქის საკრებულოს {kind}")}
    return {_folded(f"{issuer_genitive(issuer) or ''} {kind}")}


def _is_issuer(row: Row, issuer: str) -> bool:
    if row.part != "local":
        return _folded(row.name) == _folded(issuer)
    if not issuer.endswith("საკრებულო"):
        return False
    match = _LOCAL.match(issuer)
    if match is None or row.name is None:
        return False
    stem = match["place"]
    return any(
        word == stem or word in (f"{stem}ი", f"{stem}ის", f"{stem}ს") for word in row.name.split()
    )


def _folded(name: str | None) -> str:
    return " ".join((name or "").replace("–", "-").split())


@cache
def _shipped() -> tuple[Row, ...]:
    folder = resources.files("registry").joinpath("data")
    out: list[Row] = []
    for file in ("codes.json", "sectors.json"):
        data = json.loads(folder.joinpath(file).read_text("utf-8"))
        for row in data["rows"]:
            out.append(
                Row(
                    row.get("table", "sector"), row.get("part", ""), row["code"], row["name"],
                    row["since"], row["until"], data["grounds"].get(row["since"], ""),
                )
            )  # fmt: skip
    return tuple(out)
