"""Changes of units: given anew, added, removed, renumbered.

New units are read from the text of the amending act by :mod:`acts.fragment` and only that. A
unit given anew keeps the ``wid`` of the one it replaces, and so do its parts of the same
number; a renumbered unit keeps its ``wid`` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from acts.fragment import UnreadableFragment, recognize_fragment
from amendments.operations import Operation, Path
from amendments.places import position_text
from consolidation.marks import beside_any_wording
from consolidation.refused import Refused
from consolidation.resolve import GROUPING, KIND_OF_STEP, Place, number_of, resolve, scope
from schemas.model import Act, Kind, Removal, Unit, text_of
from schemas.numbers import Number

_UNUSUAL = re.compile(
    r"(?:[„“”\"]|,,|‘‘|’’|'')\s*(?P<number>\d+(?:\^\d+)?|[ა-ჰ](?:\^\d+)?)\s*"
    r"(?:[“”\"]|‘‘|’’|'')\s*[.)\-–—]*\s*(?=\S)"
)
BORDER = "its number is on a border and the act names no side"  # a note people are told (findings)
_GROUPS = tuple(GROUPING)  # hashing an enum member is slow, comparing is not
CONTENT_ONLY = frozenset({Kind.ARTICLE, Kind.POINT, Kind.SUBPOINT, Kind.NOTE})


def read_units(op: Operation, kind: Kind | None, number: Number | None) -> list[Unit]:
    """The units in ``new_text``: the first of ``kind`` and ``number``, or a refusal."""
    if op.new_text is None:
        raise Refused("payload-missing", "the new text is not in the source")
    try:
        units = recognize_fragment(op.new_text, kind, number)
    except UnreadableFragment as error:
        raise Refused(error.name, error.reason) from error
    for unit in units:
        for part in unit.walk():
            part.span = None  # offsets into the amending act's text say nothing in this one
    return units


UnitReader = Callable[[Operation, Kind | None, Number | None], list[Unit]]


def one_unit(
    op: Operation, kind: Kind, number: Number | None, label: str, read: UnitReader
) -> Unit:
    """The single unit that ``new_text`` gives for a target.

    A unit may be given by its words alone; then the printed number of the target (``label``)
    stays, since the order does not change it. Without a label there must be a number: an
    article with a heading given by words alone leaves open whether the heading stands.
    """
    try:
        units = read(op, kind, number)
    except Refused as refused:
        if refused.refusal.name != "different-kind" or kind not in CONTENT_ONLY or not label:
            raise
        return _by_words_alone(op, kind, number, label, refused, read)
    if len(units) != 1:
        raise Refused("different-kind", f"one {kind.value} ordered, {len(units)} given")
    return units[0]


def _by_words_alone(
    op: Operation,
    kind: Kind,
    number: Number | None,
    label: str,
    refused: Refused,
    read: UnitReader,
) -> Unit:
    units = read(op, Kind.TEXT, None)
    below = {Kind.TEXT, Kind.TABLE, Kind.SUBPOINT}
    if units[0].kind is not Kind.TEXT or not all(u.kind in below for u in units):
        raise refused
    if repeats_number(units[0].text, label):
        raise refused
    own = _unusual_label(units[0].text, number)
    if own:  # the act prints the number in a form of its own: it is kept as printed
        label, units[0].text = own.strip(), units[0].text[len(own) :]
    return Unit(kind, number=number, label=label, children=units)


def repeats_number(text: str, label: str) -> bool:
    """Whether the words begin with the printed number of the target, after a mark of their own.

    They are then no words alone, and to print the number before them would print it twice.
    """
    own = label.rstrip(".)")
    rest = text.lstrip("„“”\"'‘’,« ")
    return rest.startswith(own) and rest[len(own) :].lstrip()[:1] in (".", ")")


def _unusual_label(text: str, number: Number | None) -> str:
    """„„ა“ - “ or „„3“. “ before the words, where it is the target's own number; else nothing."""
    found = _UNUSUAL.match(text)
    if found is None or number is None:
        return ""
    try:
        return found.group() if Number.parse(found["number"]).same_as(number) else ""
    except ValueError:
        return ""


