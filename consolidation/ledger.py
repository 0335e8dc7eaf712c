"""The ledger: every change as an entry, in the one order in which changes take effect.

Order on the day (DESIGN §5): ``valid_from``, then publication, then register sequence, then the
place in the amending act. The consolidated text is ``replay(base, entries)`` and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from amendments.operations import Operation
from schemas.model import Particulars


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation of one amending act on one amended act.

    ``sequence`` is the register's order of amending acts; ``recorded`` is when this system
    learnt of it (ISO instant, UTC), the axis of knowledge.
    """

    sequence: int
    amending: Particulars
    amending_iri: str
    source_sha256: str
    operation: Operation
    recorded: str = ""

    @property
    def sort_key(self) -> tuple[str, str, int, int]:
        """Order of effect. An entry without a date sorts after every dated one."""
        valid_from = self.operation.valid_from or "9999-12-31"
        published = self.amending.published or self.amending.date or "9999-12-31"
        return (valid_from, published, self.sequence, self.operation.n)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of effect."""
    return sorted(entries, key=lambda entry: entry.sort_key)


def entry_hash(entry: Entry, previous: str) -> str:
    """SHA-256 over the entry and the hash before it: the chain that shows any later change."""
    body = json.dumps(
        {
            "previous": previous,
            "sequence": entry.sequence,
            "amending": asdict(entry.amending),
            "amending_iri": entry.amending_iri,
            "source": entry.source_sha256,
            "operation": asdict(entry.operation),
            "recorded": entry.recorded,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(body.encode()).hexdigest()
