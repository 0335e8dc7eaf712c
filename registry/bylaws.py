"""Acts that rest on a repealed act (Law 1876 art. 25(4)): flagged, never changed.

An act rests on another where its preamble cites it by number and date, or by title in quotation
marks. Whether it lost force is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import zstandard
from sqlalchemy import select

from consolidation.fingerprints import unit_from_json
from consolidation.petits import day_words
from registry import tables as t
from registry.expression import Work
from registry.store import Store
from schemas.model import text_of
from schemas.normal import normal_form


def resting_on(store: Store, work: Work) -> Iterator[Work]:
    """The held acts whose preamble cites an act as their basis."""
    names = list(_names(work))
    if not names:
        return
    u = t.unit_versions.c
    query = (
        select(u.work, t.bodies.c.body)
        .join(t.bodies, t.bodies.c.key == u.body)
        .where(u.wid == "preamble", u.superseded.is_(None), u.work != work.sequence)
        .order_by(u.work, u.day)
    )
    decompress = zstandard.ZstdDecompressor().decompress
    found: dict[int, bool] = {}
    with store.engine.connect() as db:
        for sequence, body in db.execute(query):
            words = normal_form(text_of(unit_from_json(decompress(body))))
            found[sequence] = any(all(part in words for part in name) for name in names)
    held = {one.sequence: one for one in store.works()}
    yield from (held[sequence] for sequence, cites in found.items() if cites)


def _names(work: Work) -> Iterator[tuple[str, ...]]:
    """Ways to cite an act, each as words that must all stand there."""
    act = work.particulars
    if act.number and act.date:
        yield (normal_form(f"№{act.number}"), normal_form(day_words(act.date)))
    title = re.sub(r"\s*შესახებ\W*$", "", act.title or "")
    if len(title.split()) > 2 or (act.title and "შესახებ" in act.title and title):
        yield (normal_form(f"„{title}"),)
