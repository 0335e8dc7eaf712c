"""Titles of the documents an act approves or annexes: where lines without a number tell that the
next document begins, and which lines belong to its title.
"""

from __future__ import annotations

import re

from acts.matsne_json import fold
from acts.offices import DOCUMENTS, is_signature
from acts.paragraphs import Paragraph
from acts.petits import read_petit_line, read_removal

_ORGANS = ("ო", "ის", "ების", "თა", "ტი", "ბა", "ია", "ური")  # of names of organs, or cut ones
_TITLE_WORD = 6  # letters
_MIN_FORM, _FORM = 4, 20  # paragraphs of a form, of its head
_HEAD = 6  # lines of the head of a form
_MAX_ABOVE = 4  # lines above „დანართი“
_OF_DOCUMENT = re.compile(
    r"(?:^|\s)(?:წესის|წესების|დებულების|წესდების|ინსტრუქციის|რეგლამენტის|ბრძანების|ბრძანებულების|"
    r"დადგენილების|განკარგულების|კანონის|რეზოლუციის|ოქმის|შეთანხმების|ბრძანებით|დადგენილებით)$"
)
_LETTERS = re.compile(r"[ა-ჰ]|[A-Za-z]{3}")
# The first head of a table that a copy set as lines: „დაწესებულება“, „საკადასტრო კოდი“
_COLUMN = re.compile(
    r"[ა-ჰ]{0,16}(?:დასახელება|კოდი|თარიღი|რაოდენობა|თანამდებობა|მისამართი|ინდექსი|დაწესებულება|"
    r"ოდენობა|ერთეული|გვარი|სახელი|ლარი|ლარებში)"
)
_NUMBER = re.compile(r"(?:№|N|#)\s?\d")  # below „დანართი“
_BLANK = re.compile(r"[_–—|-]{5}")  # to fill in
_BLANKS = 8  # characters at the end of a line of a form
_MIN_WORDS = 3  # of a title with a blank
_NAMED = frozenset(
    {"დებულება", "წესი", "წესები", "ინსტრუქცია", "წესდება", "რეგლამენტი", "შინაგანაწესი"}
)
_CONTRACT, APPROVE = "ხელშეკრულება", "ვამტკიცებ:"
_PROTOCOLS = ("პროტოკოლი", "დამატებითიპროტოკოლი", "დამატებითიოქმი")  # of a treaty, below it
_NO_NUMBER = re.compile(r"(?:№|N|#)\s?[-_–—]")  # a blank for the number: a form
_TELLS_OF = ("შესახებ", "თაობაზე")
_AT_ONCE = ("თანავე", "იდან", "დღეს", "შემდეგ")
_PRESENT = re.compile(
    r"(?:[^.;:]{0,120}\s)?იმ მუხლ(?:ის|ების)(?:\s\(მუხლების\))? მოქმედი სრული რედაქცია, რომ[^.;]+"
)
_FIRST = ("თავი I", "თავი 1", "მუხლი 1")
_ENCLOSED = re.compile(r"დანართი\s?:")
_FIRST_ITEM = re.compile(r"1\s?[.)]")
_MAX_TITLE = 300  # characters
_SENTENCE = 25  # characters: shorter lines are no title that could stand again


def is_no_title(line: Paragraph) -> bool:
    """Whether a line below the head of an annex is none of its title: the head of a column („№“),
    a blank to fill in („ჩააბარა ______“), the first item."""
    text = line.text
    if _LETTERS.search(text) is None:
        return _NUMBER.match(text) is None
    blank = _BLANK.search(text)
    if blank is not None:
        words = text[: blank.start()].split()
        signs = sum(char in "_-–—|" for char in text)
        if len(words) < _MIN_WORDS or signs * 2 >= len(text):
            return True
    if _COLUMN.fullmatch("".join(text.split())):
        return True
    label = line.label
    return label is not None and (
        label.style in ("dot", "roman", "letter") and label.number.base == (1,)
    )


def repeats_title(own: list[Paragraph], found: list[Paragraph], index: int) -> bool:
    """Whether the first line of an annex stands here again: the head of the next form or table of
    its kind. Points that count on tell that it is none."""
    text = found[index].text
    if len(fold(text)) < _SENTENCE or index + 1 == len(found):
        return False
    head = own[:2]
    if len(own) < _MIN_FORM or fold(head[0].text) != fold(text):
        return False
    if text.endswith(_ORGANS) and fold(head[1].text) != fold(found[index + 1].text):
        return False  # „იუსტიციის სამინისტრო“: a party named in the form
    if text[-1] in ".;:," or found[index].label is not None:
        return False
    labels = (one.label for one in found[index + 1 : index + _FORM])
    below = next((one for one in labels if one is not None and one.style == "dot"), None)
    return below is None or below.number.base == (1,)