def substitute(place: Place, op: Operation, read: UnitReader) -> Unit:
    """Put the unit given anew where the old one stands. Returns the new unit."""
    old = place.unit
    if old.removal is not None:
        raise Refused("target-removed", f"{old.label} is removed and its number is not reused")
    label = "" if old.kind is Kind.ARTICLE and old.heading else old.label
    new = one_unit(op, old.kind, old.number, label, read)
    _refuse_second_articles(place.chain[0], new, old)
    adopt(old, new)
    siblings = place.parent.children
    siblings[index_of(siblings, old)] = new
    return new


def adopt(old: Unit, new: Unit) -> None:
    """Give a unit given anew the lasting identity of the old one, part by part, and its petits."""
    new.wid = old.wid
    new.petits = [*beside_any_wording(old.petits), *new.petits]
    if not new.role:
        new.role = old.role
    kept = {(c.kind, c.number): c for c in old.children if c.number is not None}
    for child in new.children:
        match = kept.get((child.kind, child.number)) if child.number is not None else None
        if match is not None:
            adopt(match, child)


def insert(act: Act, op: Operation, read: UnitReader, freed: Unit | None = None) -> Place:
    """Add a unit at the place its number gives, or where ``position`` says.

    ``freed`` is the unit that bore this number until the same act gave it another.
    """
    kind_name, number_text = op.units[-1]
    kind = KIND_OF_STEP.get(kind_name)
    if kind is None or kind is Kind.TABLE:
        raise Refused("action-not-supported", f"a {kind_name} cannot be added yet")
    parent = _parent(act, op.document, (*op.units[:-1], *outer_letters(op.units)))
    number = last_number(kind, number_text)
    _refuse_taken(parent.unit, kind, number)
    new = one_unit(op, kind, number, "", read)
    if kind is not Kind.ARTICLE or _runs_through(parent.chain[:2]):
        _refuse_second_articles(parent.chain[0], new)
    chain, index, notes = _slot(parent, kind, number, op, freed)
    chain[-1].children.insert(index, new)
    return Place([*chain, new], [*parent.notes, *notes])


def _parent(act: Act, document: str | None, path: Path) -> Place:
    parent = resolve(act, document, path) if path else scope(act, document)
    if parent.unit.removal is not None:
        raise Refused("target-removed", f"{parent.unit.label} is removed")
    return parent


def outer_letters(path: Path) -> Path:
    """The subpoint that a new one of a further level stands in: of „ა.გ“ the subpoint ა, where the
    path does not name it already."""
    kind, number = path[-1]
    outer, _, _ = (number or "").rpartition(".")
    if kind != "subpoint" or not outer or path[-2:-1] == (("subpoint", outer),):
        return ()
    return (("subpoint", outer),)


def last_number(kind: Kind, text: str | None) -> Number | None:
    """The number of the last level cited („ა.ბ“ is ბ). Raises :class:`Refused`."""
    if text is None:
        return None
    last = text.split(".")[-1] if kind is Kind.SUBPOINT else text
    try:
        return Number.parse(last)
    except ValueError:
        raise Refused("not-understood", f"„{text}“ is not a number of a unit") from None


def _siblings(unit: Unit, kind: Kind) -> Iterator[list[Unit]]:
    """Chains (below ``unit``) to every unit of ``kind`` that shares its series of numbers."""
    through = _through(kind)
    for child in unit.children:
        if child.kind is kind:
            if child.number is not None:
                yield [child]
            if kind not in through:
                continue
        if child.kind in through:
            for rest in _siblings(child, kind):
                yield [child, *rest]


def _refuse_taken(parent: Unit, kind: Kind, number: Number | None) -> None:
    if number is None:
        return
    for standing in _numbered(parent, kind):
        if standing.number is not None and standing.number.same_as(number):
            what = "a removed unit" if standing.removal is not None else "a unit"
            raise Refused("number-taken", f"{what} {standing.label} stands there already")


def _refuse_second_articles(root: Unit, new: Unit, old: Unit | None = None) -> None:
    """Articles run through the whole act: a division brings none of a number that stands outside
    the ``old`` one."""
    if new.kind not in (*GROUPING, Kind.ARTICLE):
        return
    given = [one.number for one in _articles(new)]
    body = next((part for part in root.children if part.kind is Kind.BODY), root)
    for standing in _articles(body, besides=old) if given else ():
        if any(standing.number.same_as(number) for number in given if standing.number and number):
            raise Refused("number-taken", f"{standing.label} stands there already")


