"""Paragraphs of a source: its lines, with the line breaks of the copy undone on evidence.

Nothing but white space changes (:mod:`acts.lines` says when two lines are one paragraph). Each
:class:`Paragraph` points into the source text.

>>> [p.text for p in paragraphs(Source("1.\\nტექსტი (შემდგომში –\\nწესი)\\n.\\nსხვა", "", "text"))]
['1. ტექსტი (შემდგომში – წესი).', 'სხვა']
"""

from __future__ import annotations

from dataclasses import dataclass

from acts.lines import broken_label, flows_on, glue
from acts.petits import broken_petit
from acts.source import Role, Source

_BLANK = " \t\u200b\u2003\u2009\u202f\u3000"


@dataclass(slots=True)
class Paragraph:
    """``text`` is ``source.text[start:end]`` with its line breaks undone.

    ``quoted``: inside the new text that an amending act gives. ``future``: which bracket of
    future wording it stands in and from what day that holds (:mod:`acts.future`).
    """

    start: int
    end: int
    text: str
    role: Role
    quoted: bool = False
    future: tuple[int, str] | None = None


def paragraphs(source: Source) -> list[Paragraph]:
    """The paragraphs of a source in order. Lines of white space only are between them."""
    reader = _Reader(source.text)
    at = 0
    for segment in source.segments:
        if segment.start > at:
            reader.read(at, segment.start, "line")
        reader.read(segment.start, segment.end, segment.role)
        at = segment.end
    if at < len(source.text):
        reader.read(at, len(source.text), "line")
    return reader.out


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[Paragraph] = []
        self.in_article = False

    def read(self, start: int, end: int, role: Role) -> None:
        """Add the paragraphs of one stretch; lines of two stretches are never joined."""
        lines: list[str] = []
        places: list[int] = []
        for raw in self.text[start:end].split("\n"):
            line = raw.strip(_BLANK)
            if line:
                lines.append(line)
                places.append(start + raw.index(line[0]))
            start += len(raw) + 1
        index = 0
        previous: Paragraph | None = None
        flowing = False
        while index < len(lines):
            line, at = lines[index], places[index]
            if line.startswith(("მუხლი", "დანართი")):
                self.in_article = line[0] == "მ"
            length = broken_petit(lines, index)
            if length:
                last = index + length - 1
                joined = " ".join(lines[index : last + 1])
                self.out.append(Paragraph(at, places[last] + len(lines[last]), joined, role))
                previous, index, flowing = None, last + 1, False
                continue
            broken = broken_label(lines, index)
            if previous is not None and not broken:
                between = glue(previous.text, line)
                if between is None and flows_on(
                    previous.text, lines, index, flowing, self.in_article
                ):
                    between, flowing = " ", True
                if between is not None:
                    previous.text = f"{previous.text}{between}{line}"
                    previous.end = at + len(line)
                    index += 1
                    continue
            if broken:
                line, index = f"{line} {lines[index + 1]}", index + 1
            previous = Paragraph(at, places[index] + len(lines[index]), line, role)
            self.out.append(previous)
            flowing = False
            index += 1
