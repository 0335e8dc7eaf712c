"""What differs between two versions: by unit, in whole words; as JSON, HTML or a unified diff.

Units are paired by wId. What is compared is legal text; petits follow from it and are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from diff_match_patch import diff_match_patch

from api import v1_models as m
from api.names import place_name
from consolidation.diff import merged, word_diff
from schemas.model import Kind, Unit, lines_of
from schemas.numbers import raise_superscripts

_OPEN = frozenset({
    Kind.ACT, Kind.BODY, Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP,
    Kind.ANNEX,
})  # fmt: skip
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of a comparison: an article or another unit that is compared whole, by lines."""

    wid: str
    eid: str
    lines: tuple[tuple[str, str], ...]  # a name that stays the same over time, words

    @property
    def text(self) -> str:
        return "\n".join(words for _, words in self.lines)


def pieces(root: Unit) -> Iterator[Piece]:
    """The units compared: articles, sections, and the headings of what holds articles."""
    stack = [root]
    while stack:
        unit = stack.pop()
        if unit.kind not in _OPEN or (unit.removal is not None and not unit.children):
            yield Piece(unit.wid, unit.eid, tuple(lines_of(unit)))
            continue
        head = " ".join(part for part in (unit.label, unit.heading) if part)
        if unit.removal is not None:
            head = " ".join(part for part in (head, unit.removal.printed) if part)
        if head:
            yield Piece(unit.wid, unit.eid, ((unit.wid, head),))
        stack.extend(reversed(unit.children))


def compare(old: Unit | None, new: Unit | None, *, parts: bool = False) -> list[m.UnitDiff]:
    """Units that differ, in the order of the new text; removed ones where they stood.

    ``parts``: the act calls the points of its articles „ნაწილი“.
    """
    before = list(pieces(old)) if old else []
    after = list(pieces(new)) if new else []
    was = {piece.wid: piece for piece in before}
    left = {piece.wid for piece in after}
    out: list[m.UnitDiff] = []
    gone = iter(before)
    for piece in after:
        source = was.get(piece.wid)
        if source is not None:
            for lost in _until(gone, piece.wid):
                if lost.wid not in left:
                    out.append(_row(lost, None, parts))
        if source is None or (source.text, source.eid) != (piece.text, piece.eid):
            out.append(_row(source, piece, parts))
    told = {row.wid for row in out}
    out.extend(_row(p, None, parts) for p in before if p.wid not in left and p.wid not in told)
    return out


def _until(rest: Iterator[Piece], wid: str) -> Iterator[Piece]:
    for piece in rest:
        if piece.wid == wid:
            return
        yield piece


def _row(old: Piece | None, new: Piece | None, parts: bool) -> m.UnitDiff:
    named = new or old
    assert named is not None
    words: list[m.Words]
    status: str
    if old is None:
        words, status = [("insert", named.text)], "added"
    elif new is None:
        words, status = [("delete", named.text)], "removed"
    else:
        words = line_words(old.lines, new.lines)
        status = "changed" if old.text != new.text else "renumbered"
    return m.UnitDiff(
        wid=named.wid,
        eid_from=old.eid if old else None,
        eid_to=new.eid if new else None,
        name=place_name(named.eid, parts=parts) if named.eid else "",
        status=status,  # type: ignore[arg-type]
        operations=words,
    )


