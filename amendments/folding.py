"""The folded view: the text as the grammar reads it, with a way back to every character.

Copies of acts carry noise: soft hyphens, quote marks of ten shapes, „№“ as N or #, words split
by spaces („იქნ ე ს“). The grammar reads a view without the noise; texts are cut from the source
through :meth:`Folded.span`, so no character of the source is ever changed.

In the view: „ opens and “ closes a quotation, every dash is ``-``, a superscript is ``^N``,
№ stands before numbers, runs of blanks are one blank, lines neither begin nor end with one.

>>> view = fold("35- ე მუხლი  ,,ძალა\u00adშია”")
>>> view.text
'35- ე მუხლი „ძალაშია“'
>>> view.source[slice(*view.span(13, 20))]
'ძალა\u00adშია'
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from amendments.lexicon import REJOINED, REJOINED_HEADS, UNGLUED

_ENTITY = {
    "shy": "", "sect": "§", "zwnj": "", "zwj": "", "nbsp": " ", "ensp": " ", "emsp": " ",
    "quot": '"',
    "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "rsquo": "’",
    "lsquo": "‘", "ndash": "-", "mdash": "-", "minus": "-", "amp": "&",
}  # fmt: skip
_PIECE = re.compile(
    r"&(?P<entity>" + "|".join(_ENTITY) + r");"
    r"|(?P<hidden>[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+)"
    r"|(?P<quote>,,|''|’’|‘‘|``|´´|[„“”‟«»\"〝〞＂])"
    r"|(?P<single>(?<![ა-ჰ])'(?=[ა-ჰ])|(?<=[ა-ჰ.])'(?=[ \u00a0\n.,;:)]|$))"
    r"|(?P<tick>(?<![ა-ჰ])`(?=[ა-ჰ0-9„])|(?<=[ა-ჰ0-9.“])~(?=[ \u00a0\n.,;:)]|$))"
    r"|(?P<dash>[‐‑‒–—―−])"
    r"|(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<twice>(?<=\d)\^(?=\^\d))"
    r"|(?P<numero>(?:№|\bN|\bNo|#)(?=[ \u00a0]*\d))"
    r"|(?P<lost>\ufffd+)"
    r"|(?P<mtavruli>[\u1c90-\u1cbf])"
    r"|(?P<raised>(?<=[ა-ჰ0-9])\s?\n\d{1,2}\s?\n(?=[“”\")]))"
    r"|(?P<line>[ \t\u00a0\u2000-\u200a\u202f\u3000]*(?:\r\n|[\n\r\u2028\u2029\x0b\x0c])"
    r"[ \t\u00a0\u2000-\u200a\u202f\u3000\n\r]*)"
    r"|(?P<blank>[ \t\u00a0\u2000-\u200a\u202f\u3000]{2,}|[\t\u00a0\u2000-\u200a\u202f\u3000])"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENING, _CLOSING, _NEUTRAL = ("„", ",,", "«", "〝"), ("“", "”", "»", "''", "’’", "〞"), '"'
_WORD = re.compile("[ა-ჰ]+")
# Both marks of a quotation lost: „�წყლის შესახებ� კანონი“
_LOST_MARKS = re.compile(
    r"(?<=\s)\ufffd(?=[^\s\ufffd])[^\ufffd\n]{1,400}(?<=[^\s])\ufffd(?=[\s.,;:)])"
)
# „'წყლის შესახებ' კანონი“: single marks around a title
_SINGLE_MARKS = re.compile(r"'[ა-ჰ](?:(?!,,)[^'„“”\"№\n]){4,400}[ა-ჰ.]'(?=[ \u00a0\n.,;:)])")
_ENDS_LINE = re.compile(r"[ .;\u00a0]*(?:\n|\Z)")
_STOPS_LINE = re.compile(r"[ \t\u00a0]*[.;][ .;\t\u00a0]*(?:[\n\r\u2028\u2029]|\Z)")
_CUT_MONTH = re.compile(r"\d ?([ა-ჰ]{1,7})-([ა-ჰ]{2,9}ს)(?![ა-ჰ])")  # „16 თე-ბერვლის“
_EDGES = re.compile(r"(?m)^ +| +$|(?<= ) +")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``starts[i]`` is the place in the source of character ``i``."""

    text: str
    source: str
    starts: array[int]
    widths: dict[int, int] = field(default_factory=dict)  # characters that came from several

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of ``text[start:end]``; an empty stretch gives an empty one."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else len(self.source)
            return place, place
        last = end - 1
        return self.starts[start], self.starts[last] + self.widths.get(last, 1)

    def cut(self, start: int, end: int) -> str:
        """The source's own characters behind ``text[start:end]``."""
        first, last = self.span(start, end)
        return self.source[first:last]