def _articles(unit: Unit, besides: Unit | None = None) -> Iterator[Unit]:
    """The numbered articles of a division, without those of the unit ``besides``."""
    if unit is besides:
        return
    if unit.kind is Kind.ARTICLE:
        if unit.number is not None:
            yield unit
        return
    for child in unit.children:
        yield from _articles(child, besides)


def _runs_through(chain: list[Unit]) -> bool:
    """Whether a place is in the body of the act and its articles have one series of numbers."""
    if chain[-1].kind is not Kind.BODY:
        return False
    numbers = [one.number for one in _articles(chain[-1])]
    return len(numbers) == len(set(numbers))


def _numbered(unit: Unit, kind: Kind) -> Iterator[Unit]:
    """The units at the ends of :func:`_siblings`, in order."""
    through = _through(kind)
    for child in unit.children:
        if child.kind is kind:
            if child.number is not None:
                yield child
            if kind not in through:
                continue
        if child.kind in through:
            yield from _numbered(child, kind)


def _through(kind: Kind) -> tuple[Kind, ...]:
    return (*_GROUPS, Kind.CLAUSE) if kind is Kind.POINT else _GROUPS


def _slot(
    parent: Place, kind: Kind, number: Number | None, op: Operation, freed: Unit | None
) -> tuple[list[Unit], int, list[str]]:
    """Chain to the unit that takes the new one, the index among its children, and notes.

    A number between the last of one chapter and the first of the next follows what it is a prim
    of (37^1 follows 37); a plain one stands before the unit that the same act took it from, and
    where no such unit is, it follows the one before, and a note says that nothing told so.
    """
    if op.position:
        position = _beside(op)
        siblings = list(_siblings(parent.unit, kind))
        return (*_ordered_slot(parent, siblings, position, number), [])
    first = next(_numbered(parent.unit, kind), None)
    if number is None or first is None:
        return parent.chain, _end_of(parent.unit, kind), []
    before: Unit | None = None
    highest: Number | None = None
    after: Unit | None = None  # the one printed next after it
    for unit in _numbered(parent.unit, kind):
        own = unit.number
        if own is not None and own < number and (highest is None or highest < own):
            before, highest, after = unit, own, None
        else:
            after = after or unit
    beside = before or first
    holder = [*parent.chain, *_above(parent.unit, kind, beside)]
    index = index_of(holder[-1].children, beside) + (before is not None)
    if highest is None or after is None:
        return holder, index, []
    other = [*parent.chain, *_above(parent.unit, kind, after)]
    if other[-1] is holder[-1]:
        return holder, index, []
    if after is freed:
        return other, index_of(other[-1].children, after), []
    prim = number.prims and highest.base == number.base
    return holder, index, [] if prim else [_on_border(holder[-1], other[-1])]


def _on_border(holder: Unit, other: Unit) -> str:
    chosen, left = (unit.label or unit.kind.value for unit in (holder, other))
    return f"{BORDER}: it stands at the end of {chosen}, not at the beginning of {left}"


def _above(unit: Unit, kind: Kind, wanted: Unit) -> list[Unit]:
    """The units between ``unit`` and the numbered one wanted, outermost first."""
    chain = next(chain for chain in _siblings(unit, kind) if chain[-1] is wanted)
    return chain[:-1]


def _beside(op: Operation) -> dict[str, Any]:
    """The place an order names, a whole path to a unit of the same parent by its number alone."""
    position = dict(op.position or {})
    for side in ("after", "before"):
        path = position.get(side)
        if isinstance(path, list) and path and op.units:
            *above, (kind, number) = [tuple(step) for step in path]
            if kind == op.units[-1][0] and above in ([], [tuple(step) for step in op.units[:-1]]):
                position[side] = number
    return position


