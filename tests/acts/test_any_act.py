"""What must hold for any act that the model allows: the same tree comes back from the XML,
which is valid in both schemas and breaks no rule; identifiers are unique; text is whole."""

from __future__ import annotations

import copy
import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from acts.akn_reader import read_akn
from acts.akn_writer import to_akn
from acts.html_writer import to_html
from acts.text_writer import to_text
from schemas.eid import assign_eids, parse_eid
from schemas.model import (
    Act,
    Kind,
    Particulars,
    Petit,
    Reading,
    Removal,
    Unit,
    text_of,
)
from schemas.numbers import Number
from schemas.validate import validate, validate_fast

K = Kind
pieces = st.sampled_from(
    ["ა", "ტექსტი", " ", "^12", "^", "1", "<b>", "&amp;", '"', "\n", "\r", "\t", "\u00ad",
     "\x0b", "\x00", "\ud800", "\ufffe", "\\", "„“", "]]>", "𐍈"]
)  # fmt: skip
words = st.lists(pieces, max_size=5).map("".join)
lines = st.lists(pieces, min_size=1, max_size=4).map("".join)
maybe = st.one_of(st.none(), lines)
days = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))
numbers = st.builds(
    Number.parse,
    st.sampled_from(["1", "2", "37^3", "2.4", "I", "IV^1", "X", "ა", "ი", "ბ^1", "ჰ"]),
)
STYLES = ("line", "inline", "court", "refusal", "repeal", "other")
petits = st.lists(
    st.builds(
        Petit, printed=lines, style=st.sampled_from(STYLES),
        kind=maybe, issuer=maybe, date=days, number=maybe, organ=maybe, published=days,
        issue=maybe, locator=maybe, span=st.one_of(st.none(), st.just((3, 14))),
    ),
    max_size=2,
)  # fmt: skip
removals = st.one_of(
    st.none(), st.none(), st.builds(Removal, printed=lines, verb=lines, date=days, number=maybe)
)
spans = st.one_of(st.none(), st.just((0, 7)))
texts = st.builds(
    Unit, st.just(K.TEXT), text=words, role=st.sampled_from(["", "issuer", "title", "ა ბ\n"]),
    span=spans,
)  # fmt: skip
odd_texts = st.builds(Unit, st.just(K.TEXT), label=words, text=words, petits=petits)
tables = st.builds(
    Unit, st.just(K.TABLE), heading=st.sampled_from(["", "", "ცხრილი"]), petits=petits,
    rows=st.lists(st.lists(words, max_size=3), max_size=3),
)  # fmt: skip
LOW = (K.CLAUSE, K.POINT, K.SUBPOINT, K.PARAGRAPH, K.NOTE, K.UNPLACED)
HIGH = (K.BOOK, K.PART, K.CHAPTER, K.SUBCHAPTER, K.GROUP)


def unit(kinds: tuple[Kind, ...], children: st.SearchStrategy[Unit]) -> st.SearchStrategy[Unit]:
    return st.builds(
        Unit, st.sampled_from(kinds), number=st.one_of(st.none(), numbers), label=words,
        heading=words, role=st.sampled_from(["", "ნაწილი"]), petits=petits, removal=removals,
        children=st.lists(children, max_size=4), span=spans, future_from=days,
    )  # fmt: skip


leaves = st.one_of(texts, texts, texts, tables, odd_texts)
low = st.recursive(leaves, lambda below: unit(LOW, below), max_leaves=6)
articles = unit((K.ARTICLE,), low)
high = unit(HIGH, st.one_of(low, articles, unit(HIGH, st.one_of(low, articles))))


def section(kind: Kind) -> st.SearchStrategy[Unit]:
    return st.builds(Unit, st.just(kind), children=st.lists(low, max_size=3), petits=petits)


