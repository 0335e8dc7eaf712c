"""The heading block of an act: issuer, kind and number, date, place, title, registration code;
and the preamble that follows it.

The block is a run of short lines in a usual order (LANGUAGE (e)); each line keeps its place as
a TEXT with a role. Particulars are read from the lines, never from a guess.

>>> read_kind_line("ბრძანება №158")
('', 'ბრძანება', '158')
>>> read_kind_line("საქართველოს პარლამენტის დადგენილება")
('საქართველოს პარლამენტის', 'დადგენილება', None)
"""

from __future__ import annotations

import re

from acts.cleaning import LOST
from acts.dates import MONTH, dotted_date, worded_date
from acts.issuers import nominative, whole_words
from acts.matsne_json import fold
from acts.offices import DOCUMENTS
from acts.paragraphs import Paragraph
from schemas.model import Kind, Particulars, Unit

KINDS = (
    "კონსტიტუციური კანონი", "ორგანული კანონი", "კანონი", "დეკრეტი", "ბრძანებულება",
    "განკარგულება", "დადგენილება", "ბრძანება", "გადაწყვეტილება", "განჩინება", "დასკვნა",
    "საოქმო ჩანაწერი", "რეზოლუცია", "შეთანხმება", "ხელშეკრულება", "კონვენცია", "ოქმი",
    "დეკლარაცია", "მემორანდუმი", "რეგლამენტი", "მიმართვა",
)  # fmt: skip
# The patterns read lines without white space: copies split words („საკრებულო ს“) and space
# them out („ბ რ ძ ა ნ ე ბ ა“).
_KIND_LINE = re.compile(
    r"(?P<issuer>.*?)(?P<when>(?<=სასამართლოს)[12]\d{3}წლის\d{1,2}[ა-ჰ]{4,12}ის)?"
    r"(?:ერთობლივი|საჯარო)?(?P<kind>" + "|".join(KINDS).replace(" ", "") + r")"
    r"(?:(?:№|N|#|\ufffd)(?P<number>(?:(?![12]\d{3}წლის).){1,48})|(?P<bare>\d{1,5}(?:[-–/]\d{1,5}){0,3}(?:/ნ)?))?"
    r"(?P<date>[12]\d{3}წლის.{3,40})?"
)
# A genitive; in orders of the 1990s also the bare name of the organ.
_GENITIVE = re.compile(
    r".*(?:ის|ოს|ას|თა|ების|სამინისტრო|დეპარტამენტი|ბანკი|საბჭო|კომისია)(?:\([ა-ჰ–-]{2,20}\))?"
)
_CODE = re.compile(
    r"(?:სახ[ა-ჰ]{4,7}ო)?(?:ს?არე?გ[ა-ჰ]?ისტრ?აციო|რეგისტრაციის){1,2}(?:კოდი|ნომერი)[:№–-]*(?P<code>[\d.^]{9,40})?"
)
_MISPRINTED_CODE = re.compile(r"სახ[ა-ჰ]{4,9}სა[ა-ჰ]{8,14}კოდი[\d.^]{18,40}")
_BARE_CODE = re.compile(
    r"\d{3}(?:\.\d{3}){3}\.?|\d{3}\.?\d{3}\.?\d{3}\.\d{2,3}\.\d{3}\.?\d{3}\.?\d{3}\.?"
)
_PLACE = re.compile(r"(?:(?:ქ|დ|ს|სოფ)\.{1,2}|ქალაქი|დაბა)[ა-ჰ-]{3,24}[.,]?|თბილისი[.,]?")
_ISSUER = re.compile(r"[ა-ჰ,.\-–—„“”\"()\d]{4,220}(?:ის|ოს|ას|თა|ების)")
_ENACTS = re.compile(
    r"(?:ვბრძანებთ?|(?<!მო)(?<!შე)ადგენს|დაადგინა|ვადგენთ?|ადგენენ|დაადგინეს|გადაწყვიტა|გადაწყვიტეს|"
    r"შეთანხმდნენ)[:.,;]?$"
)
# „1996 წლის 15 ოქტემბერი“, „1999 წელი 4 ოქტომბერი“, „2002 წლის 3-13 მაისი“: misprints too
_DATE_SHAPE = re.compile(
    r"[12]\d{3}(?:წლის|წელი|წილს|წლს|წლი|წ\.)(?:\d{1,2}(?:[-–,]\d{1,2}){0,5}[ა-ჰ]{4,12}|"
    rf"{MONTH})[.,]?"
)
_OF_TREATY = re.compile(
    rf"[ა-ჰ]{{4,20}},(?:[12]\d{{3}}წლის)?\d{{1,2}}{MONTH}(?:[12]\d{{3}}წ?)?[.,]?"
)
# of a decision of a court; „№12“ below „დადგენილება“
_NUMBER_LINE = re.compile(r"(?:№|N)(?:\d{1,3}[/-][\d/,.–-]{1,40}|\d{1,5}(?:/ნ)?)")
_YEARLESS = re.compile(rf"წლის\d{{1,2}}{MONTH}")
_SITTING = re.compile(r"ოქმი(?:№|N|#)[\d./]{1,16}")  # „ოქმი № 20.04.270“
_MISPRINTED_KIND = re.compile(r"[ა-ჰ]{6,16}(?:№|N|#)[\wა-ჰ./-]{1,20}")  # „ბრაძნებულება № 408“
_PLACE_AT_END = re.compile(r"(?:ქ|დ|სოფ)\s?\.\s?[ა-ჰ-]{3,}\.?$")
_LONE_LETTER = re.compile(r"(?<=[ა-ჰ])\s+([ა-ჰ])(?=\s|$)")
_ACTIONS = ("შესახებ", "თაობაზე", "შეტანა", "შეტანის", "დამტკიცება", "გამოცხადება")
# „№2613. კონვენცია“, „3068 (XVIII) კონვენცია“
_NUMBER_ABOVE = re.compile(r"(?:№|N)\s?\d{1,6}\.?\s*|\d{2,5}\s?\([IVX]+\)\s*")
_REVISED = re.compile(r"(?:გადასინჯულია|გადამუშავებულია|შესწორებულია)\s.*[12]\d{3}\s?წ")
_MAX_AGAIN = 4  # lines
_MAX_COVER = 16
_MAX_TITLE = 8
_MAX_ISSUER = 5  # lines above the kind
_MIN_CELLS = 2
_MAX_ABOVE_DATE, _MAX_LINE = 3, 60  # lines; characters of one
_LONE_WORD = 24  # characters of an enacting word on a line of its own
_FORMULA = (
    "საქართველოსსახელით", "სახელითაუზენაესისაითა", "ამონარიდი", "(ამონარიდი)", "ამონაწერი",
    "(ამონაწერი)", "ამონაწერიოქმიდან",
)  # fmt: skip
_REPEALED = "(ძალადაკარგულია"
_OF_PARTIES = frozenset(
    {"შეთანხმება", "ხელშეკრულება", "კონვენცია", "ოქმი", "დეკლარაცია", "მემორანდუმი"}
)
_STATE = ("საქართველოს", "საქართველოს რესპუბლიკის")  # before „კანონი“: names no organ


