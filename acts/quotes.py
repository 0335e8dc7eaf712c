"""New text that an amending act gives, set apart from the act's own structure.

„… ჩამოყალიბდეს შემდეგი რედაქციით:“ is followed by a quotation of whole units. Their headings
and numbers are not those of the amending act. A quotation begins with an opening mark after a
colon and ends with the paragraph whose closing mark balances it.
"""

from __future__ import annotations

import re

from acts.labels import read_label
from acts.paragraphs import Paragraph

_OPENS = re.compile(r"\s*(?:„|“|”|\"|«|,,|‘‘|``|’’)")
_CLOSES = re.compile(r"(?:“|”|\"|»|’’|``|''|~)\s*(?:[.;,]|და)?\s*$")
_LEADS = re.compile(
    r"(?:რედაქციით|სახით|შინაარსის|შემდეგნაირად|რედაქცია|ტექსტი|[ა-ჰ]+)\s*[:;]?\s*$"
)
_STRUCTURE = re.compile(
    r"\s*(?:„|“|”|\"|«|,,|‘‘|``|’’)\s*(?:მუხლი\s|თავი\s|კარი\s|წიგნი\s|დანართი|\d+[\d^.\s]*[.)]|"
    r"[ა-ჰ](?:\.[ა-ჰ])*(?:\^\d+)?\s?\))"
)
_AMENDS = re.compile(
    r"რედაქცი|შინაარს|სახით|დაემატ|შეიცვალ|ცვლილებ|ჩამოყალიბ|ტექსტი|სიტყვ|პუნქტ|მუხლ"
)
_REACH = 4000  # paragraphs
_REACH_STRAY = 40


def mark_quoted(paragraphs: list[Paragraph]) -> None:
    """Set ``quoted`` on every paragraph inside a quotation of new text."""
    index = 1
    while index < len(paragraphs):
        text = paragraphs[index].text
        if not _OPENS.match(text) or not _led_in(paragraphs, index):
            index += 1
            continue
        end = _end(paragraphs, index)
        if end is None:
            index += 1
            continue
        for paragraph in paragraphs[index : end + 1]:
            paragraph.quoted = True
        index = end + 1


def _led_in(paragraphs: list[Paragraph], index: int) -> bool:
    before = paragraphs[index - 1].text.rstrip()
    structured = _STRUCTURE.match(paragraphs[index].text) is not None
    if before.endswith(":"):
        return structured or _AMENDS.search(before) is not None
    return structured and not before.endswith((".", ";"))


def _end(paragraphs: list[Paragraph], start: int) -> int | None:
    depth = 0
    first_close: int | None = None
    for index in range(start, min(start + _REACH, len(paragraphs))):
        text = paragraphs[index].text
        depth += _balance(text)
        if _CLOSES.search(text):
            if depth <= 0 and _is_stray(paragraphs, start, index):
                depth = 1
            elif depth <= 0:
                return index
            if first_close is None and re.search(r"[.;)][“”\"»]\s*[.;,]?\s*$", text):
                first_close = index
    return first_close


def _is_stray(paragraphs: list[Paragraph], start: int, index: int) -> bool:
    """Whether a closing mark stands inside new text: the next number goes on with the quoted list,
    not with the list around the quotation, and a closing mark ends that list."""
    if index + 1 >= len(paragraphs):
        return False
    below = paragraphs[index + 1].label
    if below is None or below.style not in ("dot", "paren"):
        return False
    inner = paragraphs[index].label
    if index == start:  # „„1. …“.“ above „2. …“.“
        closed = paragraphs[index + 1].text
        if _balance(closed) >= 0 or _CLOSES.search(closed) is None:
            return False
        inner = read_label(paragraphs[index].text.lstrip('„“”",« '))
    elif not _is_text(paragraphs[index]):
        return False
    outer = next(
        (
            one.label
            for one in reversed(paragraphs[:start])
            if one.label is not None and one.label.style == below.style
        ),
        None,
    )
    if inner is None or inner.style != below.style or not below.number.follows(inner.number):
        return False
    if outer is not None and below.number.follows(outer.number):
        return False
    last = below.number
    for one in paragraphs[index + 1 : index + _REACH_STRAY]:
        label = one.label
        if label is not None and label.style == below.style:
            if outer is not None and label.number.follows(outer.number):
                return False
            if label.number != last and not label.number.follows(last):
                return False
            last = label.number
        if _CLOSES.search(one.text) and _balance(one.text) < 0:
            return True
        if _OPENS.match(one.text):
            return False
    return False


def _is_text(paragraph: Paragraph) -> bool:
    return paragraph.role != "table" and not paragraph.text.startswith(("„", ",,", "“"))


def _balance(text: str) -> int:
    return (
        text.count("„")
        + text.count(",,")
        + text.count("«")
        - text.count("“")
        - text.count("”")
        - text.count("»")
        - text.count("’’")
    )
