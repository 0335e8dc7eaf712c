"""Heads of annexes and forms that are more than „დანართი №2“ alone on its line.

The title may stand beside the number, the words of a running head around it, or the form is
numbered („ფორმა №3“). Such a line may be a mention too: the numbers must go on with those of the
annexes above, and a list of annexes is none of them.

>>> read_titled_annex("დანართი №2 – საჩივრის ფორმა").rest
'საჩივრის ფორმა'
>>> read_titled_annex("დანართი №2-ის შესაბამისად") is None
True
"""

from __future__ import annotations

import re

from acts.cleaning import LOST
from acts.headings import AnnexHeading, commands, is_clause, read_annex_heading
from acts.paragraphs import Paragraph
from schemas.numbers import Number

_SIGN = r"(?:№|N|#)?\s*"
# „დანართი I. განმარტებები“, „დანართი №2 – საჩივრის ფორმა“
_TITLED = re.compile(
    rf"დანართი\s*{_SIGN}(?P<base>\d{{1,3}}(?:\.\d{{1,2}})?|[IVXLC]+)(?:\^(?P<p>\d))?"
    r"(?:\s?[.:]|\s?[–—-](?=\s)|\s+[–—-])\s*(?P<rest>[„“\"]?[ა-ჰA-Z].*)"
)
# „2002 წლის არჩევნები დანართი 2 ფორმა №2/2002“
_INSIDE = re.compile(
    rf"[ა-ჰ\d .„“\"–-]{{3,60}}\sდანართი\s{_SIGN}(?P<base>\d{{1,2}})"
    rf"(?:\s+ფორმა\s?{_SIGN}\S{{1,10}})?"
)
_IN_SENTENCE = re.compile(r"(?<![ა-ჰ])(?:თუ|არ|რომ|უნდა|იხ|იხილეთ)(?![ა-ჰ])")
# „საკრებულოს 2011 წლის №7 დადგენილების დანართი“, „დამტკიცებული დებულების დანართი №1“
_OF_ACT = re.compile(
    r".{0,120}(?:დადგენილების|ბრძანების|დებულების|წესის|ბრძანებულების|განკარგულების|"
    rf"ინსტრუქციის|კანონის)\s+დანართი(?:\s*{_SIGN}(?P<base>\d{{1,2}}))?"
)
_FORM = re.compile(
    r"ფორმა\s*(?P<sign>№|N|#)?\s*(?P<base>\d{1,3})"
    r"(?:-(?P<sub>\d{1,2}))?(?:[-–./][\dა-ჰIVX]{1,4}){0,2}\s?[ა-ჰ]?"
)
_MAX_LINE, _MAX_RUNNING = 160, 90  # characters of a head with its title, of a running head
_MAX_UNCLEAN = 40  # characters
_LOOSE = re.compile(
    r"დანართი\s?(?:[–—-]\s?(?P<base>\d{1,2})|(?:№|N|#)?\s?(?P<whole>\d{1,2}),(?P<sub>\d)|"
    r"(?:№|N|#)?\s?\d{1,2}\s?[„“”\"]{1,2}\s?[ა-ჰ]\s?[“”\"]{1,2})\.?"
)
_SPACED = re.compile(r"დ\s?ა\s?ნ\s?ა\s?რ\s?თ\s?ი(?![ა-ჰ])")
_MIN_FORM = 3  # paragraphs of an annex above its second form
_MIN_TITLE, _MIN_SENTENCE = 8, 40  # letters, characters


def read_titled_annex(text: str) -> AnnexHeading | None:
    """The head of an annex with its title on the line."""
    match = _TITLED.fullmatch(text) if len(text) < _MAX_LINE and text.startswith("დ") else None
    if match is None or text[-1] in ".;," or is_clause(match["rest"]) or commands(match["rest"]):
        return None
    number = f"{match['base']}^{match['p']}" if match["p"] else match["base"]
    label = text[: match.start("rest")].rstrip()
    return AnnexHeading(_number(number), label, match["rest"])


def read_running_annex(text: str) -> AnnexHeading | None:
    """The head of an annex in the words of a running head."""
    if len(text) > _MAX_LINE or text[-1] in ".;,:" or is_clause(text) or _IN_SENTENCE.search(text):
        return None
    match = _OF_ACT.fullmatch(text)
    if match is None and len(text) < _MAX_RUNNING:
        match = _INSIDE.fullmatch(text)
    return None if match is None else AnnexHeading(_number(match["base"]), text, "")


