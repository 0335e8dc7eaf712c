"""The term of an act as its own text sets it (Order 158 art. 7(5) „დ“, L 22(7)).

„ეს დადგენილება მოქმედებს 2022 წლის 1 იანვრამდე“. Read from the text as it stands last, since an
amendment may give the act a longer life.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from consolidation.fingerprints import unit_from_json
from consolidation.own_terms import terms_in
from registry import tables as t
from registry.as_of import is_frame, parts_on

# In every term, „მოქმედებს … 1 იანვრამდე“: provisions without these are not parsed.
_UNTIL = ("მდე".encode(), "ჩათვლით".encode())
_FORCE = ("მოქმედ".encode(), "ძალაში".encode())


def term_of(db: Connection, work: int) -> str | None:
    """The first day after the term of the whole act (ISO); None where the text sets none, or
    more than one."""
    v = t.versions.c
    last = select(func.max(v.day)).where(v.work == work, v.superseded.is_(None))
    day = db.execute(last).scalar()
    ends = set() if day is None else set(_ends(db, work, day))
    return ends.pop() if len(ends) == 1 else None


def _ends(db: Connection, work: int, day: str) -> Iterator[str]:
    for _, body in parts_on(db, work, day, None):
        if is_frame(body) or not all(any(w in body for w in words) for words in (_UNTIL, _FORCE)):
            continue
        for own in terms_in(unit_from_json(body)):
            term = own.term
            if term.kind == "term" and any(
                not (target.path or target.document or target.own) for target in term.targets
            ):
                yield term.end
