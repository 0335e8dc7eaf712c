"""From a cited path to the one unit it means in the text as it stands.

A citation finds exactly one unit or is refused: ``target-not-found``, ``target-removed``,
``ambiguous-target``. Articles are numbered through the whole act, so a cited article is sought
in every chapter; every other step is sought among the children of the unit before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from amendments.operations import Path
from amendments.ordinals import LAST
from consolidation.refused import Refused
from schemas.model import Act, Kind, Unit
from schemas.normal import normal_form
from schemas.numbers import Number

GROUPING = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.BODY})
KIND_OF_STEP = {
    "book": Kind.BOOK,
    "part": Kind.PART,
    "chapter": Kind.CHAPTER,
    "article": Kind.ARTICLE,
    "point": Kind.POINT,
    "subpoint": Kind.SUBPOINT,
    "note": Kind.NOTE,
    "table": Kind.TABLE,
}
_GROUPS = tuple(GROUPING)
_LOOKED_THROUGH = {
    Kind.SUBPOINT: (*_GROUPS, Kind.PARAGRAPH),
    Kind.POINT: (*_GROUPS, Kind.CLAUSE),
}
_SORTS = frozenset({"წესდება", "დებულება", "წესი", "ინსტრუქცია", "რეგლამენტი", "შინაგანაწესი"})
_ANNEX = re.compile(r"დანართ")
_SPOKEN = re.compile(r"დანართ[ა-ჰ]*\s*(?:№|N|#)?\s*(\d+(?:\^\d+)?)")
_APPROVES = re.compile(r"დამტკიცდეს")


@dataclass(slots=True)
class Place:
    """A unit with all units above it, outermost first; ``notes`` say what was inferred."""

    chain: list[Unit]
    notes: list[str] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        return self.chain[-1]

    @property
    def parent(self) -> Unit:
        return self.chain[-2]

    def above(self, *kinds: Kind) -> Unit | None:
        """The nearest unit of these kinds, this one included."""
        return next((u for u in reversed(self.chain) if u.kind in kinds), None)


def scope(act: Act, document: str | None) -> Place:
    """The tree that a citation speaks of: the act's body, or one of its annexes.

    ``document`` is the name of what the act approved, as cited („წესი“, „დანართი №2“).
    """
    root = act.root
    body = act.section(Kind.BODY)
    if document is None:
        if body is None:
            raise Refused("target-not-found", "the act has no body in this copy")
        return Place([root, body])
    annexes = act.annexes
    if _ANNEX.search(document):
        number = re.search(r"\d+(?:\^\d+)?", document)
        return annex_place(root, number.group() if number else None)
    found = [annex for annex in annexes if _is_document(annex, document)]
    if len(found) == 1:
        return Place([root, found[0]])
    if len(found) > 1:
        names = ", ".join(a.label or a.heading or a.eid for a in found)
        raise Refused("ambiguous-target", f"„{document}“ may be any of: {names}")
    if len(annexes) == 1 and _same_sort(annexes[0], document):
        note = f"the only annex is called otherwise than „{document}“"
        return Place([root, annexes[0]], [note])
    if _body_is_document(act, document) and body is not None:
        note = f"the copy holds only the approved text, which its title calls „{document}“"
        return Place([root, body], [note])
    raise Refused("target-not-found", f"the act has no „{document}“ in this copy")


def _is_document(annex: Unit, document: str) -> bool:
    name = normal_form(document)
    head = normal_form(f"{annex.role} {annex.label} {annex.heading} {_cover_words(annex)}")
    return bool(name) and name in head


def _same_sort(annex: Unit, document: str) -> bool:
    """Whether the last word of both names, the sort of document, is one: a statute that was
    renamed is still the statute of the act."""
    head = _words(f"{annex.role} {annex.label} {annex.heading} {_cover_words(annex)}")
    name = _words(document)
    return bool(name) and name[-1] in _SORTS and head[-1:] == name[-1:]


def _words(text: str) -> list[str]:
    """The words of a text, each in the normal form."""
    return [normal_form(word) for word in text.split()]


def _cover_words(annex: Unit) -> str:
    cover = next((c for c in annex.children if c.kind is Kind.COVER), None)
    return " ".join(c.text for c in cover.children) if cover else ""


def _body_is_document(act: Act, document: str) -> bool:
    """A copy that lost the order and kept the rule it approved: the title still names it."""
    title = normal_form(act.particulars.title or "")
    stem = normal_form(document).rstrip("იაეოუ")
    body = act.section(Kind.BODY)
    if body is None or len(stem) < 3 or stem not in title:
        return False
    if "დამტკიცების" not in title:
        return False
    return not any(_APPROVES.match(u.text) for u in body.walk() if u.kind is Kind.TEXT)


def resolve(act: Act, document: str | None, path: Path) -> Place:
    """The place of the unit cited by ``path``. Raises :class:`Refused`."""
    if path and path[0][0] == "annex":
        return resolve_below(Place([act.root]), path)
    start = scope(act, document)
    try:
        return resolve_below(start, path)
    except Refused as refused:
        if refused.refusal.name != "target-not-found" or path[0][0] != "article":
            raise
        if any(unit.kind is Kind.ARTICLE for unit in start.unit.walk()):
            raise
        if document is None:
            found = _in_annexes(act, path)
            if found and _is_called_article(start, path, refused):
                why = "a point of the act and an article of its annex answer to it"
                raise Refused("ambiguous-target", why) from None
            if found:
                return _only_in_annex(found, refused)
        return _called_article(start, path, refused)


def _is_called_article(start: Place, path: Path, refused: Refused) -> bool:
    try:
        _called_article(start, path, refused)
    except Refused:
        return False
    return True


def _called_article(start: Place, path: Path, refused: Refused) -> Place:
    """The unit that drafters call an article where a text has none of that name.

    Roman clauses of the 1990s; or points that run through the whole text from 1, each number
    once, as articles do. Points that begin anew show that headings above them are lost.
    """
    for kind in (Kind.CLAUSE, Kind.POINT):
        chains = _matching(start.chain, kind, None)
        numbers = [chain[-1].number for chain in chains]
        if not numbers or None in numbers:
            continue
        bases = [number.base for number in numbers if number is not None]
        keys = [number.sort_key for number in numbers if number is not None]
        if bases[0] != (1,) or any(one >= other for one, other in pairwise(keys)):
            raise refused
        wanted = number_of(path[0][1] or "")
        found = [c for c in chains if c[-1].number is not None and c[-1].number.same_as(wanted)]
        if len(found) != 1:
            raise refused
        name = "clause" if kind is Kind.CLAUSE else "point"
        note = f"the text has no articles; its {name} {path[0][1]} is cited as one"
        return resolve_below(Place(found[0], [*start.notes, note]), path[1:])
    raise refused


def _in_annexes(act: Act, path: Path) -> list[Place]:
    found: list[Place] = []
    for annex in act.annexes:
        try:
            found.append(resolve_below(Place([act.root, annex]), path))
        except Refused as other:
            if other.refusal.name != "target-not-found":
                raise
    return found


def _only_in_annex(found: list[Place], refused: Refused) -> Place:
    """The body has no article at all and exactly one annex has the one cited."""
    if len(found) != 1:
        raise refused
    found[0].notes.append("the act itself has no articles; only this annex has the one cited")
    return found[0]


def annex_place(root: Unit, number: str | None) -> Place:
    """The annex of a number; without one, the only annex there is.

    A copy may print its only annex without the number; it is the one cited where the act itself
    speaks of no other number.
    """
    annexes = [c for c in root.children if c.kind is Kind.ANNEX]
    notes: list[str] = []
    if number is not None:
        wanted = number_of(number)
        numbered = [a for a in annexes if a.number is not None and a.number.same_as(wanted)]
        lone = len(annexes) == 1 and annexes[0].number is None
        if not numbered and lone and _annexes_spoken_of(root) == {number}:
            notes.append(f"the only annex bears no number; the act speaks of №{number} only")
        else:
            annexes = numbered
    if len(annexes) == 1:
        return Place([root, annexes[0]], notes)
    what = f"დანართი №{number}" if number else "დანართი"
    if not annexes:
        raise Refused("target-not-found", f"the act has no {what} in this copy")
    raise Refused("ambiguous-target", f"{len(annexes)} annexes answer to {what}")


def _annexes_spoken_of(root: Unit) -> set[str]:
    """Numbers of annexes that the act's own body mentions."""
    body = next((c for c in root.children if c.kind is Kind.BODY), None)
    texts = [u.text for u in body.walk() if u.kind is Kind.TEXT] if body else []
    return {number for text in texts for number in _SPOKEN.findall(text)}


