"""Where new text ends and the act's own instruction is taken up again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments.frames import Frame
from amendments.outline import Line, Stack, follows
from amendments.verbs import AMENDING, ANY, CITES, STARTS, unquoted

_LEAD = re.compile(r"[ .;,“]*(?:ხოლო|და|ასევე|აგრეთვე|ამასთან)?[ ,]*")
_LETTER = re.compile(r"„(?P<letter>[ა-ჰ](?:\.[ა-ჰ])*(?:\^\d+)?)“")  # „„ბ“ და „გ“ ქვეპუნქტები“
_TITLE = re.compile(r"„[^„“\n]{5,300}(?:შესახებ|თაობაზე) ?“")  # „…, ხოლო „…“ კანონის მე-4 მუხლი“
NONE, BY_LABEL, CERTAIN = 0, 1, 2


class Resumption:
    """Judges lines and ends of lines after new text. ``dashed``: the order stood behind a dash."""

    def __init__(
        self, text: str, lines: Sequence[Line], end_line: int, stack: Stack[Frame]
    ) -> None:
        self.text, self.lines, self.end_line, self.stack = text, lines, end_line, stack
        self.dashed = False

    def strength(self, index: int, quoted_text: bool = True) -> int:
        """How surely a line takes up the instruction again: NONE, BY_LABEL or CERTAIN.

        ``quoted_text``: the new text before it stands in marks; without them an article heading
        may well belong to the new text.
        """
        if index >= self.end_line:
            return CERTAIN
        line, text = self.lines[index], self.text
        head = text[line.start : line.body]
        if "„" in head or (text[line.body : line.body + 1] == "„" and not line.label):
            return NONE
        if line.label == "article":
            last = self.stack.last("article")
            if last is None or not follows("article", line.value, last):
                return NONE
            return CERTAIN if quoted_text or self._is_own_article(index) else NONE
        words = unquoted(text, line.body, line.end)
        orders = AMENDING.search(words) is not None and CITES.search(words) is not None
        starts = STARTS.search(words) is not None and len(words) < 400
        if not line.label:
            return CERTAIN if orders or starts else NONE
        if line.label == "dash":
            return CERTAIN if orders and self.dashed else NONE
        last = self.stack.last(line.label)
        if last is None or not follows(line.label, line.value, last):
            return CERTAIN if orders else NONE
        stem = words.rstrip().endswith(":") and CITES.search(words)
        return CERTAIN if orders or starts or stem else BY_LABEL

    def _is_own_article(self, index: int) -> bool:
        """Whether an article orders, or says when this act starts: then it is no new text."""
        for line in self.lines[index : index + 3]:
            words = unquoted(self.text, line.body, line.end)
            if ANY.search(words) or STARTS.search(words) or "გასაჩივრ" in words:
                return True
        return False

    def inline(self, begin: int, end: int) -> bool:
        """Whether the rest of a line after a closing mark is instruction again."""
        rest = self.text[begin:end]
        lead = _LEAD.match(rest)
        body = rest[lead.end() :] if lead else rest
        if not body or (lead and not lead.group().strip()):
            return False
        said = _LETTER.sub(r"\g<letter>", _TITLE.sub(" ", body))
        window = said.split("„", 1)[0][:300]
        return AMENDING.search(window) is not None and CITES.search(window) is not None
