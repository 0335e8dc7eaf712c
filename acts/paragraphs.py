"""Paragraphs of a source: its lines, with the line breaks of the copy undone on evidence.

A copy breaks one paragraph into lines where the page had a link, another font or a superscript.
A line goes on with the paragraph before it when

- it begins with punctuation that closes („, “, „.“, „)“), or
- the paragraph before it is only a label („1.“, „ა)“), or ends with something that must go on
  (an opening mark, „№“, a dash inside an open bracket).

Nothing but white space changes. Each :class:`Paragraph` points into the source text.

>>> [p.text for p in paragraphs(Source("1.\\nტექსტი (შემდგომში –\\nწესი)\\n.\\nსხვა", "", "text"))]
['1. ტექსტი (შემდგომში – წესი).', 'სხვა']
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from acts.petits import broken_petit
from acts.source import Role, Source

_BLANK = " \t\u200b\u2003\u2009\u202f\u3000"
_CLOSES = re.compile(r"[,.;:!?)\]](?!\.\.)|[“”\"’](?!\s*[ა-ჰ\d])")
_OPEN_END = re.compile(r"(?:[„(\[«№]|,,|,)\s*$")
_DASH_END = re.compile(r"\s[-–—−]\s*$")
_DASH_START = re.compile(r"[-–—−]\s*[ა-ჰ„]")
_LABEL_ONLY = re.compile(
    r"[„“\[]?(?:\d{1,3}(?:\.\d{1,2})*(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\s?[.)]|"
    r"[ა-ჰ](?:\.\s?[ა-ჰ])*(?:\^?\d+)?\s?\)|[IVXL]+\.)"
)
_STARTS_UNIT = re.compile(
    r"[„“\[]?(?:\d{1,3}(?:\.\d{1,2})*(?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\s?[.)](?!\d)|"
    r"[ა-ჰ](?:\.\s?[ა-ჰ])*(?:\^?\d+)?\s?\)|(?:მუხლი|თავი|კარი|წიგნი|დანართი)(?![ა-ჰ]))"
)


@dataclass(slots=True)
class Paragraph:
    """``text`` is ``source.text[start:end]`` with its line breaks undone."""

    start: int
    end: int
    text: str
    role: Role
    quoted: bool = False  # inside the new text that an amending act gives


def paragraphs(source: Source) -> list[Paragraph]:
    """The paragraphs of a source in order. Lines of white space only are between them."""
    out: list[Paragraph] = []
    at = 0
    for segment in source.segments:
        if segment.start > at:
            _read(source.text, at, segment.start, "line", out)
        _read(source.text, segment.start, segment.end, segment.role, out)
        at = segment.end
    if at < len(source.text):
        _read(source.text, at, len(source.text), "line", out)
    return out


def _read(text: str, start: int, end: int, role: Role, out: list[Paragraph]) -> None:
    lines: list[str] = []
    places: list[int] = []
    for raw in text[start:end].split("\n"):
        line = raw.strip(_BLANK)
        if line:
            lines.append(line)
            places.append(start + raw.index(line[0]))
        start += len(raw) + 1
    index = 0
    previous: Paragraph | None = None
    while index < len(lines):
        line, at = lines[index], places[index]
        length = broken_petit(lines, index)
        if length:
            last = index + length - 1
            joined = " ".join(lines[index : last + 1])
            out.append(Paragraph(at, places[last] + len(lines[last]), joined, role))
            previous, index = None, last + 1
            continue
        if previous is not None and (glue := _glue(previous.text, line)) is not None:
            previous.text = f"{previous.text}{glue}{line}"
            previous.end = at + len(line)
        else:
            previous = Paragraph(at, at + len(line), line, role)
            out.append(previous)
        index += 1


def _glue(before: str, line: str) -> str | None:
    """What joins the line to the paragraph before it; None when it begins a new one."""
    if _CLOSES.match(line):
        return " " if before[-1] in "–-,'’‘`" else ""
    tail = before[-1]
    if tail in "„([«№,-–—−":
        if _STARTS_UNIT.match(line):
            return None
        if tail in "„([«№":
            return "" if tail in "„([«" else " "
        if _OPEN_END.search(before) or (_DASH_END.search(before) and _bracket_open(before)):
            return " "
    if tail in ".)" and len(before) < 12 and _LABEL_ONLY.fullmatch(before):
        return None if _STARTS_UNIT.match(line) else " "
    if _DASH_START.match(line) and _bracket_open(before):
        return " "
    return None


def _bracket_open(text: str) -> bool:
    return text.rfind("(") > text.rfind(")")