def read_front(
    paragraphs: list[Paragraph], particulars: Particulars, body_is_numbered: bool
) -> tuple[Unit | None, Unit | None, int]:
    """Cover, preamble and how many paragraphs they take. Fills ``particulars``.

    ``body_is_numbered``: what follows is a numbered unit, so all before it is front matter;
    otherwise the words after the preamble are the body.
    """
    roles = _roles(paragraphs, particulars)
    taken = len(roles)
    cover = _cover(paragraphs[:taken], roles, particulars) if taken else None
    rest = paragraphs[taken:]
    alone = cover is not None and body_is_numbered and len(rest) == 1
    if cover is not None and alone and compact(rest[0].text).strip(".:") in DOCUMENTS:
        cover.children.append(rest[0].leaf("title"))  # „დებულება“ alone above its first point
        return cover, None, len(paragraphs)
    enacting = next((i for i, p in enumerate(rest) if enacts(p.text)), None)
    whole = len(rest) if body_is_numbered and not _are_cells(rest, roles) else 0
    length = whole if enacting is None else enacting + 1
    preamble = None
    if length:
        preamble = Unit(Kind.PREAMBLE, span=(rest[0].start, rest[length - 1].end))
        preamble.children = [p.leaf() for p in rest[:length]]
    return cover, preamble, taken + length


