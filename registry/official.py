"""Replay against imported official texts: every difference on a list, with its class.

An official consolidated text of a day is kept as a source and compared, provision by provision, in
the normal form in which two texts are the same law. A difference is never averaged away: it is
unclear until a person says whose it is.

| class | meaning |
|---|---|
| ours | the replay is wrong |
| reading | the official copy was read wrongly, or the copy is damaged |
| official | a slip of the official text |
| unclear | nobody has looked yet, or it cannot be told |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from consolidation.intake import take_in
from consolidation.provisions import provisions
from registry import audit
from registry import office_tables as t
from registry.as_of import text_on, version_rows
from registry.clock import now
from registry.office import OfficeError, kept
from registry.store import Store
from schemas.model import Kind, Unit, text_of
from schemas.normal import same_law

CLASSES = ("unclear", "ours", "reading", "official")
_NOT_LAW = frozenset({Kind.END_LIST, Kind.COVER})


@dataclass(frozen=True, slots=True)
class Difference:
    """One provision that reads otherwise. ``ours`` or ``theirs`` is empty where it is not there."""

    id: int
    act: str
    day: str
    eid: str
    ours: str
    theirs: str
    class_: str
    reason: str | None
    by: str | None


def differences(ours: Unit, theirs: Unit) -> list[tuple[str, str, str]]:
    """The provisions of two texts that are not the same law: eId, our words, theirs."""
    one, two = _provisions(ours), _provisions(theirs)
    return [
        (eid, one.get(eid, ""), two.get(eid, ""))
        for eid in dict.fromkeys((*one, *two))
        if not same_law(one.get(eid, ""), two.get(eid, ""))
    ]


def _provisions(root: Unit) -> dict[str, str]:
    return {u.eid: text_of(u) for u in provisions(root) if u.kind not in _NOT_LAW and u.eid}


def compare(
    store: Store, db: Connection, act: str, day: str, data: bytes, name: str, by: str
) -> int:
    """Keep an official text of an act as it stood on ``day`` and list what differs. Returns how
    many provisions do.

    Raises :class:`OfficeError` ``no-such-act``, ``no-such-version``, and what a reader raises for
    a text it cannot read.
    """
    work = store.work(act, db)
    if work is None:
        raise OfficeError("no-such-act", act)
    rows = [row for row in version_rows(db, work.sequence) if (row.valid_from or "") <= day]
    if not rows:
        raise OfficeError("no-such-version", f"{act} has no text on {day}")
    official = take_in(data, name, work.particulars)
    ours = text_on(db, work.sequence, rows[-1].valid_from)
    found = differences(ours, official.act.root)
    digest = store.put_source(db, data, name, official.source.format)
    row = {"act": act, "day": day, "source": digest, "by": by, "at": now()}
    key = kept(db, t.official_texts, row)
    for eid, mine, theirs in found:
        values = {
            "official": key, "eid": eid, "ours": mine, "theirs": theirs,
            "class": "unclear",
        }  # fmt: skip
        db.execute(insert(t.official_differences).values(values))
    audit.note(db, by, "official-compared", act, day=day, source=digest, differences=len(found))
    return len(found)


def classify(db: Connection, number: int, class_: str, reason: str, by: str) -> None:
    """Say whose a difference is. Raises :class:`OfficeError` ``bad-field``, ``no-reason``,
    ``no-such-difference``."""
    if class_ not in CLASSES:
        raise OfficeError("bad-field", class_)
    if not reason.strip():
        raise OfficeError("no-reason", "say what shows it")
    here = t.official_differences.c.id == number
    values = {"class": class_, "reason": reason.strip(), "by": by, "at": now()}
    if db.execute(update(t.official_differences).where(here).values(values)).rowcount != 1:
        raise OfficeError("no-such-difference", str(number))
    audit.note(db, by, "difference-classified", f"difference:{number}", class_=class_,
               reason=reason.strip())  # fmt: skip


def listed(db: Connection, class_: str | None = None, most: int = 500) -> list[Difference]:
    """Differences, the newest comparison first."""
    d, o = t.official_differences.c, t.official_texts.c
    query = select(t.official_differences, o.act, o.day.label("on")).join(
        t.official_texts, o.id == d.official
    )
    if class_ is not None:
        query = query.where(d["class"] == class_)
    rows = db.execute(query.order_by(d.official.desc(), d.id).limit(most)).mappings()
    return [_difference(row) for row in rows]


def counted(db: Connection) -> dict[str, int]:
    """How many differences each class has."""
    c = t.official_differences.c["class"]
    found = {row[0]: row[1] for row in db.execute(select(c, func.count()).group_by(c))}
    return {name: found[name] for name in CLASSES if name in found}


def _difference(row: Any) -> Difference:
    return Difference(
        row["id"], row["act"], row["on"], row["eid"], row["ours"], row["theirs"], row["class"],
        row["reason"], row["by"],
    )  # fmt: skip
