"""Where a treaty ends: the closing words and those who sign on behalf of the parties."""

from __future__ import annotations

import re

from acts.headings import read_heading
from acts.paragraphs import Paragraph

# „რის დასტურადაც ქვემორე ხელმომწერებმა …“, „შესრულებულია ქალაქ … ორ ეგზემპლარად“: the end of a
# treaty, above those who sign it.
TESTIMONY = re.compile(
    r"(?:რის|ამის|რასაც|ზემოაღნიშნულის|ზემოთქმულის|ზემოხსენებულის|აღნიშნულის|ყოველივე ამის)\s+"
    r"(?:დასტურად|დასადასტურებლად|დამოწმებ|რწმენით)|"
    r"(?:შესრულებ[ა-ჰ]{1,6}ია|შედგენილია|დადებულია|ხელმოწერილია|შესრულდა|შედგენილ იქნა|"
    r"ჩადენილია)\s+(?:[ა-ჰ.-]+\s+){0,3}?(?:[ა-ჰ-]+ში\b|ქალაქ|ქ\s?\.|\d)"
)
_BLANK = re.compile(r"[-–—_]{3}")  # of a form
_MAX_TESTIMONY, _MAX_ROLL = 20, 80  # paragraphs; of them in a roll of those who sign
# „ზღვისპირი - ა. ნიმუშაძე, ბ. ნიმუშაძე“
_OF_ROLL = re.compile(r"[ა-ჰ][ა-ჰ ,.()-]{2,200}?\s[-–—]\s[ა-ჰ][ა-ჰ ,.-]{2,80}")
_ON_BEHALF = re.compile(r"სახელით\s*[.,:]?(?:\s|$)")
_PROTOCOLS = ("ოქმი", "პროტოკოლი", "დამატებითიოქმი")
_OF_TREATY = re.compile(r"(?:კონვენციის|შეთანხმების|ხელშეკრულების)$")
_MAX_PARTIES, _MAX_LINE, _MAX_ROLL_LINE = 12, 160, 280  # lines, characters


def testimony_start(paragraphs: list[Paragraph], of_act: bool) -> int | None:
    """Where the closing words of a treaty begin, with nothing numbered below them. In an annex they
    have no blanks, as those of a form have."""
    found = None
    left = _MAX_TESTIMONY
    for index in range(len(paragraphs) - 1, max(len(paragraphs) - _MAX_ROLL, -1), -1):
        paragraph = paragraphs[index]
        left -= not is_of_roll(paragraph.text)
        if not left or paragraph.quoted or paragraph.label is not None:
            break
        if paragraph.role in ("heading", "group", "title", "table", "petit"):
            break
        if read_heading(paragraph.text) is not None:
            break
        blank = not of_act and _BLANK.search(paragraph.text) is not None
        if TESTIMONY.match(paragraph.text) and not blank and not _is_headed(paragraphs, index):
            found = index
    return found


def parties_start(paragraphs: list[Paragraph]) -> int | None:
    """Where the unfinished lines begin that end a treaty and hold „… სახელით:“ (two columns of a
    page, perhaps, on each line)."""
    start = len(paragraphs)
    for index in range(len(paragraphs) - 1, max(len(paragraphs) - _MAX_PARTIES, -1), -1):
        paragraph = paragraphs[index]
        text = paragraph.text
        if paragraph.quoted or paragraph.label is not None or paragraph.role != "content":
            break
        if len(text) > 120 or text[-1] in ".;" or read_heading(text) is not None:
            break
        start = index
    held = any(_ON_BEHALF.search(one.text) for one in paragraphs[start:])
    return start if held and start else None


def is_on_behalf(text: str) -> bool:
    """Whether a line names a party that signs: „… მთავრობის სახელით“."""
    return _ON_BEHALF.search(text) is not None and len(text) < _MAX_LINE


def is_of_roll(text: str) -> bool:
    """Whether a line is a state and those who sign for it.

    >>> is_of_roll("ზღვისპირი - ა. ნიმუშაძე, ბ. ნიმუშაძე"), is_of_roll("ნავი – ხის ან რკინის;")
    (True, False)
    """
    return len(text) < _MAX_ROLL_LINE and _OF_ROLL.fullmatch(text) is not None


def begins_protocol(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether „ოქმი“ stands alone below those who sign a treaty, or below its closing words: the
    protocol agreed with it."""
    if "".join(paragraphs[index].text.split()).rstrip(":") not in _PROTOCOLS:
        return False
    above = paragraphs[max(index - _MAX_PARTIES, 0) : index]
    return any(is_on_behalf(one.text) for one in above) or _below_testimony(paragraphs, index)


def _below_testimony(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether closing words stand above with nothing numbered below them."""
    for above in reversed(paragraphs[max(index - _MAX_ROLL, 0) : index]):
        if above.quoted or above.label is not None or above.role not in ("line", "content"):
            return False
        if TESTIMONY.match(above.text):
            return True
        if read_heading(above.text) is not None:
            return False
    return False


def treaty_above(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take the line off that says of what „ოქმი“ is: „… გადაზიდვის შესახებ კონვენციის“."""
    named = paragraphs and _OF_TREATY.search(paragraphs[-1].text) is not None
    if not named or paragraphs[-1].label is not None:
        return []
    return [paragraphs.pop()]


def _is_headed(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a paragraph is the only text of the article above it."""
    above = paragraphs[index - 1] if index else None
    return above is not None and read_heading(above.text, above.role == "heading") is not None