def number_of(text: str) -> Number:
    """The number cited. Raises :class:`Refused` for words that are none."""
    try:
        return Number.parse(text)
    except ValueError:
        raise Refused("target-not-found", f"„{text}“ is not a number of a unit") from None


def resolve_below(place: Place, path: Path) -> Place:
    """The place of a path that starts at a unit already found. Raises :class:`Refused`."""
    for kind, number in path:
        place = _step(place, kind, number)
    return place


def _step(place: Place, kind: str, number: str | None) -> Place:
    if place.unit.removal is not None:
        raise Refused("target-removed", f"{_name(place.unit)} is removed")
    if kind == "paragraph":
        return _paragraph_step(place, number)
    if kind == "annex":
        return annex_place(place.chain[0], number)
    wanted_kind = KIND_OF_STEP.get(kind)
    if wanted_kind is None:
        raise Refused("action-not-supported", f"a target of kind „{kind}“ cannot be found yet")
    if number == LAST:
        return _last_step(place, wanted_kind)
    if kind == "subpoint" and number and "." in number:
        return _letters_step(place, number)
    wanted = number_of(number) if number is not None else None
    found = _matching(place.chain, wanted_kind, wanted)
    if len(found) == 1:
        return Place(found[0], place.notes)
    what = f"{kind} {number or ''}".strip()
    if not found:
        only = _only_part(place, wanted_kind)
        if only is not None and wanted is not None:
            return _step(only, kind, number)
        raise Refused("target-not-found", f"no {what} in {_name(place.unit)}")
    standing = [chain for chain in found if chain[-1].removal is None]
    if len(standing) == 1 and len(found) == 2:
        return Place(standing[0], place.notes)
    raise Refused("ambiguous-target", f"{len(found)} units are {what} in {_name(place.unit)}")


