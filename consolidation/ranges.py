"""Ranges of units: „მე-4–მე-7 პუნქტები ამოღებულ იქნეს“, read as orders on 4, 5, 6 and 7.

A unit put between them since (4¹) stands in the range too, and the order does not name it. Whether
it goes with the others is not said, so all orders of the range are refused, ``ambiguous-target``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from amendments.operations import Path, Refusal
from consolidation.ledger import Entry
from consolidation.refused import Refused
from consolidation.resolve import KIND_OF_STEP, number_of, resolve, scope
from consolidation.structure import outer_letters
from schemas.model import Act, Kind, Unit

# „მე-2–მე-4“, „32–35-ე“, „პირველი–მე-3“, „„ა“–„დ““; no list „მე-2, მე-3 და მე-4“
_RANGE = re.compile(
    r"(?:\d(?:\s?-\s?ე)?|“|პირველი|მეორე|მესამე)\s?[-–—]\s?(?:მე\s?-\s?)?(?:\d|„[ა-ჰ]|მე[ა-ჰ]+ე)"
    r"|\b[IVXLC]+(?:\^\d+)?\s?[-–—]\s?[IVXLC]+\b|დან\s.{0,20}(?:მდე|ჩათვლით)"
)
_Key = tuple[str, int, int, str, str | None, Path, str]


def left_between(act: Act, entries: Iterable[Entry]) -> dict[int, Refusal]:
    """Of the orders of ranges, by ``id``, those with a unit between them that none names."""
    groups: dict[_Key, list[Entry]] = {}
    for entry in entries:
        op = entry.operation
        if (
            op.status == "understood"
            and not entry.ends
            and op.units
            and _RANGE.search(op.source.quote.partition(":")[0])
        ):
            source = op.source
            key = (entry.amending_iri, source.start, source.end, op.action, op.document)
            groups.setdefault((*key, op.units[:-1], op.units[-1][0]), []).append(entry)
    out: dict[int, Refusal] = {}
    for (*_, document, above, kind), ours in groups.items():
        if len(ours) > 1 and (other := _between(act, document, above, kind, ours)) is not None:
            why = f"{other.label} stands between them; whether the range takes it in is not said"
            out.update((id(one), Refusal("ambiguous-target", why)) for one in ours)
    return out


def _between(
    act: Act, document: str | None, above: Path, kind: str, ours: list[Entry]
) -> Unit | None:
    """The first unit between the lowest and the highest number of a range that is not in it."""
    wanted = KIND_OF_STEP.get(kind)
    try:
        path = (*above, *outer_letters(ours[0].operation.units))
        last = [(one.operation.units[-1][1] or "").rpartition(".")[2] for one in ours]
        numbers = [number_of(text) for text in last]
        holder = (resolve(act, document, path) if path else scope(act, document)).unit
    except Refused:
        return None
    low, high = min(numbers), max(numbers)
    around = holder.walk() if wanted is Kind.ARTICLE else _children(holder)
    for unit in around:
        number = unit.number
        if unit.kind is not wanted or number is None or unit.removal is not None:
            continue
        if low < number < high and not any(number.same_as(one) for one in numbers):
            return unit
    return None


def _children(unit: Unit) -> Iterable[Unit]:
    for child in unit.children:
        yield child
        if child.kind in (Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.CLAUSE, Kind.PARAGRAPH):
            yield from _children(child)