def fold(source: str) -> Folded:
    """The folded view of a text. Never raises; every character of the view has a place."""
    out: list[str] = []
    starts: array[int] = array("l")
    widths: dict[int, int] = {}
    done = length = 0

    def put(text: str, place: int, width: int) -> None:
        nonlocal length
        if not text:
            return
        out.append(text)
        if len(text) == 1:
            starts.append(place)
            if width != 1:
                widths[length] = width
        else:
            starts.extend(place + min(i, width - 1) for i in range(len(text)))
        length += len(text)

    depth = 0
    lost_closing: set[int] = set()
    for piece in _PIECE.finditer(source):
        start, end = piece.span()
        if start > done:
            out.append(source[done:start])
            starts.extend(range(done, start))
            length += start - done
        done = end
        kind, text = piece.lastgroup, piece.group()
        if kind in ("hidden", "twice"):  # „45^^3“: the copy wrote the raised 3 with two signs
            continue
        if kind == "entity":
            sign = _ENTITY[piece.group("entity")]
            if sign and sign in '“”„«»"’‘':
                kind, text = "quote", sign
            else:
                put(sign, start, end - start)
                continue
        if kind == "quote":
            sign, depth = _direction(source, start, end, text, depth)
            put(sign, start, end - start)
        elif kind == "tick":  # `წყლის შესახებ~: the marks of an old keyboard
            mark = "„" if text == "`" else "“" if depth > 0 else text
            depth += {"„": 1, "“": -1}.get(mark, 0)
            put(mark, start, 1)
        elif kind == "dash":
            put("-", start, 1)
        elif kind == "super":
            put("^" + text.translate(_SUPER), start, end - start)
        elif kind == "raised":
            put("^" + text.strip(), start, end - start)
        elif kind == "numero":
            put("№", start, end - start)
        elif kind == "lost":
            pair = _LOST_MARKS.match(source, start)
            if pair:
                lost_closing.add(pair.end() - 1)
            mark = "„" if pair else "“" if start in lost_closing else ""
            put(mark or _lost(source, start, end), start, end - start)
        elif kind == "single":
            pair = _SINGLE_MARKS.match(source, start)
            if pair and depth == 0:
                lost_closing.add(pair.end() - 1)
            closes = start in lost_closing or (depth > 0 and source[start - 1].isalpha())
            mark = "„" if pair and depth == 0 else "“" if closes else text
            depth += {"„": 1, "“": -1 if depth else 0}.get(mark, 0)
            put(mark, start, 1)
        elif kind == "mtavruli":
            put(chr(ord(text) - 0x1C90 + 0x10D0), start, 1)
        elif kind == "line":
            depth = 0
            put("\n" * min(2, text.count("\n") or 1), start, end - start)
        else:
            put(" ", start, end - start)
    out.append(source[done:])
    starts.extend(range(done, len(source)))
    view = Folded("".join(out), source, starts, widths)
    return _mend_words(view)


