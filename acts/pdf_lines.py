"""Lines of a PDF page with their place: what is read from the page's own characters.

Characters come in the order in which the page was written, which keeps the cells of a table
together. A change of the baseline ends a line, save that small raised digits beside it are a
superscript: they become ``^N``. Measures are points; ``y`` grows upwards.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_SMALL = 0.92  # of the line's letter size: a superscript is set smaller than that
_LOW, _HIGH = 0.15, 0.75  # of the letter size: how far a superscript is raised
_SAME = 0.06  # of the letter size: baselines that differ less are one
_NEAR = 0.8  # of the letter size: how far from the words before it a superscript may stand
_BACK = 1.0  # of the letter size: going back further begins another line on the same baseline
_LINE_HYPHEN = "\ufffe\u0002"  # what the library gives for a hyphen that ends a line


@dataclass(slots=True)
class Line:
    """A line, or a run of characters of one baseline before runs are put together."""

    text: str
    left: float
    right: float
    y: float
    size: float  # of its first letters
    tail: float  # size of its last letters
    word: float  # width of the first word
    weight: int  # of the font it begins with; 0 where the file does not say


def page_lines(page: PdfTextPage) -> list[Line]:
    """The lines of a page in reading order."""
    lines: list[Line] = []
    runs: list[Line] = []
    for run in _runs(page):
        if runs and not _goes_on(runs, run):
            lines.append(_joined(runs))
            runs = []
        runs.append(run)
    if runs:
        lines.append(_joined(runs))
    return lines


def _runs(page: PdfTextPage) -> list[Line]:
    """Characters gathered by baseline; white space alone makes no run."""
    x, y = ctypes.c_double(), ctypes.c_double()
    runs: list[Line] = []
    chars: list[str] = []
    base = size = last_x = 0.0
    first = last = word = -1
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in (0x0A, 0x0D) or not 0 < code < 0x110000:
            continue
        char = chr(code)
        if char.isspace():
            if first >= 0:
                word = last if word < 0 else word
                chars.append(" ")
            continue
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        moved = abs(y.value - base) > _SAME * size or x.value < last_x - _BACK * size
        if first < 0 or moved:
            if first >= 0:
                runs.append(_run(page, chars, first, word, last, base, size))
            chars, first, word = [], index, -1
            base, size = y.value, pdfium.FPDFText_GetFontSize(page, index)
        chars.append("-" if char in _LINE_HYPHEN else char)
        last, last_x = index, x.value
    if first >= 0:
        runs.append(_run(page, chars, first, word, last, base, size))
    return runs


def _run(
    page: PdfTextPage,
    chars: list[str],
    first: int,
    word: int,
    last: int,
    base: float,
    size: float,
) -> Line:
    """A run of the characters from ``first`` to ``last``; the first word ends with ``word``."""
    text = "".join(chars)
    if not text.isascii():  # what lies beyond 16 bits comes in two halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    left = page.get_charbox(first)[0]
    right = max(page.get_charbox(last)[2], left)
    width = (page.get_charbox(word)[2] if word >= 0 else right) - left
    tail = pdfium.FPDFText_GetFontSize(page, last)
    weight = max(pdfium.FPDFText_GetFontWeight(page, first), 0)
    return Line(text, left, right, base, size, tail, width, weight)


def _goes_on(runs: list[Line], run: Line) -> bool:
    """Whether a run stands on the line of the runs before it."""
    base, before = _widest(runs), runs[-1]
    if run.left < before.left:
        return False
    if abs(run.y - base.y) <= _SAME * base.size:
        return run.left >= before.right - _BACK * base.size
    near = run.left - before.right < _NEAR * base.size
    return near and (_is_raised(run, base) or (len(runs) == 1 and _is_raised(before, run)))


def _is_raised(run: Line, base: Line) -> bool:
    raised = run.y - base.y
    return (
        run.text.strip().isdecimal()
        and run.size < _SMALL * base.size
        and _LOW * base.size < raised < _HIGH * base.size
    )


def _widest(runs: list[Line]) -> Line:
    """The run that sets the line: the one of the largest letters."""
    return max(runs, key=lambda run: run.size)


def _joined(runs: list[Line]) -> Line:
    """One line of its runs, raised digits written as ``^N``."""
    base = _widest(runs)
    out: list[str] = []
    for run in runs:
        if _is_raised(run, base) and out and not out[-1].endswith(" "):
            digits = run.text.strip()
            out.append(f"^{digits}{run.text[len(run.text.rstrip()) :][:1]}")
        else:
            out.append(run.text)
    text = " ".join("".join(out).split())
    first, last = runs[0], runs[-1]
    tail = base.tail if _is_raised(last, base) else last.tail
    return Line(text, first.left, last.right, base.y, first.size, tail, first.word, first.weight)