def _last_step(place: Place, kind: Kind) -> Place:
    """„ბოლო ნაწილი“: the last part of a kind, where nothing removed stands behind it."""
    found = _matching(place.chain, kind, None)
    if not found:
        raise Refused("target-not-found", f"no {kind.value} in {_name(place.unit)}")
    if found[-1][-1].removal is not None:
        raise Refused("ambiguous-target", f"the last {kind.value} is removed")
    note = f"the last {kind.value} is {_name(found[-1][-1])}"
    return Place(found[-1], [*place.notes, note])


def _only_part(place: Place, kind: Kind) -> Place | None:
    """The one point of a unit whose subpoints are cited past it („მე-5 მუხლის „ა“ ქვეპუნქტი“
    where the article has point 1 alone)."""
    numbered = [child for child in place.unit.children if child.number is not None]
    if kind is not Kind.SUBPOINT or len(numbered) != 1 or numbered[0].kind is not Kind.POINT:
        return None
    note = f"the unit has point {numbered[0].number} alone; its subpoint is cited past it"
    return Place([*place.chain, numbered[0]], [*place.notes, note])


def _letters_step(place: Place, number: str) -> Place:
    """„ა.ბ“ names two levels; the first may already have been named by the step before."""
    letters = number.split(".")
    unit = place.unit
    if unit.kind is Kind.SUBPOINT and unit.number is not None and str(unit.number) == letters[0]:
        letters = letters[1:]
    for letter in letters:
        place = _step(place, "subpoint", letter)
    return place


def _matching(chain: list[Unit], kind: Kind, wanted: Number | None) -> list[list[Unit]]:
    """Chains to the units of a kind (and number) under the last unit, through units that only
    group. A tuple is searched faster than a set here: hashing an enum member is slow."""
    through = _LOOKED_THROUGH.get(kind, _GROUPS)
    out: list[list[Unit]] = []
    for child in chain[-1].children:
        if child.kind is kind:
            number = child.number
            if wanted is None or (
                number is not None and number.base == wanted.base and number.same_as(wanted)
            ):
                out.append([*chain, child])
            if kind is Kind.ARTICLE:
                continue
        if child.kind in through:
            out.extend(_matching([*chain, child], kind, wanted))
    return out


def paragraphs_of(unit: Unit) -> list[Unit]:
    """The unnumbered paragraphs that are counted as such in a unit."""
    return [c for c in unit.children if c.kind in (Kind.TEXT, Kind.PARAGRAPH)]


def _paragraph_step(place: Place, number: str | None) -> Place:
    """An unnumbered paragraph, counted from 1 among the words of its own unit."""
    unit = place.unit
    paragraphs = paragraphs_of(unit)
    if number is None:
        if len(paragraphs) == 1:
            return Place([*place.chain, paragraphs[0]], place.notes)
        raise Refused("ambiguous-target", f"{_name(unit)} has {len(paragraphs)} paragraphs")
    if number == LAST:
        if not paragraphs or unit.children[-1] is not paragraphs[-1]:
            raise Refused("ambiguous-target", f"{_name(unit)} does not end with a paragraph")
        if len(paragraphs) == 1:
            raise Refused("ambiguous-target", f"{_name(unit)} has one paragraph, none is its last")
        if paragraphs[-1].removal is not None:
            raise Refused("ambiguous-target", "the last paragraph is removed")
        return Place([*place.chain, paragraphs[-1]], place.notes)
    wanted = number_of(number)
    if wanted.series != "arabic" or wanted.prims or len(wanted.base) != 1:
        raise Refused("target-not-found", f"„{number}“ does not count paragraphs")
    place_in_unit = wanted.base[0]
    if not 1 <= place_in_unit <= len(paragraphs):
        raise Refused("target-not-found", f"{_name(unit)} has no paragraph {number}")
    found = paragraphs[place_in_unit - 1]
    before = unit.children[: _index(unit.children, found)]
    if any(c.number is not None for c in before):
        raise Refused("ambiguous-target", "numbered units stand before the paragraph counted")
    return Place([*place.chain, found], place.notes)


def _index(units: list[Unit], wanted: Unit) -> int:
    return next(place for place, unit in enumerate(units) if unit is wanted)


def _name(unit: Unit) -> str:
    return unit.label or unit.heading or unit.eid or unit.kind.value
