"""New text that an amending act gives, set apart from the act's own structure.

„… ჩამოყალიბდეს შემდეგი რედაქციით:“ is followed by a quotation of whole units. Their headings
and numbers are not those of the amending act. A quotation begins with an opening mark after a
colon and ends with the paragraph whose closing mark balances it.
"""

from __future__ import annotations

import re

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
            if depth <= 0:
                return index
            if first_close is None and re.search(r"[.;)][“”\"»]\s*[.;,]?\s*$", text):
                first_close = index
    return first_close


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
