"""Changes of words inside units: replaced, added, removed.

Words are looked for in every leaf and heading of the named unit and changed wherever they stand
(gold convention: ``occurrence`` null), between word boundaries only. Nothing else in the unit
moves; white space beside the cut is the only thing that may close up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from amendments.operations import Operation
from consolidation.refused import Refused
from consolidation.words import find_words, word_forms
from schemas.model import Kind, Unit
from schemas.sentences import is_shortened, sentences

FORMS_LEFT = "inflected forms of"  # a note that says so is told to people (findings)
_ENDS = (".", ";", ":", "!", "?")
# Words that go on with the sentence before them.
_GOES_ON = re.compile(r",|(?:და|ან|ან/და|აგრეთვე|ასევე|ხოლო|გარდა|რომ\w*)\b")


@dataclass(slots=True)
class Slot:
    """One place of words in the tree: read it, write it. ``unit`` holds it."""

    get: Callable[[], str]
    set: Callable[[str], None]
    unit: Unit


def slots(unit: Unit) -> list[Slot]:
    """Every place of legal words in a unit, in document order: headings, text, table cells."""
    out: list[Slot] = []
    for item in unit.walk():
        if item.removal is not None:
            continue
        if item.heading:
            out.append(_attribute(item, "heading"))
        if item.kind is Kind.TEXT:
            out.append(_attribute(item, "text"))
        for row in item.rows:
            out.extend(cell_slots(item, row))
    return out


def heading_slot(unit: Unit) -> Slot:
    return _attribute(unit, "heading")


def part_slot(unit: Unit, start: int, end: int) -> Slot:
    """A stretch of a paragraph alone; what stands around it is not read and not written."""
    before, after = unit.text[:start], unit.text[end:]

    def put(value: str) -> None:
        unit.text = before + value + after

    return Slot(lambda: unit.text[len(before) : len(unit.text) - len(after)], put, unit)


def cell_slots(table: Unit, row: list[str]) -> list[Slot]:
    """The cells of one row of a table."""
    return [_cell(table, row, column) for column in range(len(row))]


def column_slots(table: Unit, column: int) -> list[Slot]:
    """The cells of one column of a table, from the top."""
    return [_cell(table, row, column) for row in table.rows]


def _attribute(unit: Unit, name: str) -> Slot:
    def put(value: str) -> None:
        setattr(unit, name, value)

    return Slot(lambda: str(getattr(unit, name)), put, unit)


def _cell(table: Unit, row: list[str], column: int) -> Slot:
    def put(value: str) -> None:
        row[column] = value

    return Slot(lambda: row[column], put, table)


def replace_words(places: list[Slot], op: Operation, notes: list[str]) -> list[Unit]:
    """Put ``new_text`` for ``old_text`` wherever it stands. Returns the units that hold it."""
    if op.old_text is None or op.new_text is None:
        raise Refused("payload-missing", "the words to replace, or the new ones, are not given")
    new, old = op.new_text, op.old_text
    if _stands_already(places, old, new):
        raise Refused("already-in-text", f"„{_short(old)}“ stands only within „{_short(new)}“")
    return _edit(places, op, notes, lambda text, a, b: text[:a] + new + text[b:])


def _stands_already(places: list[Slot], old: str, new: str) -> bool:
    """Whether every occurrence of the old words is one of the new words, which hold them."""
    if not find_words(new, old) or find_words(old, new):
        return False
    olds = sum(len(find_words(slot.get(), old)) for slot in places)
    news = sum(len(find_words(slot.get(), new)) for slot in places)
    return 0 < olds == news * len(find_words(new, old))


def remove_words(places: list[Slot], op: Operation, notes: list[str]) -> list[Unit]:
    """Take ``old_text`` out wherever it stands; the gap closes to one space or none."""
    if op.old_text is None:
        raise Refused("payload-missing", "the words to remove are not given")
    return _edit(places, op, notes, _cut)


def insert_words(places: list[Slot], op: Operation, notes: list[str]) -> list[Unit]:
    """Put ``new_text`` after or before the words named in ``position``."""
    if op.new_text is None:
        raise Refused("payload-missing", "the words to add are not given")
    position = op.position or {}
    anchor = position.get("after") or position.get("before")
    if not anchor:
        raise Refused("place-not-found", "the order does not say where the words go")
    new = op.new_text
    after = "after" in position
    gap = "" if new[:1] in ",.;:)" and after else " "

    def put(text: str, a: int, b: int) -> str:
        if after:
            return text[:b] + gap + new + text[b:]
        return text[:a] + new + " " + text[a:]

    return _edit(places, op, notes, put, str(anchor))


def _edit(
    places: list[Slot],
    op: Operation,
    notes: list[str],
    change: Callable[[str, int, int], str],
    words: str | None = None,
) -> list[Unit]:
    wanted = words if words is not None else op.old_text or ""
    hits = [(slot, find_words(slot.get(), wanted)) for slot in places]
    count = sum(len(spans) for _, spans in hits)
    forms = sum(word_forms(slot.get(), wanted) for slot in places)
    asserted = op.occurrence.get("count") if isinstance(op.occurrence, dict) else None
    if forms and asserted == count + forms:
        # Somebody counted the longer word forms in, which proves that they are meant too.
        hits = [(slot, find_words(slot.get(), wanted, whole=False)) for slot in places]
        count, forms = count + forms, 0
        notes.append(f"the count of {count} takes in longer words with „{_short(wanted)}“")
    if count == 0:
        hint = f"; {forms} longer word forms begin with it" if forms else ""
        raise Refused("old-text-not-found", f"„{_short(wanted)}“ does not stand in the unit{hint}")
    keep = _chosen(op.occurrence, count)
    seen = 0
    changed: list[Unit] = []
    for slot, spans in hits:
        text, chosen = slot.get(), []
        for span in spans:
            seen += 1
            if keep is None or seen in keep:
                chosen.append(span)
        for start, end in reversed(chosen):
            text = change(text, start, end)
        if chosen:
            slot.set(text)
            changed.append(slot.unit)
    if forms:
        left = [slot.unit.eid for slot in places if word_forms(slot.get(), wanted)]
        named = [eid.partition("__p_")[0] for eid in left if eid]  # of the unit, not its paragraph
        where = ", ".join(dict.fromkeys(named))
        note = f"{forms} {FORMS_LEFT} „{_short(wanted)}“ left as they stand"
        notes.append(f"{note}: {where}" if where else note)
    return changed


def _chosen(occurrence: object, count: int) -> set[int] | None:
    """The occurrences meant: all (None), the N-th, first or last, a count that must be met, or
    the places that a person ticked among all there were (``{"places": [1, 3], "of": 4}``)."""
    if occurrence is None:
        return None
    if isinstance(occurrence, dict):
        wanted = occurrence.get("count")
        if isinstance(wanted, int):
            if wanted != count:
                raise Refused("count-mismatch", f"ordered {wanted} times, stands {count} times")
            return None
        if "places" in occurrence:
            return _ticked(occurrence, count)
        occurrence = occurrence.get("index")
    if occurrence in ("first", "last"):
        return {1 if occurrence == "first" else count}
    if isinstance(occurrence, str) and occurrence.isdigit():
        occurrence = int(occurrence)
    if isinstance(occurrence, int):
        if not 1 <= occurrence <= count:
            raise Refused("count-mismatch", f"occurrence {occurrence} of {count}")
        return {occurrence}
    raise Refused("ambiguous-target", f"which occurrence is meant: {occurrence}")


def _ticked(occurrence: dict[str, object], count: int) -> set[int]:
    places = occurrence["places"]
    ticked = places if isinstance(places, (list, tuple)) else ()
    wanted = {n for n in ticked if isinstance(n, int)}
    if occurrence.get("of") != count:
        of = occurrence.get("of")
        raise Refused("count-mismatch", f"ticked among {of} places, stands {count} times")
    if not wanted or not wanted <= set(range(1, count + 1)):
        raise Refused("count-mismatch", f"places {places} of {count}")
    return wanted


def _cut(text: str, start: int, end: int) -> str:
    before, after = text[:start], text[end:]
    closing = not after.strip() or after.startswith((" ", "\u00a0", ",", ".", ";", ":"))
    if before.endswith((" ", "\u00a0")) and closing:
        before = before[:-1]
    elif not before and after.startswith((" ", "\u00a0")):
        after = after[1:]
    return before + after


def append_words(places: list[Slot], new: str, *, sentence: bool = False) -> None:
    """Add words after the last ones.

    Where the order does not call them a ``sentence``, words without an end mark of their own are
    none: those that go on with what stands there („და …“, „, ხოლო …“) go before the mark that ends
    the text; of others it is not said.
    """
    if not places:
        raise Refused("place-not-found", "the unit has no words to add to")
    last = places[-1]
    text = last.get()
    ended = text.rstrip().endswith(_ENDS) and not sentence
    if ended and not new.rstrip().endswith(_ENDS):
        whole = text.rstrip()
        if whole[-1] not in ".;" or not _GOES_ON.match(new) or is_shortened(whole):
            raise Refused("place-not-found", "the text ends with a stop, the words added do not")
        blank = "" if new.startswith(",") else " "
        last.set(f"{whole[:-1]}{blank}{new}{text[len(whole) - 1 :]}")
        return
    last.set(f"{text} {new}" if text and not text[-1].isspace() else text + new)


def sentence_span(text: str, ordinal: int) -> tuple[int, int]:
    """Span of the N-th sentence (from 1).

    Raises :class:`Refused` when it is not there, or where a stop behind an abbreviation would
    make another sentence of it („და სხვ. ვაჭარი …“: nothing tells whether it ends one).

    >>> sentence_span("ეს ერთია. ეს მეორეა.", 2)
    (10, 20)
    """
    spans = sentences(text, doubtful=True)
    if not 1 <= ordinal <= len(spans):
        raise Refused("target-not-found", f"no sentence {ordinal}; the text has {len(spans)}")
    sure = sentences(text, doubtful=False)
    if ordinal > len(sure) or sure[ordinal - 1] != spans[ordinal - 1]:
        raise Refused("ambiguous-target", "an abbreviation may end a sentence before it or in it")
    return spans[ordinal - 1]


def sentence_count(text: str) -> int:
    """How many sentences a text has. Raises :class:`Refused` where an abbreviation may end one."""
    count = len(sentences(text, doubtful=True))
    if count != len(sentences(text, doubtful=False)):
        raise Refused("ambiguous-target", "an abbreviation may end a sentence of the text")
    return count


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
