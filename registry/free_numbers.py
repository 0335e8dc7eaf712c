"""Which number is free where a draft adds a unit under a taken one, or leaves a gap.

An added unit takes the number of the one before it with a prim, or the next number at the end of
its row (Law 1876 art. 16(8), 16(11)); the number of a removed unit is not used again (16(10)).

>>> row = [Number.parse(text) for text in ("36", "37", "37^1", "38")]
>>> [str(n) for n in free(Number.parse("37"), row)], [str(n) for n in free(Number.parse("41"), row)]
(['37^2', '39'], ['39'])
>>> [str(n) for n in free(Number.parse("36^3"), row)], free(Number.parse("39"), row)
(['36^1'], [])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consolidation.refused import Refused
from consolidation.resolve import KIND_OF_STEP, resolve
from registry.draft_checks import Fault
from registry.whole_law import Stage
from schemas.letters import ALPHABET
from schemas.model import Act, Kind
from schemas.numbers import Number

_COUNTED = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.CHAPTER, Kind.PART, Kind.BOOK})


def free(wanted: Number, row: Sequence[Number]) -> list[Number]:
    """The numbers a new unit may bear instead of ``wanted``; none where that one is as it should
    be. ``row`` are the numbers of its neighbours, those of removed units among them."""
    held = sorted({number for number in row if number.series == wanted.series})
    if not held:
        return []
    taken = wanted in held
    before = max((number for number in held if number < wanted), default=None)
    if not taken and before is not None and wanted.follows(before):
        return []
    out = []
    stem = replace(wanted, prims=())
    if stem in held and (taken or wanted.prims):
        made = replace(stem, prims=(1,))
        while made in held:
            made = replace(made, prims=(made.prims[0] + 1,))
        out.append(made)
    if not wanted.prims and (end := after(held[-1])) is not None:
        out.append(end)
    return out


def after(last: Number) -> Number | None:
    """The next whole number; None after the last letter."""
    base = (*last.base[:-1], last.base[-1] + 1)
    if last.series == "letter" and base[-1] > len(ALPHABET):
        return None
    return Number(last.series, base)


def faults_of_numbers(stages: Sequence[Stage]) -> Iterator[Fault]:
    """Units that a draft adds under a taken number or behind a gap, with the free numbers."""
    for stage in stages:
        for outcome in stage.outcomes:
            op = outcome.entry.operation
            taken = outcome.refusal is not None and outcome.refusal.name == "number-taken"
            if op.action != "insert" or op.facet != "unit" or not op.units:
                continue
            if not (taken or outcome.status == "applied"):
                continue
            wanted = _number(op.units[-1][1])
            if wanted is None:
                continue
            row = _row(stage.new, op.document, op.units)
            if not taken:
                row = [number for number in row if number != wanted]
            if proposed := free(wanted, row):
                yield _fault(op.source.quote, wanted, proposed, taken=taken)


def _fault(quote: str, wanted: Number, proposed: list[Number], *, taken: bool) -> Fault:
    names = ", ".join(number.display for number in proposed)
    if taken:
        return Fault(
            "16(11)", quote, f"ნომერი {wanted.display} დაკავებულია; თავისუფალია: {names}",
            f"the number {wanted.display} is taken; free: {names}",
        )  # fmt: skip
    return Fault(
        "16(11)", quote, f"ნომერი {wanted.display} წინას არ მოსდევს; თავისუფალია: {names}",
        f"the number {wanted.display} does not follow the one before; free: {names}",
    )  # fmt: skip


def _number(text: str | None) -> Number | None:
    try:
        return Number.parse(text or "")
    except ValueError:
        return None


def _row(act: Act, document: str | None, units: tuple[tuple[str, str | None], ...]) -> list[Number]:
    """The numbers that stand beside an added unit; articles count through the whole text."""
    kind = KIND_OF_STEP.get(units[-1][0])
    if kind not in _COUNTED:
        return []
    outer = () if kind is Kind.ARTICLE else units[:-1]
    try:
        parent = resolve(act, document, outer).unit
    except Refused:
        return []
    among = parent.walk() if kind is Kind.ARTICLE else iter(parent.children)
    return [unit.number for unit in among if unit.kind is kind and unit.number is not None]
