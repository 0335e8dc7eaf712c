"""Orders composed by a generator of the drafting language come back exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from amendments.operations import AmendingReading, Path

LETTERS = "აბგდევზთიკლმ"
WORDS = st.lists(
    st.sampled_from("ბაღი ტყე წყალი მებაღე ვარდი ღობე ზამთარი დილა ხე ბილიკი".split()),
    min_size=1, max_size=7,
).map(" ".join)  # fmt: skip
STYLES = st.sampled_from(["me", "e"])


@dataclass(frozen=True)
class Ordered:
    """One order: its words and what it must be read as."""

    words: str
    action: str
    units: Path
    old: str | None = None
    new: str | None = None


def ordinal(number: str, style: str) -> str:
    if number == "1":
        return "პირველი"
    return f"მე-{number}" if style == "me" else f"{number}-ე"


NUMBERS = st.one_of(
    st.integers(1, 99).map(str),
    st.tuples(st.integers(2, 99), st.integers(1, 9)).map(lambda pair: f"{pair[0]}^{pair[1]}"),
)


@st.composite
def paths(draw: st.DrawFn) -> tuple[Path, str, str]:
    """A path; the words before its last noun; the stem of that noun."""
    style = draw(STYLES)
    article, point = draw(NUMBERS), draw(NUMBERS)
    depth = draw(st.integers(1, 3))
    units: list[tuple[str, str]] = [("article", article)]
    if depth == 1:
        return tuple(units), ordinal(article, style), "მუხლ"
    before = f"{ordinal(article, style)} მუხლის {ordinal(point, style)}"
    units.append(("point", point))
    if depth == 2:
        return tuple(units), before, draw(st.sampled_from(["პუნქტ", "ნაწილ"]))
    letter = draw(st.sampled_from(LETTERS))
    units.append(("subpoint", letter))
    return tuple(units), f"{before} პუნქტის „{letter}“", "ქვეპუნქტ"


def labelled(units: Path, words: str) -> str:
    kind, number = units[-1]
    if kind == "article":
        return f"მუხლი {number}. სათაური\n{words}."
    return f"{number}. {words}." if kind == "point" else f"{number}) {words};"


@st.composite
def orders(draw: st.DrawFn) -> Ordered:
    units, before, noun = draw(paths())
    words, other = draw(WORDS), draw(WORDS)
    form = draw(st.integers(0, 6))
    if form == 0:
        text = labelled(units, words)
        said = f"{before} {noun}ი ჩამოყალიბდეს შემდეგი რედაქციით:\n„{text}“"
        return Ordered(said, "substitute", units, new=text)
    if form == 1:
        return Ordered(f"{before} {noun}ი ამოღებულ იქნეს", "repeal", units)
    if form == 2:
        return Ordered(f"ამოღებულ იქნეს {before} {noun}ი", "repeal", units)
    if form == 3:
        said = f"{before} {noun}ში სიტყვები „{words}“ შეიცვალოს სიტყვებით „{other}“"
        return Ordered(said, "substitute-text", units, words, other)
    if form == 4:
        said = f"{before} {noun}იდან ამოღებულ იქნეს სიტყვები „{words}“"
        return Ordered(said, "repeal-text", units, words)
    if form == 5:
        said = f"{before} {noun}ში სიტყვის „{words}“ შემდეგ დაემატოს სიტყვები „{other}“"
        return Ordered(said, "insert-text", units, new=other)
    units, before = units[:1], before.split(" ")[0]
    fresh = (*units, ("point", "5"))
    text = labelled(fresh, words)
    said = f"{before} მუხლს დაემატოს შემდეგი შინაარსის მე-5 პუნქტი:\n„{text}“"
    return Ordered(said, "insert", fresh, new=text)


@st.composite
def acts(draw: st.DrawFn) -> tuple[str, list[Ordered]]:
    ordered = draw(st.lists(orders(), min_size=1, max_size=6))
    title = draw(WORDS)
    cited = f"„{title}ს შესახებ“ მინისტრის 2010 წლის 3 მაისის №{draw(st.integers(1, 999))} ბრძანება"
    lines = [f"{cited}ში ცვლილების შეტანის შესახებ", ""]
    if len(ordered) == 1 and draw(st.booleans()):
        lines = [lines[0], "", f"1. {cited}ს {ordered[0].words}."]
    else:
        lines.append(f"1. {cited}ში შეტანილ იქნეს შემდეგი ცვლილება:")
        ends = [";"] * (len(ordered) - 1) + ["."]
        lines += [
            f"{LETTERS[at]}) {item.words}{end}"
            for at, (item, end) in enumerate(zip(ordered, ends, strict=True))
        ]
    lines.append("2. ეს ბრძანება ამოქმედდეს გამოქვეყნებისთანავე.")
    return "\n".join(lines), ordered


@settings(max_examples=200, deadline=None)
@given(act=acts())
def test_composed_orders_come_back(
    act: tuple[str, list[Ordered]], read_checked: Callable[[str], AmendingReading]
) -> None:
    text, ordered = act
    reading = read_checked(text)
    found = [
        (op.action, op.units, op.old_text, op.new_text, op.refusal) for op in reading.operations
    ]
    assert found == [(o.action, o.units, o.old, o.new, None) for o in ordered]
    assert len(reading.amends) == 1
    assert [clause.rule for clause in reading.commencement] == ["on-publication"]
    assert reading.unclaimed == []
