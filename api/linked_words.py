"""Links around words of a paragraph; the words themselves stay as they are.

>>> line = html.fragment_fromstring('<p><span class="num">1.</span> იხ. 37<sup>1</sup> მუხლი.</p>')
>>> link_words(line, "იხ. 37^1 მუხლი.", [(4, 14, "#art_37-1")])
>>> html.tostring(line, encoding="unicode")
'<p><span class="num">1.</span> იხ. <a class="ref" href="#art_37-1">37<sup>1</sup> მუხლი</a>.</p>'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree, html

Element = etree._Element
Piece = str | Element
LinkedSpan = tuple[int, int, str]  # offsets in the text, and where it leads
_CARET = re.compile(r"\^(?=[0-9])")  # written as a raised number, it is no character


def link_words(line: Element, text: str, spans: Iterable[LinkedSpan]) -> None:
    """Puts links into a paragraph that shows ``text`` after the number of its unit, if any.

    Of spans that overlap, the first stays. A paragraph that shows other words is left alone.
    """
    carets = [match.start() for match in _CARET.finditer(text)]
    number = line[0] if len(line) and line[0].get("class") == "num" else None
    words = "".join(map(str, line.itertext()))
    shown = _CARET.sub("", text)
    if not words.endswith(shown) or (number is None and words != shown):
        return
    chosen = list(_shown(spans, carets))
    if not chosen:
        return
    pieces = list(_taken_out(line, number))
    if number is not None:
        number.tail = " "
        first = pieces[0]
        pieces[0] = first[1:] if isinstance(first, str) else first
    _put_back(line, pieces, chosen)


def _shown(spans: Iterable[LinkedSpan], carets: Sequence[int]) -> Iterator[LinkedSpan]:
    last = 0
    for start, end, href in sorted(spans):
        if start >= last:
            last = end
            low, high = (at - sum(caret < at for caret in carets) for at in (start, end))
            yield low, high, href


def _taken_out(line: Element, number: Element | None) -> Iterator[Piece]:
    """The words behind the number in order: text, and elements without their tails."""
    yield (line.text if number is None else number.tail) or ""
    if number is None:
        line.text = None
    for child in list(line)[number is not None :]:
        tail, child.tail = child.tail, None
        line.remove(child)
        yield child
        yield tail or ""


def _put_back(line: Element, pieces: Sequence[Piece], spans: Sequence[LinkedSpan]) -> None:
    """Every piece in its place, in a link where one runs through it."""
    at, rest = 0, list(spans)
    link: Element | None = None
    for piece in pieces:
        size = len(piece) if isinstance(piece, str) else len("".join(map(str, piece.itertext())))
        done = 0
        while True:
            if link is not None and rest and at + done >= rest[0][1]:
                link = None
                rest.pop(0)
            if link is None and rest and at + done >= rest[0][0]:
                link = _new_link(line, rest[0][2])
            if done >= size:
                break
            box = line if link is None else link
            if not isinstance(piece, str):
                box.append(piece)
                done = size
                continue
            stop = size
            if rest:
                start, end, _ = rest[0]
                stop = min(size, (start if link is None else end) - at)
            _say(box, piece[done:stop])
            done = stop
        at += size


def _new_link(line: Element, href: str) -> Element:
    link: Element = html.Element("a")
    link.set("class", "ref")
    link.set("href", href)
    line.append(link)
    return link


def _say(box: Element, words: str) -> None:
    if len(box):
        box[-1].tail = (box[-1].tail or "") + words
    else:
        box.text = (box.text or "") + words