def _are_cells(lines: list[Paragraph], roles: list[str]) -> bool:
    """Whether short lines without a stop stand below the heading block of an act whose preamble
    was not copied: „№“ above „მისამართი“, the heads of a table."""
    if len(lines) < _MIN_CELLS or "kind" not in roles or "date" not in roles:
        return False
    return all(len(one.text) < _MAX_LINE and one.text[-1] not in ".:;," for one in lines)


def _roles(paragraphs: list[Paragraph], particulars: Particulars) -> list[str]:
    """Role of each paragraph of the heading block, as far as the block goes."""
    roles: list[str] = []
    anchored = False
    for index, paragraph in enumerate(paragraphs[:_MAX_COVER]):
        role = _role(paragraph, roles)
        titled = role == "issuer" and anchored and _begins_title(paragraph.text, particulars.title)
        if titled and not _issuer_goes_on(paragraphs, index):
            break
        if not role and "kind" not in roles and _issuer_goes_on(paragraphs, index):
            role = "issuer"
        if not role and roles and roles[-1] in ("issuer", "kind"):
            role = _kind_or_date(paragraphs, index, roles[-1])
        if not role and "date" not in roles:
            role = _above_date(paragraphs, index, roles)
        if not role:
            break
        anchored = anchored or role in ("kind", "date", "place", "code")
        roles.append(role)
    if "kind" not in roles and "title" not in roles and not anchored:
        known = fold(particulars.title or "")
        formula = roles if set(roles) == {"formula"} else []
        paragraphs = paragraphs[len(formula) :]
        lines = _title_lines(paragraphs, [], particulars.title) if known else 0
        whole = fold("".join(p.text for p in paragraphs[:lines])) == known
        if not lines or not whole:
            return []
        lines += _title_again(paragraphs[lines:], known)
        return formula + ["title"] * lines + _below_title(paragraphs[lines:])
    roles.extend(["title"] * _title_lines(paragraphs[len(roles) :], roles, particulars.title))
    return roles + _below_title(paragraphs[len(roles) :]) if "date" not in roles else roles


def _title_again(paragraphs: list[Paragraph], known: str) -> int:
    """How many lines print the title again, perhaps below the number it was registered with."""
    grown = ""
    for lines, paragraph in enumerate(paragraphs[:_MAX_AGAIN], 1):
        grown += fold(_NUMBER_ABOVE.sub("", paragraph.text) if lines == 1 else paragraph.text)
        if grown == known:
            return lines
    return 0


def _below_title(paragraphs: list[Paragraph]) -> list[str]:
    """Roles of the lines below the title that say where and when: „ლონდონი, 1968 წლის 7 ივნისი“."""
    roles: list[str] = []
    for paragraph in paragraphs[:3]:
        role = "" if paragraph.role == "title" else _role(paragraph, ["kind"])
        if not role and _OF_TREATY.fullmatch(compact(paragraph.text)):
            role = "date"
        if (
            not role
            and roles
            and paragraph.text[-1] not in ".:;"
            and _REVISED.match(paragraph.text)
        ):
            role = "revision"
        if role not in ("date", "place", "revision"):
            break
        roles.append(role)
    return roles


def _kind_or_date(paragraphs: list[Paragraph], index: int, above: str) -> str:
    """What a line is whose words are misprinted or cut: a kind with its number below the issuer
    and above a date, a second line of the kind, the number of the sitting, a date without year."""
    text = compact(paragraphs[index].text).strip(LOST)
    if above == "issuer":
        misprint = _MISPRINTED_KIND.fullmatch(text) is not None
        return "kind" if misprint and _is_date_below(paragraphs, index) else ""
    if _SITTING.fullmatch(text):
        return "sitting"
    line = read_kind_line(text)
    if line is not None and line[2] is not None and not line[0]:
        return "kind"
    return "date" if _YEARLESS.fullmatch(text) else ""


