"""Units of a list: their kinds, whether their words are finished, lists under their leads."""

from __future__ import annotations

from acts.labels import LETTERED, Style
from schemas.model import Kind, Unit

_LINE, _HEAD, _BLANK = 80, 40, 4  # characters
_GOES_ON = ("ის", "ოს", "თა", " და", "ების")


def stands_last(root: Unit, unit: Unit) -> bool:
    """Whether nothing below ``root`` stands after this unit."""
    at = root
    while at is not unit and at.children:
        at = at.children[-1]
    return at is unit


def kind_of_item(style: Style, owner: Unit) -> Kind:
    if style in LETTERED:
        return Kind.SUBPOINT
    inside = owner.kind in (Kind.POINT, Kind.SUBPOINT)
    if style == "roman":
        return Kind.SUBPOINT if inside else Kind.CLAUSE
    if style == "decimal" and owner.kind is Kind.POINT:
        return Kind.POINT
    return Kind.SUBPOINT if inside else Kind.POINT


def last_words(unit: Unit) -> str:
    """The text that a list opened now would stand under."""
    if unit.children and unit.children[-1].kind is Kind.TEXT:
        return unit.children[-1].text
    return ""


def is_finished(unit: Unit) -> bool:
    words = last_words(unit).rstrip(' “”"’»)')
    return not words or words[-1] in ".;!?"


def lists_words(unit: Unit) -> bool:
    """Whether an item leads in paragraphs set apart by „;“, the last of which has not come:
    „გ) სასამართლოებს:“ above „პირთა მიმართ, რომლებიც …;“."""
    if len(unit.children) < 2 or not unit.children[0].text.endswith(":"):
        return False
    if not unit.children[-1].text.endswith(";"):
        return False
    return all(one.kind is Kind.TEXT for one in unit.children)


def is_blank(unit: Unit) -> bool:
    """Whether an item of a form holds only a blank to fill in, and captions in brackets:
    „2. –––––––“ above „(სახელი, გვარი)“."""
    if not unit.children or not is_blank_line(unit.children[0].text):
        return False
    if any(one.kind is not Kind.TEXT for one in unit.children):
        return False
    words = [one.text for one in unit.children]
    return is_blank_line(words[0]) and all(
        is_blank_line(line) or (line[0] == "(" and line.rstrip(".;")[-1:] == ")") for line in words
    )


def is_blank_line(text: str) -> bool:
    """Whether a line of a form is a blank: „–––––––– ––––“."""
    return len(text) >= _BLANK and not any(sign.isalnum() for sign in text)


def leads_in(unit: Unit) -> bool:
    return last_words(unit).endswith(":")


def heads(unit: Unit) -> bool:
    """Whether an item holds nothing but a title: „1. ტერმინთა განმარტება“ above „1.“."""
    words = [child.text for child in unit.children]
    if unit.kind not in (Kind.POINT, Kind.CLAUSE) or not 0 < len(words) < 3:
        return False
    if len(words) == 2 and not _ends_title(*words):
        return False
    return all(line and line[-1] not in ".;:,!?_–-" for line in words)


def _ends_title(above: str, below: str) -> bool:
    """Whether a line ends the title above it: „… დაცვის განაცხადის“ above „ექსპერტიზა“."""
    return len(below) < _LINE and above.rstrip(' ”“"»').endswith(_GOES_ON)


def take_lead(item: Unit) -> Unit | None:
    """The last paragraph of an item, taken off it, when it leads in the list that begins."""
    if len(item.children) < 2 or item.children[-1].kind is not Kind.TEXT:
        return None
    words = item.children[-1].text
    if words.endswith(":") or words[-1] not in ".;,!?":
        return item.children.pop()
    return None


def take_head(item: Unit) -> Unit | None:
    """The short line at the end of a deeper item that heads the list which begins beside the
    list above: „განყოფილებები“ below point 6.28, above „1.“."""
    words = last_words(item)
    if (
        len(words) > _HEAD
        or words[-1:] in ".;,!?)–-_"
        or ":" in words[:-1]
        or not words[0].isalpha()
    ):
        return None
    if len(item.children) < 2 or item.children[-2].text[-1:] not in (".", ";"):
        return None
    return take_lead(item)


def ends_spaced(item: Unit) -> bool:
    """Whether the last words are a heading in spaced letters: „ლ ი ტ ე რ ა ტ უ რ ა:“."""
    words = last_words(item).rstrip(" :").split()
    return len(words) > 4 and all(len(word) == 1 for word in words)


def separate_lists(owner: Unit, lists: list[list[Unit]]) -> None:
    """Put each of several lists of one owner under a paragraph with its lead.

    The first list of points stays the unit's own: „12-ე მუხლის მე-3 პუნქტი“ is in it.
    """
    if len({(item.kind, item.number) for items in lists for item in items}) == sum(map(len, lists)):
        return
    own = lists[0][0].kind in (Kind.POINT, Kind.CLAUSE)
    first = {id(items[0]): items for items in (lists[1:] if own else lists)}
    children: list[Unit] = []
    paragraph: Unit | None = None
    last: Unit | None = None
    for child in owner.children:
        if id(child) in first:
            paragraph, last = Unit(Kind.PARAGRAPH), first[id(child)][-1]
            paragraph.future_from = child.future_from
            if children and children[-1].kind is Kind.TEXT:
                paragraph.children.append(children.pop())
            children.append(paragraph)
        if paragraph is None:
            children.append(child)
            continue
        paragraph.children.append(child)
        if child is last:
            paragraph = None
    for unit in children:
        if unit.kind is Kind.PARAGRAPH and unit.children:
            start, end = unit.children[0].span, unit.children[-1].span
            unit.span = (start[0], end[1]) if start and end else None
    owner.children = children
