"""The signature block: office and name, then place, date and, for laws, the number."""

from __future__ import annotations

import re

from acts.cleaning import LOST
from acts.dates import MONTH, dotted_date, dotted_line, worded_date
from acts.offices import (
    DOCUMENTS,
    OFFICE_LINE,
    OFFICE_WORD,
    is_bare_name,
    is_likely_name,
    is_signature,
    tidy,
)
from acts.organ_end import organ_start
from acts.paragraphs import Paragraph
from acts.treaty_end import TESTIMONY, parties_start, testimony_start
from acts.visas import ORDER, above_visas, approvals_start
from schemas.model import Kind, Particulars, Unit

_PLACE = re.compile(r"(?:ქ\s?\.\s?[ა-ჰ]{4,20}|თბილისი|ბათუმი|სოხუმი|ქუთაისი|ცხინვალი)\s?[,.]?")
_NUMBER = re.compile(r"(?:№|N|#)\s*(?P<number>[\w^]+(?:\s?[-–—/]\s?[\w^]+)*)\.?")
# „№ 4 74– I ს“: the number of a law, blanks left out.
_SPACED = re.compile(
    r"(?:№|N|#)(?P<number>\d+(?:\^[ა-ჰ\d])?[ა-ჰ]?"
    r"(?:(?:[-–—−_/\x96\ufffd][IVXL1]*(?:[ა-ჰ]{1,3})?)+(?:[IVXL]+[ა-ჰ]{1,3})?|"
    r"[-–—−]?(?:[ა-ჰ]\.){2,}[ა-ჰ]?|[IVX]{0,3}რ?ს)?)\.?"
)
_SIGNLESS = re.compile(r"(?P<number>\d{1,5}[-–—−][IVX]{1,3}ს)\.?")  # „1938–IIს“
# „№5368-“ above „II ს“, „№696“ above „– რს“
_CUT_NUMBER = re.compile(r"(?:№|N|#)(?P<digits>\d{1,5})(?P<dash>[-–—−_])?")
_REST_OF_NUMBER = re.compile(r"(?P<dash>[-–—−])?[IVXL]*[ა-ჰ]{1,3}\.?")
_MAX_MEMBERS = 12
_MAX_NAME, _MEMBERS_WORD = 70, 30  # characters of a line of names, of „პლენუმის წევრები“
_LABELLED = re.compile(r"(?:\d{1,3}[.)]|[ა-ჰ]\))\s*[ა-ჰ]")
_YEAR = re.compile(r"[12]\d{3}\s*(?:წელი|წ\.?)")
# The line Matsne prints below a consolidated act; a sign the copy left behind.
_FURNITURE = re.compile("[-–—]{3,6}|_{3,6}|\ufffd+|[\\\\|/*~`_]{1,2}")
_PLACE_DATE = re.compile(r"(?:ქ\s?\.\s?)?[ა-ჰ]{4,20}\s*,\s*(?=[\d„])")
_CLAUSE = re.compile(
    r"ძალა|ამოქმედ|დღიდან|იდან(?![ა-ჰ])|მდე(?![ა-ჰ])|(?:№|N)\s*\d.*(?:კანონ|ბრძან|დადგენ|განკარგ)"
)
_MEMBERS = re.compile(
    r"[ა-ჰ ]{0,60}წევრები\s?:?|"
    r"(?:კოლეგიის|პლენუმის|სასამართლოს) შემადგენლობა\s?:\s?[ა-ჰ. ]{3,40}\([ა-ჰ ,–-]{4,60}\)[,;]?"
)  # „კოლეგიის წევრები:“ above the names
_OPEN_DATE = re.compile(r"[ა-ჰ]{4,20}\s*,\s*[12]\d{3}\s*წლის\s*[„“\"]?\s*[-–—_.…]{2,}.{0,20}")
# „თბილისი, 1996 წლიტს 2 აპრილი.“
_MISSPELT_DATE = re.compile(
    rf"(?:(?:ქ\s?\.\s?)?[ა-ჰ]{{4,20}}\s*,\s*)?[12]\d{{3,4}}\s*[ა-ჰ](?:\s?[ა-ჰ]){{1,5}}\s*"
    rf"\d{{1,2}}\s*{MONTH}\s?\.?(?:\s?,?\s?(?:№|N|#)\s?\d{{1,5}}[-–— ]{{0,3}}[IVXრს]{{0,5}})?"
)
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\s?(?:წ\.?|წელი)?")
_THREE_WORDS = re.compile(r"[ა-ჰ]{3,}(?:\s+[ა-ჰ]{3,}){1,2}")
_OF_COURT = re.compile(r"[-–—]\s*(?:[ა-ჰ]+\s)?(?:წევრი|თავმჯდომარე|მოსამართლე)")
_MEMBER = re.compile(r"\d{1,2}\s?[.)]\s*|\s*[-–—]\s*[ა-ჰ ,]+$|[;.,]+$")
# „(თავმჯდომარე, მომხსენებელი მოსამართლე)“
_BESIDE = re.compile(r"\(\s*[ა-ჰ ,–-]{4,80}\)|ასლი დედანთან სწორია\.?")
_UNSTOPPED = re.compile(r"[ა-ჰ]\s[ა-ჰ]{4,}\s?\.?")  # „ზ გამსახურდია.“ below the office
_DASHES = "-–— "
_MIN_OFFICE, _MIN_ROLL = 8, 4  # letters; names
_MAX_BELOW = 120  # characters
# „საფინანსო-ეკონომიკური“ above „დეპარტამენტის უფროსი გ. ნიმუშაძე“
_FIRST_WORD = re.compile(r"(?:[ა-ჰ-]+\s){0,2}[ა-ჰ-]+(?:ური|ული|ებრივი|ობრივი)")
_UNIT_HEAD = re.compile(
    r"(?:დეპარტამენტის|სამმართველოს|განყოფილების|სამსახურის|კომისიის|სააგენტოს|კომიტეტის)\s"
)
_NOTE = re.compile(r"შენიშვნა\s?:|\[[\d*]{1,2}\]\s?[ა-ჰ]|\*{1,3}\)?\s?[ა-ჰ]")
_MAX_NOTE = 5  # paragraphs
_JUDGE = re.compile(r"\(\s*[ა-ჰ ,–-]*(?:თავმ?ჯდ?ომარე|მოსამართლე)\s*\)")
_PARTY = re.compile(r"[ა-ჰ ,\-–]{2,160}სახელით[.,:]?")  # „საქართველოს მთავრობის სახელით“
# „კობა ნარჩემაშვილი – საქართველოს შინაგან საქმეთა მინისტრი“: a member of a commission
_LISTED = re.compile(r"[ა-ჰ]{2,}\s+[ა-ჰ]{3,}(?:-[ა-ჰ]+)?\s+[-–—]\s")
_GENITIVE = ("ის", "ოს", "თა", "ას", "პირველი")
_UNFINISHED_OFFICE = re.compile(r"(?:ქ\s?\.\s?)?[ა-ჰ ,\-–„“”\"]+")
_STATE = ("საქართველოს ", "აჭარის ", "აფხაზეთის ")
_FIRST_OF_OFFICE = ("საქართველოს საკონსტიტუციო", "საქართველოს სახელმწიფო", "საქართველოს", "პრემიერ")
_PLACE_BEFORE = re.compile(r"^(?:ქ\s?\.\s?)?[ა-ჰ]{4,20}\s*,\s*(?=№)")  # „ქ. თბილისი, №585“
_NUMBER_BESIDE = re.compile(r"(?:№|N|#).{1,24}$")  # „თბილისი, 2001 წლის 22 ივნისი, №1003 – IIს“
_ANNEXED = re.compile(r"დანართი\s?:\s?\d{1,3} (?:ფურცელი|ფურცლად|გვერდი)\.?")
_ACTING = re.compile(r"(?:თავმჯდომარის|უფროსის|გამგებლის|მინისტრის|დირექტორის) მ\s?[./]\s?შ\.?$")
_SIGNED = re.compile(r"\(?\s*(?:ხელმოწერა|ხელმოწერილია|ბ\.\s?ა\.)\s*\)?")