def _above_date(paragraphs: list[Paragraph], index: int, roles: list[str]) -> str:
    """What a short line is between the issuer and the date with the place below it, the kind being
    misprinted or cut: „№ 12 ბრძანება“, „მინისტრის №196“, „სხდომის საოქმო“ above „ჩანაწერი №3“."""
    if not roles or roles[-1] not in ("issuer", "kind") or len(roles) > _MAX_ISSUER:
        return ""
    genitive = False
    for at in range(index, min(index + _MAX_ABOVE_DATE, len(paragraphs) - 1)):
        text = paragraphs[at].text
        if len(text) > _MAX_LINE or text[-1] in ".:;," or paragraphs[at].label is not None:
            return ""
        if paragraphs[at].role == "title" or paragraphs[at].quoted or enacts(text):
            return ""
        genitive = genitive or _ISSUER.fullmatch(compact(text)) is not None
        day, place = (compact(one.text) for one in (paragraphs + paragraphs[-1:])[at + 1 : at + 3])
        if _is_date_line(day) and len(day) < _MAX_LINE:
            return ("issuer" if genitive else "kind") if _PLACE.fullmatch(place) else ""
    return ""


def _begins_title(text: str, title: str | None) -> bool:
    """Whether a line below the date is how the known title begins."""
    return bool(title) and fold(title or "").startswith(fold(text))


def _title_lines(paragraphs: list[Paragraph], roles: list[str], known: str | None) -> int:
    """How many lines are the title: the one the container knows, whole or much the same words
    (titles are amended); where none is known, the lines up to „… შესახებ“."""
    wanted = fold(known or "")
    words = set((known or "").split())
    grown = ""
    lines = 0
    for place, paragraph in enumerate(paragraphs[:_MAX_TITLE]):
        after = paragraphs[place + 1].text if place + 1 < len(paragraphs) else ""
        if len(after) < _LONE_WORD and enacts(after) and not _ends_title(paragraph):
            break  # „საქართველოს საკონსტიტუციო სასამართლო“ above „ა დ გ ე ნ ს:“
        if enacts(paragraph.text) and paragraph.role != "title":
            break
        grown += fold(paragraph.text)
        exact = bool(wanted and grown) and wanted.startswith(grown)
        if not (exact or _may_be_title(paragraph, roles)):
            break
        own = paragraph.text.split()
        dated = not lines and roles[-1:] and roles[-1] in ("date", "place", "code")
        unlike = wanted and not exact and 2 * sum(word in words for word in own) < len(own)
        if unlike and not (dated and _tells(paragraph)):
            break
        lines += 1
        if grown == wanted or (not exact and _ends_title(paragraph)):
            break
    return lines


def _issuer_goes_on(paragraphs: list[Paragraph], index: int) -> bool:
    """„საქართველოს ცენტრალური საარჩევნო“ above „კომისიის დადგენილება №43“, and every short line
    above a kind with its number or date."""
    for at in range(index, min(index + _MAX_ISSUER, len(paragraphs) - 1)):
        text = paragraphs[at].text
        if text.endswith("ერთობლივი") and read_kind_line(paragraphs[at + 1].text) is not None:
            return True
        if len(text) > 120 or text[-1] in ".:;" or paragraphs[at].role == "title":
            return False
        line = read_kind_line(paragraphs[at + 1].text)
        if line is not None:
            return bool(line[0] or line[2]) or _is_date_below(paragraphs, at + 1)
    return False