def _ordered_slot(
    parent: Place, siblings: list[list[Unit]], position: dict[str, Any], new: Number | None
) -> tuple[list[Unit], int]:
    """The place an order names: after or before the unit of a number, or at the end.

    After the unit named stand those whose numbers are between its own and the ``new`` one: of two
    added „after point 5“ 6 comes before 7.
    """
    if position.get("end"):
        holder = [*parent.chain, *siblings[-1][:-1]] if siblings else parent.chain
        last = siblings[-1][-1] if siblings else None
        children = holder[-1].children
        return holder, index_of(children, last) + 1 if last else len(children)
    beside = position.get("after") or position.get("before")
    try:
        number = Number.parse(str(beside))
    except ValueError:
        said = position_text(position)
        raise Refused("place-not-found", f"the place is not a number: {said}") from None
    found = [c for c in siblings if c[-1].number is not None and c[-1].number.same_as(number)]
    if len(found) != 1:
        raise Refused("place-not-found", f"{len(found)} units have the number {beside}")
    named = found[0]
    if "after" in position and new is not None:
        place = next(i for i, chain in enumerate(siblings) if chain is named)
        for chain in siblings[place + 1 :]:  # 5, 6 and now 7 „after point 5“
            own, beside = chain[-1].number, [*parent.chain, *chain][-2]
            if own is None or not number < own < new or beside is not [*parent.chain, *named][-2]:
                break
            named = chain
    if "after" in position and "before" in position:
        _refuse_apart(siblings, named, number, new, str(position["before"]))
    holder = [*parent.chain, *named[:-1]]
    return holder, index_of(holder[-1].children, named[-1]) + ("after" in position)


def _refuse_apart(
    siblings: list[list[Unit]], named: list[Unit], after: Number, new: Number | None, before: str
) -> None:
    """„მე-3 და მე-4 მუხლებს შორის“: the second stands right behind the first, or behind what was
    put between them by number; the new number lies between theirs. Raises :class:`Refused`."""
    second = number_of(before)
    if new is not None and not after < new < second:
        raise Refused("place-not-found", f"{new} is no number between {after} and {second}")
    place = next(i for i, chain in enumerate(siblings) if chain is named)
    following = siblings[place + 1][-1].number if place + 1 < len(siblings) else None
    if following is None or not following.same_as(second):
        raise Refused("place-not-found", f"{before} does not stand behind {named[-1].label}")


def _end_of(unit: Unit, kind: Kind) -> int:
    """Where the first numbered child goes: after the words that introduce it.

    A unit with several paragraphs gives no proof which of them the new list belongs to.
    """
    blocks = [c for c in unit.children if c.kind is not Kind.NOTE]
    if kind in (Kind.POINT, Kind.SUBPOINT) and len(blocks) > 1:
        raise Refused("place-not-found", f"{unit.label} has no numbered part beside the new one")
    return len(blocks)


def repeal(place: Place, removal: Removal) -> None:
    """Put the placeholder in the place of a unit; a group keeps the numbers of its parts."""
    unit = place.unit
    if unit.removal is not None:
        raise Refused("target-removed", f"{unit.label} is removed already")
    if unit.kind is Kind.BODY or unit.kind is Kind.ACT:
        raise Refused("action-not-supported", "a whole body is removed by repealing the act")
    unit.removal = placeholder(unit, removal)
    unit.petits = beside_any_wording(unit.petits)  # its force is over
    unit.heading = ""
    unit.rows = []
    if unit.kind is Kind.TEXT:
        unit.kind, unit.text = Kind.PARAGRAPH, ""
    if unit.kind in GROUPING:
        for part in list(unit.children):
            if part.removal is None and part.kind is not Kind.TEXT:
                repeal(Place([*place.chain, part]), removal)
        unit.children = [part for part in unit.children if part.kind is not Kind.TEXT]
    else:
        unit.children = []


def placeholder(unit: Unit, removal: Removal) -> Removal:
    """The placeholder as it is printed for this unit: in a row of points or subpoints it ends with
    the mark that the words ended with („3. (ამოღებულია – 10.04.2012, №6015).“), else with that of
    such rows; elsewhere it stands bare.

    In the corpus 1,509 of 1,565 removed points end with a full stop, 756 of 861 subpoints with a
    semicolon, 1,126 of 1,144 articles with neither.
    """
    usual = {Kind.POINT: ".", Kind.SUBPOINT: ";"}.get(unit.kind)
    if usual is None:
        return removal
    last = text_of(unit).rstrip()[-1:]
    return replace(removal, printed=removal.printed + (last if last in (".", ";") else usual))


