"""The extent of new text: found by structure, not by the first closing mark.

New text begins at an opening mark after the instruction and ends where the instruction's own
order is taken up again: the next item, article, signature. The closing mark that stands there is
the outer one, however many inner quotations were closed or left open before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from amendments.extent import closes_below, stops_midway
from amendments.outline import Line
from amendments.sentences import orders

_TAIL = re.compile(r"[ .;,:“]*")
_LINE_END = re.compile(r"“(?:-?(?:თ|ით|ს))?[ .;,:“]*$")
_LABELLED = re.compile(r" ?(?:\d+(?:[.^]\d+)* ?[.)]|[ა-ჰ](?:\^\d+)? ?\)|მუხლი \d|თავი )")
_MARKS = re.compile("[„“]")

Resume = Callable[[int], int]  # line index → 0 none, 1 by its label, 2 for certain
CERTAIN = 2
_MOST_LINES = 400  # how far below a payload its closing mark is looked for


@dataclass(frozen=True, slots=True)
class Payload:
    """Folded offsets: new text is ``text[start:end]``, reading goes on at ``after``.

    ``opened``/``closed``: whether marks stand around it. ``doubt``: empty, or why the extent is
    not certain.
    """

    start: int
    end: int
    after: int
    opened: bool
    closed: bool
    doubt: str = ""


def find_payload(
    text: str,
    lines: Sequence[Line],
    line_index: int,
    start: int,
    resume: Resume,
    inline_resume: Callable[[int, int], bool],
) -> Payload:
    """The payload that begins at ``start`` (in line ``line_index``).

    ``resume(i)`` tells how surely line ``i`` takes up the instruction again;
    ``inline_resume(a, b)`` whether ``text[a:b]``, the rest of a line, does.
    """
    found = _found(text, lines, line_index, start, resume, inline_resume)
    return replace(found, doubt=found.doubt or _doubt(text, lines, line_index, found, resume))


def _doubt(text: str, lines: Sequence[Line], first: int, found: Payload, resume: Resume) -> str:
    """Why the extent is not certain, by what stands below it, or ""."""
    place = max(found.start, found.after - 1)
    last = max(first, bisect_right(lines, place, key=lambda line: line.start) - 1)
    below = range(last + 1, min(len(lines), last + _MOST_LINES))
    certain = next((i for i in below if resume(i) == CERTAIN), below.stop)
    if found.opened and closes_below(text, lines, last + 1, certain - 1):
        return "marks are closed below the end of the new text that are opened in it"
    if last + 1 < certain and stops_midway(text, lines, first, last):
        return "the numbering of the new text goes on below its end"
    return ""


def _found(
    text: str,
    lines: Sequence[Line],
    line_index: int,
    start: int,
    resume: Resume,
    inline_resume: Callable[[int, int], bool],
) -> Payload:
    opened = text[start] == "„"
    depth, place = 0, start
    first_balanced: tuple[int, int] | None = None  # (end, line)
    shared: tuple[int, int] | None = None
    index = line_index
    last = len(lines) - 1
    while index <= last:
        line = lines[index]
        begin = max(place, line.start)
        for mark in _MARKS.finditer(text, begin, line.end):
            if mark.group() == "„":
                depth += 1
                continue
            depth -= 1
            if depth <= 0 and opened and inline_resume(mark.end(), line.end):
                return _payload(text, start, mark.start(), opened, True)
        ending = _LINE_END.search(text, max(begin, line.end - 12), line.end)
        close = ending.start() if ending and opened else None
        following_line = _next_said(text, lines, index) if index < last else last
        strength = resume(following_line) if index < last else 2
        if opened and index < last and _closes_before_order(text, lines[following_line], depth):
            strength = 0
        if close is not None and close > start:
            if depth <= 0:
                if strength:
                    return _payload(text, start, close, opened, True)
                following = lines[index + 1] if index < last else None
                if following is not None and text[following.start : following.body + 1].count("„"):
                    depth = 0
                elif first_balanced is None:
                    first_balanced = (close, index)
                depth = min(depth, 0)
            elif strength == 2:
                return _payload(text, start, close, opened, True)
            elif strength == 1 and shared is None:
                shared = (close, index)
        elif strength == 2:
            if not opened:
                return _payload(text, start, line.end, opened, False)
            if first_balanced is not None:
                return _payload(text, start, first_balanced[0], opened, True)
            if shared is not None:
                return _payload(text, start, shared[0], opened, True)
            if depth <= 0 or index == last or not _closes_later(text, lines, index + 1, depth):
                inner = _inner_close(text, start, line)
                if inner is not None and first_balanced is None:
                    return _inner_payload(text, start, inner, line.end)
                return _payload(text, start, line.end, opened, False)
        elif not opened and strength and _orders(text, lines[index + 1]):
            return _payload(text, start, line.end, opened, False)
        index += 1
    return _payload(text, start, lines[last].end, opened, False)


def _closes_before_order(text: str, line: Line, depth: int) -> bool:
    """Whether a line still belongs to the new text, of which ``depth`` marks are open, and closes
    it before an order: „ბაღი დიდია.“ და მე-4 მუხლი ამოღებულ იქნეს.“."""
    for mark in _MARKS.finditer(text, line.start, line.end) if depth > 0 else ():
        depth += 1 if mark.group() == "„" else -1
        if depth == 0:
            return not orders(text, line.body, mark.start())
    return False


def _next_said(text: str, lines: Sequence[Line], index: int) -> int:
    """The next line that holds more than marks („“.“ on a line of its own is not said)."""
    at = index + 1
    while at < len(lines) - 1 and not text[lines[at].start : lines[at].end].strip(" “.;,"):
        at += 1
    return at


def _orders(text: str, line: Line) -> bool:
    """Whether a line gives an order of its own."""
    return bool(orders(text, line.body, line.end))


def _inner_close(text: str, start: int, line: Line) -> int | None:
    """A payload of one line whose closing mark is followed by a few more words."""
    if line.start > start:
        return None
    close = text.rfind("“", start, line.end)
    return close if close > start and line.end - close < 40 else None


def _inner_payload(text: str, start: int, close: int, end: int) -> Payload:
    """Such a payload: words behind a mark that closes an inner name may be its own."""
    found = _payload(text, start, close, True, True)
    inner = text.count("„", start, close) > text.count("“", start, close + 1)
    if inner and any(sign.isalnum() for sign in text[found.after : end]):
        return replace(found, doubt="words follow a mark that closes a name in the new text")
    return found


def _closes_later(text: str, lines: Sequence[Line], index: int, depth: int) -> bool:
    """Whether the marks still open are closed at the end of some later line."""
    for line in lines[index : index + _MOST_LINES]:
        for mark in _MARKS.finditer(text, line.start, line.end):
            depth += 1 if mark.group() == "„" else -1
        if depth <= 0:
            return _LINE_END.search(text, max(line.start, line.end - 12), line.end) is not None
    return False


def _payload(text: str, start: int, close: int, opened: bool, closed: bool) -> Payload:
    """Trim the outer marks; a mark that serves an inner title too stays in the text."""
    begin, end = start, close
    after = _TAIL.match(text, close)
    resume_at = after.end() if after else close
    if opened:
        begin = start + 1
        inside = text[begin:end]
        depth = lowest = 0
        for sign in _MARKS.findall(inside):
            depth += 1 if sign == "„" else -1
            lowest = min(lowest, depth)
        shared = lowest < 0 and "\n“" not in inside and not re.search(r"“[ .;,]*\n ?„", inside)
        if shared and not _LABELLED.match(inside):
            begin = start
        unclosed = depth - min(lowest, 0)
        marks = [close + mark.start() for mark in re.finditer("“", text[close:resume_at])]
        if unclosed > 0 and closed and len(marks) > unclosed:
            end = marks[unclosed]  # „… „დიდი“.“.“: the stop between the marks is the law's
        elif unclosed > 0 and closed and text[close - 1 : close].isalnum():
            end = close + 1  # „… ცენტრი „საქპატენტი“: the one mark closes the inner name
    if not opened:
        stray = _LINE_END.search(text, max(begin, end - 8), end)
        if stray and text.count("“", begin, end) > text.count("„", begin, end):
            end = stray.start()
        while (
            not stray and end > begin and (text[end - 1] in " ;\n" or text[end - 2 : end] == " .")
        ):
            end -= 1
    while begin < end and text[begin] in " \n":
        begin += 1
    while end > begin and text[end - 1] in " \n":
        end -= 1
    if not closed:
        resume_at = close
    return Payload(begin, end, resume_at, opened, closed)
