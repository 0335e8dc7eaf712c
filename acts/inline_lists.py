"""Lists that a copy printed in the running line: „… მინისტრმა: ა) მოამზადოს გეგმა; ბ) …“.

Such letters are subpoints like those on lines of their own. One „ა)“ in a line may be a citation:
a line is cut only where the colon that leads in stands before „ა)“, and „ბ)“ follows after a
semicolon, in the same paragraph or at the head of one below. Where a line begins with „(ბ)“,
„b)“ or „(II)“ and no item of its list stands above, the items before it stand in the running line
right above, each printed there once.

>>> from acts.source import Source
>>> from acts.paragraphs import paragraphs
>>> text = "მინისტრმა: ა) მოამზადოს გეგმა; ბ) წარადგინოს."
>>> [p.text for p in split_inline(paragraphs(Source(text, "", "text")), text)]
['მინისტრმა:', 'ა) მოამზადოს გეგმა;', 'ბ) წარადგინოს.']
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from acts.labels import Label, Style
from acts.paragraphs import Paragraph
from schemas.letters import ALPHABET
from schemas.numbers import Number

_FIRST = re.compile(r":\s?(?=ა\s?\)\s?[„“\"(]?[ა-ჰ\d])")
_AND = "(?:და|ან)"
_SENTENCE = re.compile(r"[ა-ჰ]{3}[.]\s(?=[ა-ჰ]{4})")
_ONE = re.compile(r":\s?(?=1(?P<mark>[.)])\s?[„“\"]?[ა-ჰ]{2})")
_MIN_NUMBERED = 2
_HEADS = ("მუხლი ", "თავი ")
_TITLES = (*_HEADS, "[", "(")
_MOST = 999  # points
_MIN_ITEM, _MIN_POINT = 10, 40  # characters
_REACH = 30  # paragraphs from „ა)“ to „ბ)“


def split_inline(found: list[Paragraph], source_text: str) -> list[Paragraph]:
    """The paragraphs, those cut that hold the first items of a list in their running line."""
    out: list[Paragraph] = []
    wanted = 0  # the place in the alphabet of the letter that goes on the list that is open
    for index, paragraph in enumerate(found):
        if paragraph.quoted or paragraph.role in ("table", "petit", "title", "heading", "group"):
            out.append(paragraph)
            wanted = 0
            continue
        text = paragraph.text
        label = paragraph.label
        if wanted and label is not None and _is_letter(label):
            wanted = wanted + 1 if str(label.number) == ALPHABET[wanted : wanted + 1] else 0
        cuts: list[int] = []
        first = _FIRST.search(text) if ":" in text else None
        if first is not None and first.start() > 0 and _has_second(found, index, first.end()):
            cuts.append(first.end())
            wanted = 1
        elif label is not None and _is_letter(label) and str(label.number) == "ა":
            wanted = 1
        at = cuts[0] if cuts else 0
        while wanted and wanted < len(ALPHABET):
            joined = rf"(?:{_AND}\s)?" if cuts or _is_letter(label) else ""
            following = re.compile(
                rf"(?:;\s?|\.\s){joined}(?={ALPHABET[wanted]}\s?\)\s?\.?\s?[„“\"(]?[ა-ჰ\dIVX])"
            )
            match = following.search(text, at)
            if match is None:
                break
            at = match.end()
            cuts.append(at)
            wanted += 1
        if len(cuts) > 1 and wanted and not _goes_on_below(found, index, wanted):
            cuts.extend(_tail(text, cuts))
        if not cuts:
            cuts = _next_items(found, index) or _numbered(text)
        if not cuts and index + 1 < len(found):
            cuts = _items_before(found, index)
        out.extend(cut_paragraph(paragraph, cuts, source_text) if cuts else [paragraph])
    return out


def _is_letter(label: Label | None) -> bool:
    return label is not None and label.style == "letter"


def _next_items(found: list[Paragraph], index: int) -> list[int]:
    """Where „4.“ stands in the words of point 3, or „ბ)“ in those of item „ა)“, and the items after
    it: where the next label of the kind is the one after them, or, behind a sentence, none is."""
    label, text = found[index].label, found[index].text
    if label is None or label.style not in ("dot", "decimal", "letter") or label.number.prims:
        return []
    if len(label.numbers) > 1:
        return []
    cuts: list[int] = []
    at, number = label.end, label.number
    most = len(ALPHABET) if label.style == "letter" else _MOST
    while True:
        number = replace(number, base=(*number.base[:-1], number.base[-1] + 1))
        within = number.base[-1] <= most and text.find(str(number), at) >= 0
        match = _item(label, number).search(text, at) if within else None
        if match is None:
            break
        at = match.end()
        cuts.append(at)
    below = _next_of_style(found, index, label)
    if not cuts:
        return []
    if below is not None:
        return cuts if below.number == number else []
    ended = all(text[:cut].rstrip()[-1] == "." for cut in cuts) and text[-1] == "."
    whole = all(end - start > _MIN_POINT for start, end in pairwise([*cuts, len(text)]))
    return cuts if label.style == "dot" and ended and whole else []


def _numbered(text: str) -> list[int]:
    """Where the items of „… გარემოების გამო: 1. …; 2. …; 3. ….“ begin, all set apart by „;“, and
    where a sentence goes on below the last."""
    first = _ONE.search(text)
    if first is None or text.startswith(_TITLES):
        return []
    cuts = [first.end()]
    while True:
        sign = re.escape(f"{len(cuts) + 1}{first['mark']}")
        match = re.compile(rf";\s?(?={sign}\s?[„“\"]?[ა-ჰ]{{2}})").search(text, cuts[-1])
        if match is None:
            break
        cuts.append(match.end())
    if len(cuts) < _MIN_NUMBERED or ";" in text[cuts[-1] : -1]:
        return []
    return [*cuts, *_tail(text, cuts)]


def _item(label: Label, number: Number) -> re.Pattern[str]:
    """What finds the item of this number in a running line, below one with this label."""
    shown = re.escape(str(number))
    if label.style == "letter":
        return re.compile(rf"[\s;,.]\s?(?={shown}\s?\)\s?{_NAMES_ITEM}[„“\"]?[ა-ჰ]{{3}})")
    return re.compile(rf"(?<=[.;])\s(?={shown}\s?\.\s?[„“\"]?[ა-ჰ]{{2}})")


def _next_of_style(found: list[Paragraph], index: int, label: Label) -> Label | None:
    """The next label of this kind in the unit."""
    for below in found[index + 1 : index + 1 + _REACH]:
        if below.role in ("heading", "group", "title") or below.text.startswith(_HEADS):
            return None
        if below.label is not None and below.label.style == label.style:
            return below.label if len(below.label.numbers) == 1 else None
    return None


def _goes_on_below(found: list[Paragraph], index: int, wanted: int) -> bool:
    """Whether the next letter of the list stands at the head of the next labelled paragraph."""
    labels = (one.label for one in found[index + 1 : index + _REACH] if one.label is not None)
    below = next(labels, None)
    return (
        below is not None
        and below.style == "letter"
        and (str(below.number) == ALPHABET[wanted : wanted + 1])
    )


def _tail(text: str, cuts: list[int]) -> list[int]:
    """Where a sentence of the point begins below the last item, the others ending with „;“."""
    if any(text[:cut].rstrip()[-1] != ";" for cut in cuts[1:]):
        return []
    match = _SENTENCE.search(text, cuts[-1] + _MIN_ITEM)
    return [match.end()] if match else []


_SIGNS: dict[Style, tuple[str, ...]] = {
    "letter": tuple(f"{letter}\\s?\\)" for letter in ALPHABET[:6]),
    "paren": tuple(f"{number}\\s?\\)" for number in range(1, 7)),
    "bracket": tuple(f"\\(\\s?{number}\\s?\\)" for number in range(1, 7)),
    "bracket-letter": tuple(f"\\(\\s?{letter}\\s?\\)" for letter in ALPHABET[:6]),
    "latin": tuple(f"{letter}\\s?\\)" for letter in "abcdef"),
    "bracket-latin": tuple(f"\\(\\s?{letter}\\s?\\)" for letter in "abcdef"),
    "small-roman": tuple(f"{number}\\s?\\)" for number in ("i", "ii", "iii", "iv", "v")),
    "bracket-roman": tuple(
        rf"\(\s?{number}\s?\)" for number in ("[iIΙІ]", "[iIΙІ]{2}", "[iIΙІ]{3}", "[iIΙІ][vV]")
    ),
}
# „(ა) ქვეპუნქტის“ names an item
_NAMES_ITEM = r"(?!(?:ქვე)?(?:პუნქტ|პარაგრაფ)|ნაწილ|აბზაც|მუხლ|და[ ,]|ან[ ,])"


def _items_before(found: list[Paragraph], index: int) -> list[int]:
    """Where the items before the one at the head of the next paragraph stand in this one."""
    below, own = found[index + 1].label, found[index].label
    if below is None or found[index + 1].quoted or len(below.numbers) > 1 or below.number.prims:
        return []
    before = below.number.base[-1] - 1
    signs = _SIGNS.get(below.style, ())
    if own is None and found[index].text[0] == "(":
        return []  # a note of the Constitutional Court
    if not 0 < before <= len(signs) or (own is not None and own.style == below.style):
        return []
    if _list_is_open(found, index, below):
        return []
    text, cuts, at = found[index].text, [], 0
    for sign in signs[:before]:
        pattern = re.compile(rf"(?<=[\s:;,\]])(?={sign}\s?{_NAMES_ITEM}[„“\"'’‘(]{{0,2}}[ა-ჰ])")
        places = [match.start() for match in pattern.finditer(text)]
        if len(places) != 1 or places[0] <= at:
            return []
        at = places[0]
        cuts.append(at)
    return cuts


def _list_is_open(found: list[Paragraph], index: int, label: Label) -> bool:
    """Whether an item of the style stands above, in the unit that the paragraph is of."""
    for above in reversed(found[max(0, index - _REACH) : index + 1]):
        if above.role in ("heading", "group", "title") or above.text.startswith("მუხლი "):
            return False
        if above.label is not None and above.label.style == label.style:
            return label.number.follows(above.label.number)
    return False


def _has_second(found: list[Paragraph], index: int, at: int) -> bool:
    """Whether „ბ)“ follows „ა)“ in the same paragraph, or after one that ends like an item."""
    second = re.compile(r";\s?ბ\s?\)\s?\.?\s?[„“\"(]?[ა-ჰ\d]")
    if second.search(found[index].text, at) is not None:
        return True
    for above, below in zip(found[index:], found[index + 1 : index + _REACH], strict=False):
        label = below.label
        if below.quoted or below.role in ("heading", "group", "title", "table"):
            return False
        if label is not None and label.style == "letter":
            return str(label.number) == "ბ" and above.text[-1] == ";"
        if second.search(below.text) is not None:
            return True
        if label is not None and label.style == "dot":
            return False
    return False


def cut_paragraph(paragraph: Paragraph, cuts: list[int], source_text: str) -> list[Paragraph]:
    """The pieces of a paragraph from each of the places on, with their places in the source."""
    places = [0, *cuts, len(paragraph.text)]
    pieces: list[Paragraph] = []
    for start, end in pairwise(places):
        words = paragraph.text[start:end].rstrip()
        first = paragraph.place_of(start, source_text) if start else paragraph.start
        last = paragraph.place_of(start + len(words) - 1, source_text) + 1
        pieces.append(replace(paragraph, start=first, end=last, text=words, _label=False))
    return pieces