def is_furniture(text: str) -> bool:
    """Whether a line is a drawn line („----“) and no words."""
    return _FURNITURE.fullmatch(text) is not None


def is_below_name(text: str) -> bool:
    """Whether a line is the date, number or place of a signature block."""
    if len(text) > _MAX_BELOW or is_furniture(text):
        return is_furniture(text)
    text = text.strip(LOST) or text
    if _OPEN_DATE.fullmatch(text) or is_furniture(text) or _is_cut_number(text):
        return True
    if _DOTTED.fullmatch(text):
        return True
    return _read_number(text) is not None or _is_date(text) or _is_tail(text)


def _read_number(text: str) -> str | None:
    """The number of an act from the line that holds it alone."""
    if len(text) > 60:
        return None
    text = _PLACE_BEFORE.sub("", text)
    match = _NUMBER.fullmatch(text) or _SPACED.fullmatch(compact := "".join(text.split()))
    match = match or _SIGNLESS.fullmatch(compact)
    return re.sub(r"\s*[-–—−]\s*", "-", match["number"]) if match else None


def ends_number(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a line is the second half of the number above it, or the dash in its middle."""
    return _begun_number(paragraphs, index) is not None


def _begun_number(paragraphs: list[Paragraph], index: int) -> str | None:
    """What the one or two lines above print of the number that this line ends or goes on with."""
    if not index or len(paragraphs[index].text) > 10:
        return None
    rest = "".join(paragraphs[index].text.split())
    last = _REST_OF_NUMBER.fullmatch(rest)
    for lines in (1, 2):
        above = paragraphs[max(index - lines, 0) : index]
        joined = "".join("".join(one.text.split()) for one in above if len(one.text) < 21)
        upper = _CUT_NUMBER.fullmatch(joined)
        if upper is None:
            continue
        if rest in ("-", "–", "—", "_"):
            return joined if upper["dash"] is None else None
        if last is not None and (upper["dash"] is None) != (last["dash"] is None):
            return joined
    return None


def _is_cut_number(text: str) -> bool:
    """„№5368-“, its second half on the next line."""
    match = _CUT_NUMBER.fullmatch("".join(text.split())) if len(text) < 20 else None
    return match is not None and match["dash"] is not None


def _is_tail(text: str) -> bool:
    """A line that may stand in a signature block below or above the name."""
    if len(text) > 170:
        return False
    if _SIGNED.fullmatch(text) or dotted_line(text) is not None:
        return True
    word = text.strip(",.")
    return bool(_PLACE.fullmatch(text)) and word[-1] in "იაოე" and word not in DOCUMENTS


def _is_date(text: str) -> bool:
    if len(text) > 60 or text[-1] in ";:" or sum(map(str.isdigit, text)) < 5:
        return False
    if _LABELLED.match(text):
        return False
    if _MISSPELT_DATE.fullmatch(text):
        return True
    return worded_date(text) is not None and not _CLAUSE.search(text)


def _is_place(text: str) -> bool:
    return _PLACE.fullmatch(text) is not None and text not in _FIRST_OF_OFFICE


def _is_dated_in_digits(paragraphs: list[Paragraph], index: int) -> bool:
    """„16.01.2014 წ.“ below the place."""
    if _DOTTED.fullmatch(paragraphs[index].text) is None or not index:
        return False
    return _is_place(paragraphs[index - 1].text)


def is_half_date(paragraphs: list[Paragraph], index: int) -> bool:
    """„თბილისი, 17 სექტემბერი“ or the „2024 წ.“ below it."""
    return _date_of_two(paragraphs, index) is not None or (
        index > 0 and _date_of_two(paragraphs, index - 1) is not None
    )


def _date_of_two(paragraphs: list[Paragraph], index: int) -> str | None:
    """The date whose year stands on the next line."""
    if index + 1 >= len(paragraphs) or not _YEAR.fullmatch(paragraphs[index + 1].text):
        return None
    upper = paragraphs[index].text
    return worded_date(f"{upper} {paragraphs[index + 1].text}") if len(upper) < 50 else None


def signature_start(paragraphs: list[Paragraph], of_act: bool) -> int:
    """Index of the first paragraph of the signature block that ends the list, or its length.

    A name proves the block; in an act the number or the date alone does too.
    """
    if (testimony := testimony_start(paragraphs, of_act)) is not None:
        return testimony
    if of_act and (parties := parties_start(paragraphs)) is not None:
        return parties
    end = len(paragraphs)
    while end and is_furniture(paragraphs[end - 1].text):
        end -= 1
    if not of_act and (approvals := approvals_start(paragraphs, end)) is not None:
        return approvals
    end = above_visas(paragraphs, _above_note(paragraphs, end)) if of_act else end
    start, proved, edge = end, False, end
    for index in range(end - 1, max(end - _MAX_MEMBERS, -1), -1):
        if index >= start:
            continue
        paragraph = paragraphs[index]
        text = paragraph.text.strip(LOST) or paragraph.text
        if paragraph.quoted or paragraph.role in ("heading", "group", "title", "table", "petit"):
            break
        if ORDER.search(text) or paragraph.listed:
            break
        if not of_act and is_of_member(paragraphs, index):
            if start == index + 1 and _is_in_dashes(paragraphs, index):
                break
            return end  # a list of members ends the annex
        below = min(start, edge) == index + 1 < end
        party = of_act and _PARTY.fullmatch(text) is not None
        named = is_signature(text) or (below and is_signature(text.strip(f". {_DASHES}")))
        if party or named:
            start, proved = index, True
        elif (
            _read_number(text) is not None
            or _is_date(text)
            or _OPEN_DATE.fullmatch(text)
            or ends_number(paragraphs, index)
            or is_half_date(paragraphs, index)
            or _is_dated_in_digits(paragraphs, index)
        ):
            start, proved = index, proved or of_act
        elif _is_cut_number(text) and below:
            start = index
        elif _is_office(text) or (below and text in _FIRST_OF_OFFICE):
            if not below and not _name_above(paragraphs, index):
                break
            start = index
        elif below and (
            (proved and _is_beside(paragraphs, index)) or is_above_office(paragraphs, index)
        ):
            start = index
        elif _is_split_name(paragraphs, index):
            start, proved = index - 1, True
        elif _ANNEXED.fullmatch(text) and below:
            start = index
        elif not _is_tail(text):
            break
        else:
            start = index if below and proved and of_act and _is_place(text) else start
            edge = index
    if not proved:
        members = _members(paragraphs, end)
        return organ_start(paragraphs, end) if members == end and not of_act else members
    start = _first_words(paragraphs, start)
    return _members_start(paragraphs, _below_roll(paragraphs, start, end))


def _is_split_name(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether „ედუარდ“ above „ნიმუშაძე“ is a name below its office."""
    if index < 2 or " " in paragraphs[index].text or " " in paragraphs[index - 1].text:
        return False
    name = f"{paragraphs[index - 1].text} {paragraphs[index].text}"
    return is_likely_name(name) and OFFICE_LINE.fullmatch(paragraphs[index - 2].text) is not None


def _first_words(paragraphs: list[Paragraph], start: int) -> int:
    """Where the first words of the office stand above its line; else ``start``."""
    if not 0 < start < len(paragraphs) or paragraphs[start - 1].label is not None:
        return start
    ended = start > 1 and paragraphs[start - 2].text[-1] in ".;"
    if ended and begins_office(paragraphs, start - 1):
        return start - 1
    above, text = paragraphs[start - 1].text, paragraphs[start].text
    begun = _FIRST_WORD.fullmatch(above) and _UNIT_HEAD.match(text) and is_signature(text)
    return start - 1 if begun else start


def _below_roll(paragraphs: list[Paragraph], start: int, end: int) -> int:
    """Where the office stands below bare names that are the last of a roll („წევრები“ of a
    commission that an act appoints); ``start`` where no roll ends above it."""
    names = 0
    for index in range(start, end):
        text = paragraphs[index].text
        if is_bare_name(text):
            names += 1
        else:
            office = _is_office(text) or text in _FIRST_OF_OFFICE or is_signature(text)
            above = paragraphs[start - 1].text if start else ""
            rolled = names >= _MIN_ROLL or (names > 1 and is_bare_name(above))
            return index if office and rolled else start
    return start


def _above_note(paragraphs: list[Paragraph], end: int) -> int:
    """Where „შენიშვნა:“, or a footnote, stands right below the names that sign; else ``end``."""
    for index in range(end - 1, max(end - _MAX_NOTE, 0), -1):
        above = paragraphs[index - 1].text
        if _NOTE.match(paragraphs[index].text) and (is_bare_name(above) or is_signature(above)):
            return index
    return end


def is_of_member(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a dash sets off who the name above is („– მინისტრის მოადგილე“), or a name the office
    above („– ა. ნიმუშაძე.“)."""
    text = paragraphs[index].text
    if text[0] not in _DASHES or text[1:2] in ("-", "–", "—"):
        return False
    words = text.lstrip(_DASHES) or "".join(one.text for one in paragraphs[index + 1 : index + 2])
    return len(words) > _MIN_OFFICE


def _is_in_dashes(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a finished sentence is the last of items set off by dashes, no office of a member:
    those stand below a name each."""
    ended = paragraphs[index].text[-1] == "." and not is_signature(paragraphs[index].text)
    return ended and index > 0 and paragraphs[index - 1].text[0] in _DASHES


def is_above_office(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether two or three words stand right above an office, in the shape of a name: the second
    of those who sign („აქბარ ჰაშემი რაფსანჯანი“ above „… პრეზიდენტი“)."""
    text = paragraphs[index].text
    if index + 1 == len(paragraphs) or _THREE_WORDS.fullmatch(text) is None:
        return False
    if text.split()[0].endswith(("ის", "ოს", "თა")):
        return False
    return OFFICE_LINE.fullmatch(paragraphs[index + 1].text) is not None


def _is_beside(paragraphs: list[Paragraph], index: int) -> bool:
    """A bare name, an office in brackets, or the first line of the office below it."""
    text = paragraphs[index].text
    if (is_bare_name(text) and text[-1] not in ").") or _BESIDE.fullmatch(text):
        return True
    if _UNSTOPPED.fullmatch(text) and index and OFFICE_LINE.fullmatch(paragraphs[index - 1].text):
        return True
    if text in _FIRST_OF_OFFICE:
        return True
    # „საქართველოს გარემოსა და ბუნებრივი“ above „რესურსების დაცვის მინისტრი ნ. პირველაძე“
    begun = text.startswith(_STATE) and len(text) < _MAX_NAME and text[-1] not in ".;:,"
    return begun and index > 0 and paragraphs[index - 1].text[-1] in ".;"


def _members(paragraphs: list[Paragraph], end: int) -> int:
    """Where „კოლეგიის წევრები:“ stands above names, perhaps numbered or spoilt; else ``end``."""
    for index in range(end - 1, max(end - _MAX_MEMBERS - 2, -1), -1):
        text = paragraphs[index].text
        if _MEMBERS.fullmatch(text) and (text[-1] == ":" or len(text) < _MEMBERS_WORD):
            signs = index < end - 1 and not _goes_on_roll(paragraphs, index)
            return index if signs else end
        if len(text) > _MAX_NAME or text[-1] == ":" or paragraphs[index].role == "heading":
            break
    return _judges(paragraphs, end)


def _goes_on_roll(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the members below are numbered on from those above: „3.“ below „2.“"""
    label = paragraphs[index + 1].label
    return label is not None and label.style == "dot" and label.number.base != (1,)


def _judges(paragraphs: list[Paragraph], end: int) -> int:
    """Where names alone end a decision, one of them the reporting judge, or at least three below
    a finished sentence; else ``end``."""
    start = end
    while start and end - start < _MAX_MEMBERS:
        text = paragraphs[start - 1].text
        bare = _MEMBER.sub("", text)
        if not is_bare_name(bare) and not is_signature(bare) and not _BESIDE.fullmatch(text):
            break
        start -= 1
    names = [one.text for one in paragraphs[start:end]]
    if len(names) > 1 and any(map(_JUDGE.search, names)):
        return start
    known = sum(map(is_likely_name, names))
    above = paragraphs[start - 1].text if start else ""
    ended = len(above) > _MAX_NAME and above[-1] == "."
    return start if ended and len(names) > 2 and known * 2 >= len(names) else end


def _members_start(paragraphs: list[Paragraph], start: int) -> int:
    """Where „კოლეგიის წევრები:“ stands above the names that go on down to ``start``."""
    for index in range(start - 1, max(start - _MAX_MEMBERS, -1), -1):
        text = paragraphs[index].text
        if _MEMBERS.fullmatch(text):
            return index
        if _LISTED.match(text) and not _OF_COURT.search(text):
            break
        bare = _MEMBER.sub("", text)
        if not is_bare_name(bare) and not is_signature(bare):
            break
    return start


def _is_office(text: str) -> bool:
    text = tidy(text)
    if _ACTING.search(text):
        return True
    if _LISTED.match(text):
        return False
    return OFFICE_LINE.fullmatch(text.strip("() ")) is not None or _continues_office(text)


def is_office(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether an office stands here, perhaps on two lines, with the name above it."""
    text = paragraphs[index].text
    if len(text) > 170:
        return False
    text = tidy(text)
    if OFFICE_LINE.fullmatch(text.strip("() ")) is not None:
        return True
    begun = _continues_office(text) or text in _FIRST_OF_OFFICE
    if not begun or index + 1 >= len(paragraphs):
        return False
    below = paragraphs[index + 1].text
    return is_signature(below) or OFFICE_LINE.fullmatch(below.strip("() ")) is not None


def begins_office(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether an unfinished line, with the one or two below it, is an office with a name:
    „საქართველოს პარლამენტის“ above „თავმჯდომარის პირველი“ above „მოადგილე ნ. ნიმუშაძე“."""
    lines = [one.text for one in paragraphs[index : index + 3]]
    if len(lines[0]) > _MAX_NAME or _UNFINISHED_OFFICE.fullmatch(lines[0]) is None:
        return False
    for last in range(1, len(lines)):
        if OFFICE_WORD.search(lines[last]) and is_signature(lines[last]):
            return is_signature(" ".join(lines[: last + 1]))
        if _UNFINISHED_OFFICE.fullmatch(lines[last]) is None:
            return False
    return False


def _name_above(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the lines above an office are offices up to a name („ნ. ბურჯანაძე“)."""
    for at in range(index - 1, max(index - 4, -1), -1):
        text = paragraphs[at].text
        if is_signature(text) or is_above_office(paragraphs, at):
            return True
        if not _is_office(text) and text not in _FIRST_OF_OFFICE:
            return False
    return False


def _continues_office(text: str) -> bool:
    """„საქართველოს პარლამენტის“ above „თავმჯდომარის მოადგილე გ. წერეთელი“."""
    return (
        len(text) < 90
        and text.endswith(_GENITIVE)
        and _UNFINISHED_OFFICE.fullmatch(text) is not None
    )


def read_conclusions(paragraphs: list[Paragraph], particulars: Particulars | None) -> Unit:
    """The signature block as a unit; fills date and number of a law that carries them here."""
    unit = Unit(Kind.CONCLUSIONS, span=(paragraphs[0].start, paragraphs[-1].end))
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        role = "signature"
        text = text.strip(LOST) or text
        number = _read_number(text)
        begun = _begun_number(paragraphs, index)
        if number is None and begun is not None:
            number = _read_number(begun + "".join(text.split()))
        if is_furniture(text):
            role = "furniture"
        elif _NOTE.match(text) or (unit.children and unit.children[-1].role == "note"):
            role = "note"
        elif TESTIMONY.match(text):
            role = "testimony"
        elif number is not None or begun is not None or _is_cut_number(text):
            role = "number"
            if particulars is not None and number is not None:
                particulars.number = number if begun else particulars.number or number
        elif len(text) < 60 and (
            date := worded_date(text) or _date_of_two(paragraphs, index) or dotted_line(text)
        ):
            role = "date"
            if particulars is not None:
                particulars.date = particulars.date or date
                beside = _NUMBER_BESIDE.search(text)
                if beside and particulars.number is None:
                    particulars.number = _read_number(beside.group())
                place = _PLACE_DATE.match(text)
                if place and particulars.place is None:
                    particulars.place = place.group().strip(" ,")
        elif _is_dated_in_digits(paragraphs, index):
            role = "date"
            if particulars is not None:
                particulars.date = particulars.date or dotted_date(text)
        elif is_half_date(paragraphs, index) or _is_date(text):
            role = "date"
        elif not (is_signature(text) or OFFICE_LINE.fullmatch(text)) and _is_place(text):
            role = "place"
            if particulars is not None and particulars.place is None:
                particulars.place = text.strip(" .,")
        unit.children.append(
            Unit(Kind.TEXT, text=paragraph.text, role=role, span=(paragraph.start, paragraph.end))
        )
    return unit
