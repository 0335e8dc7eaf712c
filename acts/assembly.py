"""The text of a source as a reader puts it together, with the roles its container gave.

>>> assembly = Assembly()
>>> assembly.add("მუხლი 1", "heading"), assembly.add("ტექსტი.", "content")
(None, None)
>>> assembly.text, assembly.segments[1]
('მუხლი 1\\nტექსტი.', Segment(start=8, end=15, role='content', style='', anchor=''))
"""

from __future__ import annotations

from acts.source import Defect, Role, Segment


class Assembly:
    """Blocks one a line; a table is one block with a line a row and tabs between cells."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.segments: list[Segment] = []
        self.defects: list[Defect] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    def add(self, text: str, role: Role, style: str = "", anchor: str = "") -> None:
        """Add a block; white space alone is none."""
        if not text.strip():
            return
        end = self._length + len(text)
        self.segments.append(Segment(self._length, end, role, style, anchor))
        self.parts.append(text)
        self._length += len(text) + 1

    def miss(self, name: str, place: str, detail: str) -> None:
        """Record what the container has and the text cannot hold."""
        self.defects.append(Defect(name, place, detail))