bodies = st.builds(
    Unit, st.just(K.BODY), children=st.lists(st.one_of(low, articles, high), max_size=4),
    petits=petits,
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn, depth: int = 0) -> list[Unit]:
    out = [draw(section(kind)) for kind in (K.COVER, K.PREAMBLE) if draw(st.booleans())]
    out.append(draw(bodies))
    if draw(st.booleans()):
        out.append(draw(section(K.CONCLUSIONS)))
    for _ in range(draw(st.integers(0, 2 - depth))):
        annex = draw(unit((K.ANNEX,), texts))
        annex.children = []
        if annex.removal is None or draw(st.booleans()):
            annex.children = draw(documents(depth + 1))
        out.append(annex)
    if draw(st.booleans()):
        annexes = sum(each.kind is K.ANNEX for each in out)
        place = len(out) - draw(st.integers(0, annexes))
        out.insert(place, draw(section(K.END_LIST)))
    return out


particulars = st.builds(
    Particulars, title=maybe, kind=st.sampled_from([None, "კანონი", "ბრძანება"]),
    issuer=st.sampled_from([None, "საქართველოს მთავრობა", "დუშეთის მუნიციპალიტეტის საკრებულო"]),
    date=days, number=st.sampled_from([None, "12", "224/ნ", "\x0b"]), place=maybe,
    registration_code=maybe, matsne_id=st.just("77"), published=days, organ=maybe,
    publication_index=st.one_of(st.none(), st.integers(0, 400)),
)  # fmt: skip


@st.composite
def acts(draw: st.DrawFn) -> Act:
    root = Unit(K.ACT, children=draw(documents()), petits=draw(petits), removal=draw(removals))
    readings = st.builds(Reading, name=lines, place=words, evidence=words, span=spans)
    act = Act(
        draw(particulars), root, draw(st.sampled_from(["", "ab" * 32])), draw(st.booleans()),
        draw(st.lists(readings, max_size=2)),
    )  # fmt: skip
    assign_eids(act)
    return act


many = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(acts())
def test_the_same_act_comes_back(act: Act) -> None:
    assert read_akn(to_akn(act, spans=True)) == act


@many
@given(acts())
def test_offsets_are_written_only_when_asked(act: Act) -> None:
    bare = copy.deepcopy(act)
    for each in bare.walk():
        each.span = None
        for petit in each.petits:
            petit.span = None
    assert read_akn(to_akn(act)) == bare


@many
@given(act=acts())
def test_valid_in_both_schemas(act: Act, official_schema: etree.XMLSchema) -> None:
    data = to_akn(act, spans=True)
    assert validate_fast(data) == []
    official_schema.assertValid(etree.fromstring(data))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts())
def test_no_rule_is_broken(act: Act) -> None:
    findings = validate(to_akn(act, spans=True))
    assert [f for f in findings if f.rule != "num-number"] == []


@many
@given(acts())
def test_identifiers(act: Act) -> None:
    units = list(act.walk())
    assert len({each.eid for each in units}) == len(units)
    assert len({each.wid for each in units}) == len(units)
    for each in units[1:]:
        parse_eid(each.eid)


@many
@given(acts())
def test_plain_text_without_petits_is_the_legal_text(act: Act) -> None:
    assert to_text(act, petits=False) == text_of(act.root) + "\n"
    printed = to_text(act)
    for each in act.walk():
        assert all(petit.printed in printed for petit in each.petits)


def _shown(text: str) -> str:
    """Words as a page shows them: a character HTML cannot hold is one mark."""
    for lost in ("\x0b", "\x00", "\ud800", "\ufffe"):
        text = text.replace(lost, "\ufffd")
    return re.sub(r"\^([0-9]+)", r"\1", text)


VOID = {"meta"}


class _Strict(HTMLParser):
    """Every element is closed in its order, no id stands twice; collects the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@many
@given(acts())
def test_page_is_well_formed_and_whole(act: Act) -> None:
    page = _Strict()
    page.feed(to_html(act).encode().decode())
    page.close()
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert sorted(page.ids) == sorted(each.eid for each in act.walk() if each.eid)
    words = "".join(page.words)
    for each in act.walk():
        for text in (each.text, *(cell for row in each.rows for cell in row)):
            assert _shown(text) in words