def _direction(source: str, start: int, end: int, mark: str, depth: int) -> tuple[str, int]:
    """Whether a quote mark opens or closes, by its neighbours, its shape and the open ones."""
    before = source[start - 1] if start else "\n"
    after = source[end] if end < len(source) else "\n"
    right_open = after.isalnum() or after in "([{№_."
    left_open = before.isspace() or before in "([{-–—/:" or (before in ",;„" and right_open)
    if mark in _OPENING and depth > 0 and before not in "\n:" and _ENDS_LINE.match(source, end):
        opens = False  # „… უზრუნველყოფა. „.“: the opening sign used to close
    elif mark in _OPENING and before not in "\n\r" and _STOPS_LINE.match(source, end):
        opens = False  # the same where the text it closes began on a line above
    elif mark in _OPENING:
        opens = not (not left_open and not right_open and depth > 0)
    elif (
        mark == _NEUTRAL
        and depth > 0
        and before.isspace()
        and (after.isspace() or after in ".,;:)")
    ):
        opens = False  # „ "წყლის შესახებ " (www.matsne.gov.ge)“
    elif mark in _CLOSING:
        opens = left_open and right_open and after != "." and depth == 0
    elif left_open != right_open:
        opens = left_open
    elif left_open:
        opens = True
    else:
        opens = depth == 0 and mark == _NEUTRAL and before.isspace()
    return ("„", depth + 1) if opens else ("“", max(0, depth - 1))


def _lost(source: str, start: int, end: int) -> str:
    """A character that the copy lost (U+FFFD): a hyphen in „მე�16“, else a blank or nothing."""
    before = source[start - 1] if start else " "
    after = source[end] if end < len(source) else " "
    if end - start == 1 and before.isalpha() and after.isdigit():
        return "-"
    if before.isalpha() and after.isalpha():
        return ""
    return " "


def _mend_words(view: Folded) -> Folded:
    """Rejoin drafting words split by blanks, and part a drafting verb glued to its neighbour."""
    text = view.text
    drop: list[int] = []
    words = list(_WORD.finditer(text)) if REJOINED_HEADS else []
    index = 0
    while index < len(words) - 1:
        word = words[index].group()
        if word not in REJOINED_HEADS:
            index += 1
            continue
        joined, best = word, 0
        for ahead in range(1, min(9, len(words) - index)):
            left, right = words[index + ahead - 1].end(), words[index + ahead].start()
            if right - left != 1 or text[left] != " ":
                break
            joined += words[index + ahead].group()
            letter = words[index + ahead].end() - right == 1
            if letter and text.startswith(")", right + 1):
                break  # „პუნქტის ა) ქვეპუნქტი“
            if joined in REJOINED:
                best = ahead
            elif joined not in REJOINED_HEADS:
                break
        if best:
            drop.extend(words[index + k].end() for k in range(best))
        index += best or 1
    spaces = [m.start() for m in UNGLUED.finditer(text)]
    drop.extend(i for m in _EDGES.finditer(text) for i in range(*m.span()))
    drop.extend(m.end(1) for m in _CUT_MONTH.finditer(text) if m.group(1) + m.group(2) in REJOINED)
    edits = sorted([(i, "drop") for i in set(drop)] + [(i, "space") for i in spaces])
    if not edits:
        return view
    return _edited(view, edits)


def _edited(view: Folded, edits: list[tuple[int, str]]) -> Folded:
    out: list[str] = []
    starts: array[int] = array("l")
    widths: dict[int, int] = {}
    marks = sorted(view.widths)
    done = length = next_mark = 0

    def copy(until: int) -> None:
        nonlocal length, next_mark
        out.append(view.text[done:until])
        starts.extend(view.starts[done:until])
        while next_mark < len(marks) and marks[next_mark] < until:
            if marks[next_mark] >= done:
                widths[length + marks[next_mark] - done] = view.widths[marks[next_mark]]
            next_mark += 1
        length += until - done

    for place, edit in edits:
        copy(place)
        done = place
        if edit == "drop":
            done = place + 1
        else:
            out.append(" ")
            starts.append(view.starts[place])
            widths[length] = 0
            length += 1
    copy(len(view.text))
    return Folded("".join(out), view.source, starts, widths)