def is_present_wording(found: list[Paragraph], index: int) -> bool:
    """Whether the title stands here of the wording now in force that is put beside a bill: „იმ
    მუხლის (მუხლების) მოქმედი სრული რედაქცია, რომელშიც … შედის ცვლილება“, its articles below."""
    text = found[index].text
    if found[index].label is not None or len(text) > _MAX_TITLE or "მოქმედი სრული" not in text:
        return False
    below = found[index + 1 : index + _MAX_ABOVE]
    return _PRESENT.fullmatch(text) is not None and any(
        one.text.lstrip("„“ ").startswith(_FIRST[-1].rstrip("1")) for one in below
    )


def is_blank_of_form(found: list[Paragraph], index: int) -> bool:
    """Whether „დანართი“ above „ფურცელზე“ is a blank of a form: so many sheets are annexed; or
    „დანართი:“ above „1. მოწმობის ასლი“ a list of what is handed in with it, below no signature."""
    below = found[index + 1].text if index + 1 < len(found) else ""
    if _ENCLOSED.fullmatch(found[index].text) and _FIRST_ITEM.match(below):
        return index > 0 and not is_signature(found[index - 1].text)
    return below.startswith(("გვერდზე", "ფურცელზე", "ფურცლად", "გვერდად"))


def annexed_to(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take off the end of the part before the lines that name what an annex is annexed to: „…
    ნაკადის ფორმირების წესის“ above „დანართი #1“."""
    at = len(paragraphs)
    if at < 2 or _OF_DOCUMENT.search(paragraphs[-1].text) is None:
        return []
    while at > 1 and len(paragraphs) - at < _MAX_ABOVE and _may_be_above(paragraphs[at - 1]):
        at -= 1
    last = paragraphs[at - 1]
    ended = last.text[-1] in ".;:" or read_petit_line(last.text[_start(last) :]) is not None
    if len(paragraphs) - at == _MAX_ABOVE or not ended:
        return []
    taken = paragraphs[at:]
    del paragraphs[at:]
    return taken


def _start(line: Paragraph) -> int:
    return line.label.end if line.label is not None else 0


def _may_be_above(line: Paragraph) -> bool:
    text = line.text
    if line.quoted or line.role in ("heading", "title", "table", "petit") or len(text) > 120:
        return False
    return text[-1] not in ".;:," and line.label is None and not is_signature(text)


def is_titled(found: list[Paragraph], index: int) -> bool:
    """Whether a document named here („… დებულება“) begins with „1.“ or „I.“ right below, the act
    above it not being signed."""
    paragraph = found[index]
    text = paragraph.text
    if paragraph.label is not None or text[-1] in ".;:," or len(text) > 200:
        return False
    if text.rpartition(" ")[2] not in DOCUMENTS or index + 1 >= len(found):
        return False
    above, below = found[index - 1], found[index + 1].label
    if above.text[-1] not in ".;" and found[index - 2].text[-1] not in ".;":
        return False
    return below is not None and below.style in ("dot", "roman") and below.number.base == (1,)


def begins_document(found: list[Paragraph], index: int) -> int:
    """How many lines above belong to the title of a document that is named here on a line of its
    own („დ ე ბ უ ლ ე ბ ა“, „წესი … შესახებ“); -1 where none is named.

    What it tells of or approves stands below the word („… შესახებ“) or above it in the genitive;
    its first point, its first division or its removal mark follows.
    """
    text = found[index].text
    word = "".join(text.split())
    if found[index].label is not None:
        return -1
    if is_approved_title(found[index : index + 3]):
        return 0 if found[index - 1].text[-1] == "." else -1
    if word == _CONTRACT and index + 1 < len(found) and _NO_NUMBER.match(found[index + 1].text):
        return 0 if any(_begins(found, at) for at in range(index + 2, index + _HEAD)) else -1
    if word in _PROTOCOLS:
        return 0 if any(_is_first(one) for one in found[index + 1 : index + _HEAD]) else -1
    if word not in _NAMED:
        titled = text.partition(" ")[0] in _NAMED and text.endswith(_TELLS_OF)
        return 0 if titled and len(text) < _MAX_TITLE and _begins(found, index + 1) else -1
    above = 0
    while above < min(_MAX_ABOVE, index - 1) and _is_genitive(found[index - above - 1]):
        above += 1
    if above and found[index - above].text.startswith("და ") and index > above + 1:
        above += _may_be_above(found[index - above - 1])
    below = index + 1
    while below < min(index + _MAX_ABOVE, len(found)) and _may_be_above(found[below]):
        below += 1
        if found[below - 1].text.endswith(_TELLS_OF):
            break
    told = below > index + 1 and found[below - 1].text.endswith(_TELLS_OF)
    if not (above or told or text != word):
        return -1
    return above if _begins(found, below) or (told and _begins(found, below + 1)) else -1


def is_approved_title(found: list[Paragraph]) -> bool:
    """Whether „ვამტკიცებ:“ stands here above a title and the first item of what is approved."""
    if len(found) < 3 or "".join(found[0].text.split()) != APPROVE:
        return False
    title = found[1]
    if title.label is not None or title.text[-1] in ".:;," or len(title.text) > _MAX_TITLE:
        return False
    return _is_first(found[2]) and _BLANK.search(title.text) is None


def _is_first(line: Paragraph) -> bool:
    return line.label is not None and line.label.number.base == (1,)


def _begins(found: list[Paragraph], index: int) -> bool:
    """Whether a document begins with its first point or division here, or is said to be removed."""
    if index >= len(found):
        return False
    label, text = found[index].label, found[index].text
    begun = label is not None and label.style in ("dot", "roman") and label.number.base == (1,)
    return begun or text.startswith(_FIRST) or read_removal(text) is not None


def titled_below_name(own: list[Paragraph], found: list[Paragraph], index: int) -> bool:
    """Whether, below a name that signs an annex, a title stands like its own: one of the lines is
    printed again („საზღვრის აღწერა“), or names a document."""
    if len(own) < _MIN_FORM or not is_signature(found[index - 1].text):
        return False
    if is_signature(found[index].text) or found[index].text[0] in "-–—":
        return False
    titles = {fold(one.text) for one in own[:3] if len(fold(one.text)) > _TITLE_WORD}
    for line in found[index : index + 3]:
        if line.label is not None or line.text[-1] in ".;:," or len(line.text) > _MAX_TITLE:
            return False
        if fold(line.text) in titles or "".join(line.text.split()) in _NAMED:
            return True
    return False


def _is_genitive(line: Paragraph) -> bool:
    text = line.text
    return _may_be_above(line) and text.endswith(("ის", "ების", "თა", "ოს")) and len(text) < 200


def is_approved(act: list[Paragraph], found: list[Paragraph], index: int) -> bool:
    """Whether a title stands here of a second document that the act says it approves: „…
    საბჭოს შემადგენლობა“."""
    text = found[index].text
    word = text.rpartition(" ")[2]
    if index + 1 < len(found) and _is_genitive(found[index]):
        word = "".join(found[index + 1].text.split())  # „… ჯგუფის“ above „შ ე მ ა დ გ ე ნ ლ ო ბ ა“
    if word not in DOCUMENTS or len(text) > 200 or found[index].label is not None:
        return False
    if found[index - 1].text[-1] != "." or found[index].role not in ("line", "content"):
        return False
    if index + 1 >= len(found) or len(text.split()) < 3:
        return False
    stem = word.rstrip("იაეო")
    return any("დამტკიცდეს" in p.text and stem in p.text and _alike(text, p.text) for p in act)


def _alike(title: str, words: str) -> bool:
    """Whether most words of a title stand in a sentence, ends left out."""
    own = [word[:6] for word in title.split() if len(word) > 3]
    return sum(word in words for word in own) * 3 >= len(own) * 2


def _in_force(text: str) -> bool:
    """„დადგენილება ამოქმედდეს გამოქვეყნებისთანავე“, its stop lost: the words of an article."""
    return text.endswith(_AT_ONCE) and ("ამოქმედდეს" in text or "ძალაში" in text)


def title_above(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take the title lines (and division headings) off the end of the part before."""
    at = len(paragraphs)
    while at > 1:
        paragraph = paragraphs[at - 1]
        if paragraph.role == "group":
            at -= 1
            continue
        text = paragraph.text
        if (
            paragraph.quoted
            or paragraph.role in ("heading", "title", "table")
            or text[-1] in ".;:,"
            or len(text) > 500
            or (at == len(paragraphs) and _BLANK.search(text[-_BLANKS:]) is not None)
            or is_signature(text)
            or _in_force(text)
            or (paragraph.label is not None and paragraph.label.style != "letter-dot")
            or read_petit_line(text) is not None
        ):
            break
        at -= 1
    taken = paragraphs[at:]
    del paragraphs[at:]
    return taken