def line_words(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[m.Words]:
    """Word operations between two texts whose lines are paired by name; joined, they give both
    texts back.

    >>> line_words([("1", "1. ა"), ("2", "2. ბ")], [("1", "1. გ"), ("2", "2. ბ")])
    [('equal', '1. '), ('delete', 'ა'), ('insert', 'გ'), ('equal', '\\n2. ბ')]
    """
    paired = _in_order([name for name, _ in old], [name for name, _ in new])
    out: list[m.Words] = []
    rest = iter(old)
    for name, words in new:
        if name not in paired:
            out.append(("insert", words + "\n"))
            continue
        for lost, gone in rest:
            if lost == name:
                out += [*word_diff(gone, words), ("equal", "\n")]
                break
            out.append(("delete", gone + "\n"))
    out += [("delete", gone + "\n") for _, gone in rest]
    return merged(_ended(out))


def _in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The most names that stand in both lists in the same order (longest rising run)."""
    place = {name: index for index, name in enumerate(old)}
    tails: list[int] = []  # places, the least with which a run of each length ends
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for name in new:
        if name not in place or name in before:
            continue
        spot = bisect_left(tails, place[name])
        before[name] = ends[spot - 1] if spot else None
        tails[spot : spot + 1] = [place[name]]
        ends[spot : spot + 1] = [name]
    out: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        out.add(last)
        last = before[last]
    return out


def _ended(operations: list[m.Words]) -> list[m.Words]:
    """Without the line break after the last line of either text."""
    out = list(operations)
    for drop in ("insert", "delete"):
        place = next((i for i in range(len(out) - 1, -1, -1) if out[i][0] != drop), None)
        if place is None:
            continue
        kind, words = out[place]
        if not words.endswith("\n"):
            continue
        other: m.Words = ("insert" if drop == "insert" else "delete", "\n")
        alone = kind != "equal" or place == len(out) - 1
        out[place : place + 1] = [(kind, words[:-1])] if alone else [(kind, words[:-1]), other]
    return out


_TAGS = {"insert": ("ins", "დაემატა", "დამატების დასასრული"),
         "delete": ("del", "ამოღებულია", "ამოღების დასასრული")}  # fmt: skip


def html_words(operations: Iterable[m.Words]) -> str:
    """Words with ``ins`` and ``del``, whose start and end are also said in words for ears."""
    out = []
    for kind, words in operations:
        shown = escape(raise_superscripts(words), quote=False).replace("\n", "<br>\n")
        if kind == "equal":
            out.append(shown)
        else:
            tag, start, end = _TAGS[kind]
            out.append(
                f'<{tag}><span class="vh">[{start}: </span>{shown}'
                f'<span class="vh"> :{end}]</span></{tag}>'
            )
    return "".join(out)


def side(operations: Iterable[m.Words], drop: str) -> str:
    """One side of a comparison: all words but those of the other side."""
    return html_words(one for one in operations if one[0] != drop)


def unified(old: str, new: str, old_name: str, new_name: str) -> str:
    """A unified diff of two texts by lines, as ``patch`` reads it; empty where they are one."""
    rows = list(_lines(old, new))
    if all(sign == " " for sign, _ in rows):
        return ""
    out = [f"--- {old_name}", f"+++ {new_name}"]
    for start, end in _hunks(rows):
        before = sum(sign != "+" for sign, _ in rows[:start])
        after = sum(sign != "-" for sign, _ in rows[:start])
        held = rows[start:end]
        taken = sum(sign != "+" for sign, _ in held)
        given = sum(sign != "-" for sign, _ in held)
        out.append(f"@@ -{before + (taken > 0)},{taken} +{after + (given > 0)},{given} @@")
        out.extend(sign + line for sign, line in held)
    return "\n".join(out) + "\n"


def _lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    engine = diff_match_patch()
    engine.Diff_Timeout = 5
    one, other, table = engine.diff_linesToChars(f"{old}\n", f"{new}\n")
    diffs = engine.diff_main(one, other, False)
    for sign, codes in diffs:
        for code in codes:
            yield {0: " ", -1: "-", 1: "+"}[sign], table[ord(code)][:-1]


def _hunks(rows: list[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    changed = [place for place, (sign, _) in enumerate(rows) if sign != " "]
    start = end = -1
    for place in changed:
        if start >= 0 and place - end > 2 * _CONTEXT:
            yield max(0, start - _CONTEXT), min(len(rows), end + 1 + _CONTEXT)
            start = place
        start = place if start < 0 else start
        end = place
    yield max(0, start - _CONTEXT), min(len(rows), end + 1 + _CONTEXT)
