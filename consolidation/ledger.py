"""The ledger: every change as an entry, in the one order in which changes take effect.

Order on the day (DESIGN §5): ``valid_from``, then publication, then register sequence, then the
place in the amending act. The consolidated text is ``replay(base, entries)`` and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from amendments.operations import Operation, Path, Refusal, Span
from schemas.model import Particulars


@dataclass(frozen=True, slots=True)
class Cut:
    """A run of an order's new text: ``source[start:end]``, put there by order ``n`` of ``act``
    (empty: by the order's own act). ``sha256`` empty: a blank of that length between words."""

    act: str
    n: int
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation of one amending act on one amended act.

    ``provision`` is the eId of the amending act's own unit that holds the order.
    ``sequence`` is the register's order of amending acts; ``recorded`` is when this system
    learnt of it (ISO instant, UTC), the axis of knowledge. ``first`` is the place that a
    person's decision gave it among the entries of its day, from 1 (0: none was needed);
    ``corrects`` marks an editorial correction (Order 158 art. 8(5)), which is no amendment.
    ``until`` is the first day after a limited term; ``ends`` marks the entry that ends another
    (:mod:`consolidation.endings`). ``remark`` is what is to be said of the order beside
    its outcome, because its own act was amended (:mod:`consolidation.amended_orders`).
    ``after`` is the number of the order in whose place a person put this one, where its own
    number does not say when its turn is (an order split, merged or pointed out by a person, or
    put into its act by another). ``cuts`` are the runs of a new text that other acts wrote,
    wholly or in part, in order: the order was given anew or put into its act by another, or words
    inside it were changed before it took effect; of several acts its spans say where in the
    order's own act the changed stretch stood. ``put_by`` is the act that put the order into its
    own act after this took effect (:mod:`consolidation.added_orders`): its petit stands beside.
    """

    sequence: int
    amending: Particulars
    amending_iri: str
    source_sha256: str
    operation: Operation
    recorded: str = ""
    provision: str = ""
    first: int = 0
    corrects: bool = False
    until: str | None = None
    ends: bool = False
    remark: str = ""
    after: int | None = None
    cuts: tuple[Cut, ...] = ()
    put_by: Particulars | None = None

    @property
    def sort_key(self) -> tuple[str, bool, str, int, int, int, int]:
        """Order of effect: what ends on a day ends before anything begins. An entry without a
        date sorts after every dated one."""
        valid_from = self.operation.valid_from or "9999-12-31"
        published = self.amending.published or self.amending.date or "9999-12-31"
        n = self.operation.n
        turn = n if self.after is None else self.after
        return (valid_from, not self.ends, published, self.first, self.sequence, turn, n)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of effect."""
    return sorted(entries, key=lambda entry: entry.sort_key)


def blank_entry(
    sequence: int, amending: Particulars, iri: str, source_sha256: str, act: int
) -> Entry:
    """An entry of an act that orders nothing yet: a person fills in what the machine missed."""
    operation = Operation(0, act, "other", (), Span(0, 0))
    return Entry(sequence, amending, iri, source_sha256, operation)


def entry_to_json(entry: Entry) -> str:
    """The one stable JSON form of an entry: what is stored and what is hashed."""
    data = asdict(entry)
    for name in ("cuts", "put_by"):
        if not data[name]:
            del data[name]
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_from_json(text: str) -> Entry:
    """Inverse of :func:`entry_to_json`. Raises ValueError, KeyError or TypeError on other JSON."""
    data = json.loads(text)
    data["amending"] = Particulars(**data["amending"])
    data["operation"] = _operation(data["operation"])
    if data.get("put_by"):
        data["put_by"] = Particulars(**data["put_by"])
    data["cuts"] = tuple(Cut(**cut) for cut in data.get("cuts", ()))
    return Entry(**data)


def entry_hash(body: str, previous: str) -> str:
    """SHA-256 over an entry's JSON and the hash before it: the chain that shows later changes."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def _operation(data: dict[str, Any]) -> Operation:
    for key in ("source", "old_text_source", "new_text_source"):
        if data.get(key) is not None:
            data[key] = Span(**data[key])
    if data.get("refusal") is not None:
        data["refusal"] = Refusal(**data["refusal"])
    for key in ("units", "new_units"):
        data[key] = _path(data[key])
    return Operation(**data)


def _path(steps: list[list[str | None]]) -> Path:
    return tuple((str(kind), number) for kind, number in steps)