def read_loose_annex(text: str) -> AnnexHeading | None:
    """„დანართი – 1“, „დანართი 4,1“: a number that is set off by a dash or misses its stop; or, as
    no number, „დანართი 3 „ა““."""
    match = _LOOSE.fullmatch(text) if text.startswith("დ") else None
    if match is None:
        return None
    number = match["base"] or (match["whole"] and f"{match['whole']}.{match['sub']}")
    return AnnexHeading(_number(number), text, "")


def read_unclean_annex(text: str) -> AnnexHeading | None:
    """„დანართი №3“ beside signs that a copy could not read, or with blanks inside the word."""
    if len(text) > _MAX_UNCLEAN:
        return None
    clear = _SPACED.sub("დანართი", text.strip(LOST), count=1)
    annex = read_annex_heading(clear) if clear != text else None
    return None if annex is None or annex.rest else AnnexHeading(annex.number, text, "")


def read_form_heading(
    found: list[Paragraph], index: int, own: list[Paragraph], form: str
) -> AnnexHeading | None:
    """„ფორმა №2“ above the title of the form; ``own``: what stands above in the same part,
    ``form``: the label of that part where it is a form.

    The number stays in the label: an annex of that number may stand beside.
    """
    match = _form(found[index].text)
    if match is None or (len(own) < _MIN_FORM and not form):
        return None
    earlier = _form(form)
    if _forms_alone(found, index, earlier):
        return AnnexHeading(None, found[index].text, "")
    if len(own) < _MIN_FORM or index + 1 == len(found):
        return None
    above, below = found[index - 1].text, found[index + 1].text
    if _form(below) or _form(above) or above[-1] in ":," or below[-1] in ".;,":
        return None
    if found[index + 1].label is not None or found[index + 1].role == "table":
        return None
    if (
        found[index - 2].text.isdigit() and not above.isdigit()
    ):  # a row of a table: „1“, what is reported, „ფორმა №1“
        return None
    counts = match["sub"] and _counts_on(match, earlier, _form_below(found, index))
    if counts and not below.isdigit():  # „ფორმა 1-1“, „ფორმა 1-2“
        return AnnexHeading(None, found[index].text, "")
    follows = int(match["base"]) - (int(earlier["base"]) if earlier else 0) in (0, 1)
    titled = sum("ა" <= char <= "ჰ" for char in below) >= _MIN_TITLE
    ended = match["sign"] is not None and above[-1] in ".;" and len(above) > _MIN_SENTENCE
    if below.isdigit() or not ((titled and follows) or (earlier and follows) or ended):
        return None
    if match["sign"] is None and not (earlier or _next_form(found, index)):
        return None
    return AnnexHeading(None, found[index].text, "")


def _forms_alone(found: list[Paragraph], index: int, earlier: re.Match[str] | None) -> bool:
    """Whether nothing but heads of forms stands from here to the end of the source, counted from
    the first on: what the forms hold was not copied."""
    number = int(earlier["base"]) if earlier else 0
    for line in found[index:]:
        match = _form(line.text)
        number += 1
        if match is None or int(match["base"]) != number:
            return False
    return len(found) - index > 1 or earlier is not None


def _counts_on(
    form: re.Match[str], above: re.Match[str] | None, below: re.Match[str] | None
) -> bool:
    """Whether forms „1-1“, „1-2“ of one base count from one on."""
    number, base = int(form["sub"]), form["base"]
    if number == 1:
        return below is not None and (below["base"], below["sub"]) == (base, "2")
    return above is not None and (above["base"], above["sub"]) == (base, str(number - 1))


def _form_below(found: list[Paragraph], index: int) -> re.Match[str] | None:
    heads = (_form(line.text) for line in found[index + 1 :])
    return next((head for head in heads if head), None)


def _next_form(found: list[Paragraph], index: int) -> bool:
    """Whether „ფორმა 2“ stands somewhere below „ფორმა 1“."""
    below = _form_below(found, index)
    return below is not None and int(below["base"]) == 2


def _form(text: str) -> re.Match[str] | None:
    return _FORM.fullmatch(text) if len(text) < 24 else None


def stands_in_list(found: list[Paragraph], index: int) -> bool:
    """Whether a head is an item, or the lines beside it are heads too or lead in a list: a list of
    annexes; or the line goes on below."""
    if index and found[index - 1].text[-1] in ":,–-":
        return True
    if found[index].label is not None:
        return True
    if index + 1 < len(found) and found[index + 1].text[0] in "-–":  # „№5“ above „-ით …“
        return True
    beside = found[max(index - 1, 0) : index] + found[index + 1 : index + 3]
    return any(
        read_titled_annex(one.text.rstrip(".;,")) or read_annex_heading(one.text) for one in beside
    )


def _number(base: str | None) -> Number | None:
    try:
        return Number.parse(base) if base else None
    except ValueError:
        return None