def designate(place: Place, op: Operation) -> Unit:
    """Make the running text of a unit its first numbered part. Returns the new part.

    The printed number is ``new_text`` where the order prints it, else the number with the mark
    its kind carries („1.“, „ა)“).
    """
    kind_name, number_text = op.new_units[-1] if op.new_units else ("", None)
    kind = KIND_OF_STEP.get(kind_name)
    if kind not in (Kind.POINT, Kind.SUBPOINT) or number_text is None:
        raise Refused("action-not-supported", f"text cannot become a {kind_name or 'unit'}")
    unit = place.unit
    number = number_of(number_text)
    numbered = [one.number for one in (unit, *unit.children) if one.kind is kind and one.number]
    if op.new_text is None and any(one.series == number.series for one in numbered):
        raise Refused("ambiguous-target", "its text is numbered already")
    mark = "." if kind is Kind.POINT else ")"
    for child in unit.children:  # what was a point is now inside one
        child.kind = Kind.SUBPOINT if child.kind is Kind.POINT else child.kind
    new = Unit(kind, number=number, label=op.new_text or f"{number}{mark}", children=unit.children)
    unit.children = [new]
    return new


def renumber(places: list[tuple[Place, Number, str | None]], removal: Removal) -> None:
    """Give units other numbers, all at once, so that 3, 4 → 4, 5 does not stumble over itself.

    Each place comes with its new number and, where the order prints it, the new label. Units
    stay where they stand: a new number was ordered, not a new place. The number of a unit that
    the same act removes („ამოღებულ იქნეს მე-4 პუნქტი, ხოლო მე-5 პუნქტი ჩაითვალოს მე-4 პუნქტად“)
    is free by that act's own order; ``removal`` is the placeholder it leaves.
    """
    moving = {id(place.unit) for place, _, _ in places}
    giving_way: list[tuple[Unit, Unit]] = []
    for place, number, _ in places:
        above = _numbered_in(place)
        for chain in _siblings(above[-1], place.unit.kind):
            other = chain[-1]
            if id(other) in moving or other.number is None or other.number != number:
                continue
            if other.removal is None or _by(other.removal) != _by(removal):
                raise Refused("number-taken", f"{other.label} stands there already")
            giving_way.append(((above[-1], *chain)[-2], other))
    if len({(id(_numbered_in(place)[-1]), number) for place, number, _ in places}) != len(places):
        raise Refused("number-taken", "two units would have one number")
    labels = [label or relabelled(p.unit.label, p.unit.number, n) for p, n, label in places]
    for parent, removed in giving_way:
        del parent.children[index_of(parent.children, removed)]
    for (place, number, _), label in zip(places, labels, strict=True):
        place.unit.label, place.unit.number = label, number


def onward(place: Place, number: Number) -> list[tuple[Place, Number, str | None]]:
    """A unit and all that follow it, each with its number moved on as far as the first's is.

    Raises :class:`Refused` where one of them has an index, or stands as a placeholder only:
    whether that moves too is not said.
    """
    first = place.unit.number
    if first is None or first.series != number.series or first.prims or number.prims:
        raise Refused("ambiguous-target", "how far the numbers move is not told")
    out: list[tuple[Place, Number, str | None]] = []
    above = _numbered_in(place)
    for chain in _siblings(above[-1], place.unit.kind):
        unit = chain[-1]
        if unit.number is None or unit.number < first:
            continue
        plain = unit.number.series == first.series and not unit.number.prims
        if not plain or len(unit.number.base) != len(first.base) or unit.removal is not None:
            raise Refused("ambiguous-target", f"whether {unit.label} moves too is not told")
        moved = unit.number.base[-1] + number.base[-1] - first.base[-1]
        out.append(
            (Place([*above, *chain]), replace(first, base=(*unit.number.base[:-1], moved)), None)
        )
    return out


def _numbered_in(place: Place) -> list[Unit]:
    """The chain to the unit whose parts share one series of numbers with a unit: articles are
    numbered through books, parts and chapters."""
    above = place.chain[:-1]
    while place.unit.kind is Kind.ARTICLE and above[-1].kind in _GROUPS:
        above = above[:-1]
    return above


def _by(removal: Removal) -> tuple[str | None, str | None, str]:
    """Which act removed a unit, and how."""
    return removal.date, removal.number, removal.verb


def relabelled(label: str, old: Number | None, new: Number) -> str:
    """A printed number with another number in it. Raises :class:`Refused`."""
    for form in (str(old), old.display) if old is not None else ():
        if form in label:
            return label.replace(form, str(new), 1)
    raise Refused("target-not-found", f"the printed number {label!r} cannot be rewritten")


def index_of(units: list[Unit], wanted: Unit) -> int:
    return next(place for place, unit in enumerate(units) if unit is wanted)
