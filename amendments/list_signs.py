"""Which lines open a list of items, and which labels are none of the act's own numbering."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from amendments.clauses import Clause
from amendments.frames import Frame
from amendments.mentions import names_something
from amendments.outline import Line, Stack, follows
from amendments.verbs import STEM_END


class ListSigns:
    """Judges the lines of one act; ``stack`` holds the labels open at the place of reading."""

    def __init__(
        self, text: str, lines: Sequence[Line], end_line: int, stack: Stack[Frame]
    ) -> None:
        self.text, self.lines, self.end_line, self.stack = text, lines, end_line, stack
        self.starts = [line.start for line in lines]

    def is_stray(self, index: int) -> bool:
        """A label without words before a letter that goes on with the list above it („20.“, „ბ)“):
        the numbering of the copy, not of the act."""
        line = self.lines[index]
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if line.label not in ("arabic", "paren") or following is None:
            return False
        last = self.stack.last(following.label)
        return (
            following.label.startswith("letter")
            and last is not None
            and follows(following.label, following.value, last)
        )

    def ends_open(self, line: Line) -> bool:
        """Whether a line ends in a colon or dash: what it says goes on below."""
        return STEM_END.search(self.text, max(line.start, line.end - 3), line.end) is not None

    def opens(self, line: Line) -> bool:
        """Whether a line ends in a colon or dash, or letters or numbers of items follow it."""
        at = bisect_right(self.starts, line.start)
        following = self.lines[at].label if at < min(len(self.lines), self.end_line) else ""
        items = following not in ("", "article", "heading", line.label)
        return items or self.ends_open(line)

    def leads(self, clause: Clause, line: Line) -> bool:
        """Whether the clause ends in a colon that opens a list of items."""
        bare = clause.verb.value == "repeal" and self.text[clause.verb.end : line.end].strip() == ""
        if not (self.ends_open(line) or (bare and not names_something(clause.left))):
            return False
        at = bisect_right(self.starts, line.start)
        following = self.lines[at] if at < len(self.lines) else None
        if following is None or following.label in ("", "article", "heading"):
            if clause.verb.value != "repeal" or (following is None or following.label):
                return False
            return not bare
        last = self.stack.last(following.label)
        return last is None or not follows(following.label, following.value, last)
