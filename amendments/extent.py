"""Whether new text was cut at its true ends: signs in the text that it was not.

A text cut too early or too late reads like law and is not; each sign here is a refusal
``ambiguous-quotes``.

>>> doubt_of(": ნაწილი", 0, 8)
'the new text begins with a mark of the instruction'
>>> doubt_of("2. ნაწილი", 0, 9)
''
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments import lexicon
from amendments.operations import Path
from amendments.outline import Line, follows
from amendments.sentences import orders
from amendments.verbs import ANY, unquoted

_BEGINS = re.compile(r"[ \n]*(?::|[„“] ?(?:[:;]|\n|$)|“|„?[ა-ჰ\d^\n]{1,6}“ ?(?:[.)]|(?:და|ან) „))")
_LABEL_ALONE = re.compile(r"[ „\n]*(?:\d{1,3}|[ა-ჰ])(?:\^\d+)?[ .)“]*\Z")
_ENDS_OPEN = re.compile(r"„[ .;,]*\Z")
_ENDS_CLOSED = re.compile(r"“[ .;,]*\Z")
_UNITS = r"(?:მუხლ|პუნქტ|ნაწილ|აბზაც|დანართ|თავ)(?:ი|ის|ს|ში|ები|ებს|ების|ებში)(?![ა-ჰ])"
_CHANGES = "|".join(lexicon.VERBS[name] for name in ("substitute", "insert"))
_INSTRUCTION = re.compile(
    rf"{_UNITS}[^\n]{{0,200}}(?:{_CHANGES})[^\n]{{0,40}}(?:რედაქცი|შინაარს|სახით|:)"
    rf"|(?:{_CHANGES})[^\n]{{0,120}}{_UNITS}[^\n]{{0,20}}:"
)
_MARKED_LABEL = re.compile(r"„(?P<number>[ა-ჰ\d^]{1,6})“ ?[.)] ?(?=\S)")
_OWN_END = re.compile(r"“[.;]?(?=“)")
_OWN_STOP = re.compile(r"[.;](?=“)")
_MARKS = re.compile("[„“]")


def doubt_of(text: str, start: int, end: int, *, of_amending_act: bool = False) -> str:
    """Why ``text[start:end]`` (folded) cannot be the whole of a new text and no more, or "".

    New text of an act that itself amends (``of_amending_act``) is an instruction; then its own
    marks must pair.
    """
    inside = text[start:end]
    if _BEGINS.match(inside):
        return "the new text begins with a mark of the instruction"
    if _LABEL_ALONE.match(inside):
        return "the new text holds nothing but a label"
    if _ENDS_OPEN.search(inside):
        return "the new text ends with an opening mark"
    if _ENDS_CLOSED.search(inside) and inside.count("“") > inside.count("„"):
        return "the new text ends with a mark that closes nothing in it"
    if _ITEM_LETTER.match(inside) and _NEXT_LETTER.match(text, end):
        return "the letter behind the number of the article may be that of the order's own item"
    if start and text[start - 1] == "„" and _closes_and_opens(inside):
        return "the new text is closed and another is opened, with words between that are not it"
    if inside[:1] == "„" and _order_behind(inside):
        return "the new text is closed, and an order stands behind it"
    if of_amending_act and inside.count("„") == inside.count("“"):
        return ""
    if start and text[start - 1] == "„" and _order_behind(f"„{inside}"):
        return "the new text is closed, and an order stands behind it"
    for line in inside.split("\n"):
        if _INSTRUCTION.search(unquoted(line, 0, len(line))):
            return "the new text holds an instruction to change a unit"
    return ""


# „მუხლი 5^1. ა) ბაღი“, and below the new text the order goes on with „ბ)“
_ITEM_LETTER = re.compile(r"მუხლი [\d^]+ ?\. ?ა ?\)(?![^“]*\n ?ბ ?\))")
_NEXT_LETTER = re.compile(r"[“.;, ]*\n ?ბ ?\)")


def _order_behind(inside: str) -> bool:
    """„„ბაღი ახალია.“, ხოლო მე-4 პუნქტში სიტყვა „ა“ შეიცვალოს სიტყვით „ბ““."""
    depth = 0
    for mark in _MARKS.finditer(inside):
        depth += 1 if mark.group() == "„" else -1
        if depth == 0:
            rest = inside[mark.end() :].partition("\n")[0]
            return ANY.search(unquoted(rest, 0, len(rest))) is not None
    return False


def _closes_and_opens(inside: str) -> bool:
    """„„2. ვადაა ოცი დღე.“; მე-3 პუნქტი – „3. ახალი.“: whether the outer mark is closed, words
    follow on its line, and a mark is opened again that is the one closed at the end."""
    depth, closed = 0, -1
    for mark in _MARKS.finditer(inside):
        depth += 1 if mark.group() == "„" else -1
        if depth < -1:
            return False
        if depth == -1:
            closed = mark.end()
        elif closed >= 0:
            between = inside[closed : mark.start()]
            if "\n" not in between and any(sign.isalpha() for sign in between):
                return depth == 0 and inside.count("„") == inside.count("“")
            closed = -1
    return False


def with_own_end(text: str, start: int, end: int) -> tuple[int, int]:
    """New text that is itself an instruction, with the mark that closes the text quoted in it.

    >>> text = "„1. პუნქტი ჩამოყალიბდეს: „1. ახალი.“.“."
    >>> text[slice(*with_own_end(text, 1, text.index("“")))]
    '1. პუნქტი ჩამოყალიბდეს: „1. ახალი.“.'

    The stop between the two marks is that of the instruction.

    >>> text = "„3. სიტყვა „ა“ შეიცვალოს სიტყვით „ბ“.“."
    >>> text[slice(*with_own_end(text, 1, text.index("ბ") + 2))]
    '3. სიტყვა „ა“ შეიცვალოს სიტყვით „ბ“.'
    """
    inside = text[start:end]
    stop = _OWN_STOP.match(text, end)
    if stop is not None and inside.endswith("“") and inside.count("„") == inside.count("“"):
        return start, stop.end()
    own = _OWN_END.match(text, end)
    if own is None or inside.count("„") != inside.count("“") + 1:
        return start, end
    return start, own.end()


def with_marked_label(text: str, start: int, end: int, path: Path) -> tuple[int, tuple[int, int]]:
    """Where the words begin behind a label in marks of its own, and the new text with both marks.

    „„3“. პირები …“: the marks are around the number of the very unit ordered, none around the text.

    >>> text = "„3“. პირები ფინანსდება."
    >>> with_marked_label(text, 1, len(text), (("point", "3"),))
    (5, (0, 23))
    >>> with_marked_label(text, 1, len(text), (("point", "4"),))
    (1, (1, 23))
    """
    found = _MARKED_LABEL.match(text, max(start - 1, 0), end)
    if found is None:
        found = _MARKED_LABEL.match(text, start, end)
    number = path[-1][1] if path else None
    if found is None or number is None or found["number"] != number.rpartition(".")[2]:
        return start, (start, end)
    rest = text[found.end() : end]
    if rest.count("„") != rest.count("“"):
        return start, (start, end)
    return found.end(), (found.start(), end)


def closes_below(text: str, lines: Sequence[Line], index: int, last: int) -> bool:
    """Whether lines ``index`` to ``last`` close more marks than they open, at the end of one."""
    depth = 0
    for line in lines[index : last + 1]:
        for mark in _MARKS.finditer(text, line.start, line.end):
            depth += 1 if mark.group() == "„" else -1
        if depth < 0:
            tail = text[max(line.start, line.end - 6) : line.end]
            if _ENDS_CLOSED.search(tail) or tail.rstrip(" .;,").endswith("„"):
                return True
            depth = 0
    return False


def stops_midway(text: str, lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the line below ``last`` goes on with the numbering of the lines ``first``–``last``.

    A line that orders something is an item of the instruction, whatever its number.
    """
    below = lines[last + 1] if last + 1 < len(lines) else None
    if below is None or not below.label or below.label == "dash":
        return False
    if orders(text, below.body, below.end):
        return False
    inner = next((line for line in reversed(lines[first : last + 1]) if line.label), None)
    return (
        inner is not None
        and inner.label == below.label
        and follows(below.label, below.value, inner.value)
    )