def _is_date_below(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a date or a place stands right below a line that names a kind of act."""
    if index + 1 >= len(paragraphs):
        return False
    text = compact(paragraphs[index + 1].text)
    return len(text) < 60 and (_is_date_line(text) or bool(_PLACE.fullmatch(text)))


def _role(paragraph: Paragraph, before: list[str]) -> str:
    if paragraph.role == "title":
        return "title"
    if len(paragraph.text) > 300 or paragraph.quoted or paragraph.role == "table":
        return ""
    text = compact(paragraph.text).strip(LOST)
    if _CODE.match(text) or _MISPRINTED_CODE.fullmatch(text) or _BARE_CODE.fullmatch(text):
        return "code"
    if not before and text.endswith("მდგომარეობით"):
        return "as-of"
    if text in _FORMULA:
        return "formula"
    if before[-1:] == ["kind"] and _NUMBER_LINE.fullmatch(text):
        return "number"
    if text.startswith(_REPEALED) and text.endswith(")"):
        return "repeal"
    named = text.rstrip(".,")[-1] != "ს" or text == "ქ.თბილის"  # „ქ. თბილისის საკრებულოს“
    if _PLACE.fullmatch(text) and named:
        return "place"
    if len(text) < 60 and text[-1] not in ":;" and _is_date_line(text):
        return "date"
    if "kind" not in before and read_kind_line(paragraph.text.strip(LOST)):
        return "kind"
    if "kind" not in before and _ISSUER.fullmatch(text) and not text.endswith(_ACTIONS):
        return "issuer"
    return ""


def compact(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _is_date_line(text: str) -> bool:
    if _DATE_SHAPE.fullmatch(text):  # „1996 წლის 15 ოქტემბერი“: a misprint names no day
        return True
    digits = sum(char.isdigit() for char in text)
    if digits >= 5 and worded_date(text):
        return len(text) < 40
    return digits >= 6 and len(text) < 16 and dotted_date(text) is not None


def read_kind_line(text: str) -> tuple[str, str, str | None] | None:
    """Issuer (genitive), kind and number of a line like „მინისტრის ბრძანება №40“, or None."""
    match = _KIND_LINE.fullmatch(compact(text))
    if match is None:
        return None
    issuer = match["issuer"]
    if issuer and not _GENITIVE.fullmatch(issuer):
        return None
    kind = next(kind for kind in KINDS if kind.replace(" ", "") == match["kind"])
    number = match["number"] or match["bare"]
    return _mend(text, len(issuer)), kind, number and number.removesuffix("(ამონარიდი)")


def _mend(text: str, letters: int) -> str:
    """The first ``letters`` letters of a spaced-out name, lone letters joined to their word."""
    words, left = "", letters
    for char in text:
        if not left:
            break
        words += char
        left -= not char.isspace()
    return _LONE_LETTER.sub(r"\1", whole_words(words))


def _may_be_title(paragraph: Paragraph, roles: list[str]) -> bool:
    text = paragraph.text
    if paragraph.role == "table":
        return False
    return "kind" in roles and len(text) < 700 and text[-1] not in ".:;," and not enacts(text)


def enacts(text: str) -> bool:
    """Whether a paragraph ends with the word that enacts: „ვბრძანებ:“, „ადგენს:“."""
    return bool(_ENACTS.search(compact(text[-60:])))


def _ends_title(paragraph: Paragraph) -> bool:
    return paragraph.text.rstrip(' “”"').endswith(_ACTIONS)


def _tells(paragraph: Paragraph) -> bool:
    """Whether a line is a whole title by itself: „… შესახებ“, its quotation marks closed."""
    text = paragraph.text
    closed = sum(map(text.count, "“”")) >= text.count("„")
    return closed and _ends_title(paragraph)


def _cover(paragraphs: list[Paragraph], roles: list[str], particulars: Particulars) -> Unit:
    cover = Unit(Kind.COVER, span=(paragraphs[0].start, paragraphs[-1].end))
    issuer: list[str] = []
    title: list[str] = []
    for paragraph, role in zip(paragraphs, roles, strict=True):
        text = paragraph.text
        cover.children.append(paragraph.leaf(role))
        if role == "issuer":
            issuer.append(_mend(text, len(text)))
        elif role == "kind" and (line := read_kind_line(text.strip(LOST))) is not None:
            before, kind, number = line
            if before:
                issuer.append(before.lstrip(". "))
            particulars.kind = particulars.kind or kind
            particulars.number = particulars.number or number
            particulars.date = worded_date(compact(text)) or particulars.date
        elif role == "date":
            date = worded_date(compact(text)) or dotted_date(compact(text))
            particulars.date = date or particulars.date
            place = _PLACE_AT_END.search(text)
            if place:
                particulars.place = particulars.place or place.group().strip(" .,")
        elif role == "number":
            particulars.number = particulars.number or compact(text).lstrip("№N")
        elif role == "place":
            particulars.place = particulars.place or text.strip(f" .,{LOST}")
        elif role == "code":
            _read_code(text, particulars)
        elif role == "title" and paragraph.role != "title":
            title.append(text)
    if issuer and " ".join(issuer) not in _STATE:
        particulars.issuer = particulars.issuer or nominative(" ".join(issuer))
    if title:
        particulars.title = " ".join(title)
    return cover


def _read_code(text: str, particulars: Particulars) -> None:
    match = _CODE.match(compact(text))
    code = match["code"] if match else compact(text)
    if code:
        particulars.registration_code = code.strip(".")
