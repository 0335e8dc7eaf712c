"""Does an order as decided say what its own words say? For what a person decided otherwise.

The machine may have misread an order, so a correction can be right; but what it says that cannot
be read out of the order's own words must be seen by whoever answers for it. Nothing is decided
here: each field in which words and decision part is told, with both readings.

| field | its words |
|---|---|
| units, new units | what its clause cites, under what its line and lead-ins cite; the machine |
| document | what they cite so |
| action | their verbs |
| facet, occurrence, place | what the machine read |
| old and new text | the stretch from the order to the next one |
| day | what the commencement clauses of its act prove (Law 1876 arts. 22, 23) |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from amendments.citation import SAME, Target, settle_document
from amendments.entry import dates_for
from amendments.operations import AmendingReading, Operation, Path, Span, Step
from amendments.own_words import OwnWords, labels_in, own_words
from consolidation.intake import Intake

# Verbs that may order an action; an action without a row is the machine's alone.
_ORDERED_BY: dict[str, frozenset[str]] = {
    "substitute": frozenset({"substitute", "change"}),
    "insert": frozenset({"insert"}),
    "repeal": frozenset({"remove", "repeal"}),
    "substitute-text": frozenset({"substitute", "change"}),
    "insert-text": frozenset({"insert"}),
    "repeal-text": frozenset({"remove", "repeal"}),
    "renumber": frozenset({"renumber"}),
    "repeal-act": frozenset({"repeal", "remove"}),
    "suspend": frozenset({"suspend"}),
    "resume": frozenset({"resume"}),
    "limit": frozenset({"limit"}),
}
_WHOLE = frozenset({"substitute", "insert", "repeal"})
_GROUPS = frozenset({"book", "part", "chapter", "subchapter"})


@dataclass(frozen=True, slots=True)
class Parting:
    """One field in which an order as decided says another thing than its words.

    ``words``: what they say, None where they say nothing. ``against``: they say another thing
    outright; else they only do not say it.
    """

    field: str
    words: Any
    decided: Any
    against: bool


def partings(decided: Operation, intake: Intake) -> list[Parting]:
    """The fields in which a decided order of an amending act parts from its words, worst first.

    The order is held to what the machine reads in the same words now, whatever was proposed to
    who decided: of a published order that is corrected, the proposal is a person's.
    """
    read = intake.reading.operations
    same = next((one for one in read if one.n == decided.n), None)
    if same is not None and not _overlap(span_of(same.source), span_of(decided.source)):
        same = None
    return _partings(decided, same, intake, [one for one in read if one is not same])


def _partings(
    decided: Operation, proposed: Operation | None, intake: Intake, orders: Sequence[Operation]
) -> list[Parting]:
    text = intake.source.text
    span = decided.source
    others = [(one.source.start, one.source.end) for one in orders]
    taken = [other for other in others if not _overlap(other, (span.start, span.end))]
    texts = [_stretch(one.new_text_source) for one in [*orders, *([proposed] if proposed else [])]]
    words = own_words(text, (span.start, span.end), [*taken, *filter(None, texts)])
    alike = [one for one in orders if _overlap((one.source.start, one.source.end), span_of(span))]
    read = [one for one in [*([proposed] if proposed else []), *alike] if one.units or one.document]
    until = min((s for s, _ in [*taken] if s >= span.end), default=len(text))
    found = [
        _units(decided, proposed, alike, words, text),
        _new_units(decided, proposed, words),
        _document(decided, read, words),
        _action(decided, read, words),
        *_texts(decided, proposed, (span.start, until)),
        _day(decided, proposed, intake),
        *_other_fields(decided, proposed),
    ]
    told = [one for one in found if one is not None]
    return sorted(told, key=lambda one: not one.against)


def span_of(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _stretch(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _units(
    decided: Operation,
    proposed: Operation | None,
    alike: list[Operation],
    words: OwnWords,
    text: str,
) -> Parting | None:
    path = decided.units
    own = [proposed.units] if proposed is not None and _names_place(proposed) else []
    if path in own:
        return None
    theirs = [one.units for one in alike if _names_place(one)]
    said = [_settled(target, decided).steps for target in words.targets]
    shown = next(iter([*own, *theirs, *said]), None)
    if path in theirs:  # another order has this place by the same words
        return Parting("units", own[0], path, True) if own else None
    known = {*words.cited, *(step for one in (*own, *theirs) for step in one)}
    cut = decided.new_text_source
    brought = labels_in(text, span_of(cut)) if cut is not None else frozenset()
    fits = [
        steps
        for target in words.targets
        for steps in (target.steps, _settled(target, decided).steps)
        if _fits(path, steps, target, known, brought)
    ]
    if not words.targets:
        in_place = (
            _all_known(path[:-1], known)
            and bool(path)
            and (path[-1] in known or path[-1][1] in brought)
        )
        if not in_place and not (not known and not path):
            return Parting("units", shown, path, bool(own or theirs))
        return Parting("units", shown, path, False) if own or theirs else None
    if not fits:
        return Parting("units", shown, path, True)
    unsaid = [step for step in path if step not in known and step[1] not in brought]
    outer = [{kind for kind, _ in one} - _GROUPS for one in (*own, *theirs)]
    lost = set.intersection(*outer) - {kind for kind, _ in path} if outer else set()
    if lost or any(kind not in _GROUPS for kind, _ in unsaid):
        return Parting("units", shown, path, False)
    return None


def _names_place(one: Operation) -> bool:
    return bool(one.units or one.document) or one.status == "understood"


def _fits(
    path: Path, steps: Path, target: Target, known: Iterable[Step], brought: frozenset[str]
) -> bool:
    """Whether a place is the one that a target of the clause cites, under units that are cited."""
    if not any(kind in _GROUPS for kind, _ in path):  # groups above an article need not be said
        steps = tuple(step for step in steps if step[0] not in _GROUPS) or steps
    if not steps or len(steps) > len(path):
        return not steps and not path
    outer, inner = path[: len(path) - len(steps)], path[len(path) - len(steps) :]
    if {kind for kind, _ in outer} & {kind for kind, _ in inner}:
        return False  # „ა“ and „ბ“ cited side by side are no „ბ“ of „ა“
    return all(
        _same(one, other, target) for one, other in zip(inner, steps, strict=True)
    ) and _all_known(outer, known)


def _settled(target: Target, decided: Operation) -> Target:
    whole = decided.action in _WHOLE and decided.facet in ("unit", "annex")
    return settle_document(target, changed=whole)


def _same(one: Step, other: Step, target: Target) -> bool:
    (kind, number), (cited_kind, cited) = one, other
    if kind != cited_kind:
        return False
    if cited in (None, SAME) or number == cited:
        return True
    if number in target.doubt.removeprefix("above: ").split("|"):
        return True
    ends = target.open_range
    digits = number is not None and number.isdigit() and ends is not None
    if digits and number is not None and ends is not None and all(e.isdigit() for e in ends):
        return int(ends[0]) <= int(number) <= int(ends[1])
    return False


def _all_known(path: Path, known: Iterable[Step]) -> bool:
    return all(step in known or step[0] in _GROUPS for step in path)


def _new_units(decided: Operation, proposed: Operation | None, words: OwnWords) -> Parting | None:
    path = decided.new_units
    if not path or (proposed is not None and path == proposed.new_units):
        return None
    if path[-1] in words.cited:
        return None
    before = proposed.new_units if proposed is not None and proposed.new_units else None
    return Parting("new_units", before, path, before is not None)


def _document(decided: Operation, read: list[Operation], words: OwnWords) -> Parting | None:
    said = {one.document for one in read} | set(words.documents)
    if not said:
        said = {None}
    if decided.document in said or (decided.document is None and not any(said)):
        return None
    name = (decided.document or "").strip().lower()
    if name and any(name in one.lower() or one.lower() in name for one in said if one):
        return None
    shown = next((one.document for one in read if one.document), None)
    shown = shown or next(iter(sorted(words.documents)), None)
    if decided.document is None and not any(one.document for one in read):
        return None  # the words name a document that the machine, too, did not take as the place
    return Parting("document", shown, decided.document, True)


def _action(decided: Operation, read: list[Operation], words: OwnWords) -> Parting | None:
    if any(decided.action == one.action for one in read):
        return None
    if words.verbs & _ORDERED_BY.get(decided.action, frozenset()):
        return None
    shown = next((one.action for one in read if one.action != "other"), None)
    return Parting("action", shown, decided.action, bool(shown or words.verbs))


def _texts(
    decided: Operation, proposed: Operation | None, stretch: tuple[int, int]
) -> Iterable[Parting]:
    """Texts that are cut elsewhere than in the order, or otherwise than the machine cut them."""
    for name in ("old_text", "new_text"):
        text, cut = getattr(decided, name), getattr(decided, f"{name}_source")
        before = getattr(proposed, name) if proposed is not None else None
        if text == before or (text is None and before is None):
            continue
        inside = cut is not None and stretch[0] <= cut.start and cut.end <= stretch[1]
        if text is None or not inside:
            yield Parting(name, before, text, True)
        elif before is not None and not _marked(decided, cut):
            yield Parting(name, before, text, False)


def _marked(decided: Operation, cut: Span) -> bool:
    """Whether old words stand in the clause that names them."""
    return decided.source.start <= cut.start and cut.end <= decided.source.end


def _day(decided: Operation, proposed: Operation | None, intake: Intake) -> Parting | None:
    day = decided.valid_from
    if proposed is not None and proposed.valid_from == day:
        return None
    said = proposed.valid_from if proposed is not None else None
    if said is None:
        said = _day_of(decided, intake)
    if day == said:
        return None
    return Parting("valid_from", said, day, said is not None)


def _day_of(decided: Operation, intake: Intake) -> str | None:
    """The day that the clauses of its act prove for an order, None where they prove none."""
    bare = replace(decided, valid_from=None, retroactive_from=None, note=None)
    reading = AmendingReading(
        intake.reading.act, operations=[bare], commencement=intake.reading.commencement
    )
    particulars = intake.act.particulars
    dated = dates_for(
        reading, intake.act, published=particulars.published, adopted=particulars.date,
        kind=particulars.kind,
    )  # fmt: skip
    return dated.operations[0].valid_from


def _other_fields(decided: Operation, proposed: Operation | None) -> Iterable[Parting]:
    """What only the machine's reading tells: another facet, place or count is to be looked at."""
    if proposed is None:
        return
    for name in ("facet", "position", "occurrence"):
        before, after = getattr(proposed, name), getattr(decided, name)
        if before != after and not (name == "facet" and decided.action != proposed.action):
            yield Parting(name, before, after, False)
