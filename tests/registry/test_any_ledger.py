"""Random ledgers, valid and invalid, in any order of arrival: one text, proved, for every day."""

from __future__ import annotations

import re
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from amendments.operations import Span
from benchmarks.one_law import OneLaw
from registry.as_of import text_on, unit_history, version_rows
from registry.store import StoreError
from schemas.model import Particulars, text_of

PUBLISHED = ("2001-01-01", "2002-06-01", "2003-06-01", "2004-06-01")
DAYS = ("2002-01-01", "2003-01-01", "2004-01-01", "2005-01-01", None)
articles = st.sampled_from(["1", "2", "4", "4^1", "6", "9"])
points = st.sampled_from(["1", "2", "3", "4"])


def _order(action: str, article: str, point: str, word: str) -> dict[str, object]:
    """An order that may or may not be possible when it comes."""
    path: tuple[tuple[str, str], ...] = (("article", article), ("point", point))
    values: dict[str, object] = {}
    if action == "substitute":
        values["new_text"] = f"{point}. {word} წესი ასეთია."
    elif action == "insert":
        values["new_text"] = f"{point}. დამატებული {word} წესი."
    elif action == "term":
        action, year = "substitute", {"ერთი": 2003, "ორი": 2004, "სამი": 2006}[word]
        values["new_text"] = f"{point}. ამ კანონის მე-4 მუხლი მოქმედებს {year} წლის 1 ივლისამდე."
    elif action == "pause":
        action = "substitute"
        values["new_text"] = (
            f"{point}. ამ კანონის პირველი მუხლის მე-2 პუნქტის მოქმედება შეჩერდეს 2004 წლის 1 "
            "მარტამდე."
        )
    elif action in ("suspend", "limit"):
        said = "მოქმედება შეჩერდეს" if action == "suspend" else "მოქმედების ვადა განისაზღვროს"
        year = {"ერთი": 2003, "ორი": 2004, "სამი": 2006}[word]
        values["source"] = Span(0, 5, f"{said} {year} წლის 1 ივლისამდე")
    elif action == "repeal-act":
        path = ()
    elif action == "article":
        action, path = "insert", path[:1]
        values["new_text"] = f"მუხლი {article}. {word}\n1. ახალი წესი ასეთია.\n2. მეორე."
    elif action == "whole":
        action, path = "substitute", path[:1]
        values["new_text"] = f"მუხლი {article}. {word}\n1. წესი ასეთია.\n2. სხვა."
    elif action == "repeal-article":
        action, path = "repeal", path[:1]
    elif action == "heading":
        action, path = "substitute", path[:1]
        values.update(facet="heading", new_text=f"სათაური {word}")
    elif action == "chapter":
        action, path = "substitute", (("chapter", "I"),)
        values.update(facet="heading", new_text=f"თავის სათაური {word}")
    elif action == "substitute-text":
        values.update(old_text="წესი", new_text=f"{word} წესი")
    elif action == "everywhere":
        action, path = "substitute-text", ()
        values.update(old_text="ასეთია", new_text=f"ასეთია {word}")
    elif action == "renumber":
        path = path[:1]
        values["new_units"] = (("article", f"{article.split('^', maxsplit=1)[0]}9"),)
    elif action == "renumber-point":
        action = "renumber"
        values["new_units"] = (("article", article), ("point", "7"))
    elif action == "split":
        values["new_units"] = (("article", article), ("point", f"{point}^1"))
        values["position"] = {"before": "ასეთია"}
    elif action == "split-article":
        action, path = "split", path[:1]
        values["new_units"] = (("article", f"{article.split('^', maxsplit=1)[0]}^3"),)
        values["position"] = {"from": [("point", point)]}
    elif action == "join":
        values["new_units"] = (("article", article), ("point", str(int(point) - 1)))
    elif action == "join-article":
        action, path, values["new_text"] = "join", (("article", "2"),), f"ორივე {word}"
        values["new_units"] = (("article", "1"),)
    return {"action": action, "units": path, **values}


ACTIONS = (
    "substitute", "insert", "repeal", "article", "whole", "repeal-article", "heading", "chapter",
    "substitute-text", "everywhere", "renumber", "renumber-point", "term", "pause",
    "split", "split-article", "join", "join-article", "suspend", "limit", "repeal-act",
)  # fmt: skip
orders = st.builds(
    _order, st.sampled_from(ACTIONS), articles, points, st.sampled_from(["ერთი", "ორი", "სამი"])
)
acts = st.tuples(
    st.lists(orders, min_size=1, max_size=3), st.sampled_from(DAYS), st.sampled_from(PUBLISHED)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(acts, min_size=1, max_size=7))
@example(
    [
        ([_order(action, "1", "1", "ერთი")], "2002-01-01", "2001-01-01")
        for action in ("term", "substitute")
    ]
)
def test_what_comes_in_act_by_act_is_what_a_replay_makes(
    new_ledger: Any, given_acts: list[tuple[list[dict[str, object]], str | None, str]]
) -> None:
    ledger = new_ledger()
    for made, day, published in given_acts:
        ledger.act(*made, day=day, published=published)
    assert ledger.differences() == []


@pytest.fixture
def full(ledger: Any) -> Any:
    for place, action in enumerate(ACTIONS):
        ledger.act(_order(action, "4", "2", "ერთი"), day=f"200{2 + place % 4}-0{1 + place % 7}-01")
    return ledger


def test_every_day_has_one_text_and_every_unit_one_version(full: Any) -> None:
    with full.store.engine.connect() as db:
        rows = version_rows(db, full.work.sequence)
        for one, other in pairwise(rows):
            assert one.valid_to == other.valid_from
            assert one.root != other.root
        assert rows[0].valid_from is None
        assert rows[-1].valid_to is None
        for row in rows:
            tree = text_on(db, full.work.sequence, row.valid_from)
            for unit in tree.walk():
                held = full.store.unit(full.work.iri, unit.eid, row.valid_from or "")
                if not unit.eid:
                    continue
                assert held is not None
                assert held.unit == unit
                history = unit_history(db, full.work.sequence, held.provision, unit.wid)
                holding = [one for one in history if _holds(one, row.valid_from or "")]
                assert [one.hash for one in holding] == [held.hash]


def _holds(interval: Any, day: str) -> bool:
    return (interval.valid_from or "") <= day and (
        interval.valid_to is None or day < interval.valid_to
    )


class AnyLedger(RuleBasedStateMachine):
    """Acts and decisions at random; what was answered once is answered for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = OneLaw(Path(self.folder.name) / "store.sqlite")
        self.acts: list[str] = []
        self.answers: list[tuple[int, str, str]] = []

    def teardown(self) -> None:
        self.ledger.store.close()
        self.folder.cleanup()

    @rule(act=acts)
    def an_act(self, act: tuple[list[dict[str, object]], str | None, str]) -> None:
        self._remember()
        self.acts.append(self.ledger.act(*act[0], day=act[1], published=act[2]))

    @precondition(lambda self: self.acts)
    @rule(
        data=st.data(),
        kind=st.sampled_from(["commence", "refuse", "defer", "first"]),
        n=st.integers(0, 1),
    )
    def a_decision(self, data: st.DataObject, kind: str, n: int) -> None:
        self._remember()
        act = data.draw(st.sampled_from(self.acts))
        values = {"commence": {"day": "2004-06-01"}, "first": {"place": 1}}.get(kind, {})
        self.ledger.decide(kind, act, n=n, **values)

    @rule(day=st.sampled_from([day for day in DAYS if day]))
    def a_correction(self, day: str) -> None:
        self._remember()
        self._if_it_can("correct", unit="art_6__para_1", old="წესი", new="წეესი", day=day)

    @rule(day=st.sampled_from([day for day in DAYS if day]), unit=st.sampled_from(("2", "5")))
    def a_judgment(self, day: str, unit: str) -> None:
        self._remember()
        court = Particulars(
            kind="გადაწყვეტილება", issuer="საქართველოს საკონსტიტუციო სასამართლო",
            number="1/1", date="2003-01-01",
        )  # fmt: skip
        self._if_it_can("strike", unit=f"art_{unit}", day=day, court=court)

    def _if_it_can(self, kind: str, **values: object) -> None:
        """What cannot be carried out is refused by name and leaves nothing behind."""
        before = self.ledger.texts()
        try:
            self.ledger.decide(kind, **values)
        except StoreError as refused:
            said = str(refused)
        else:
            return
        assert re.match(r"[a-z-]+: ", said)
        assert self.ledger.texts() == before

    def _remember(self) -> None:
        with self.ledger.store.engine.connect() as db:
            moment = db.exec_driver_sql("SELECT max(id) FROM moments").scalar() or 0
            for day in ("2001-01-01", "2003-06-01", "2006-01-01"):
                text = text_of(text_on(db, self.ledger.work.sequence, day, moment))
                self.answers.append((moment, day, text))

    @invariant()
    def the_store_is_what_a_replay_makes(self) -> None:
        assert self.ledger.differences() == []
        assert self.ledger.store.chain_break() is None

    @invariant()
    def the_past_is_answered_as_before(self) -> None:
        with self.ledger.store.engine.connect() as db:
            for moment, day, text in self.answers:
                assert text_of(text_on(db, self.ledger.work.sequence, day, moment)) == text


AnyLedger.TestCase.settings = settings(max_examples=12, stateful_step_count=8, deadline=None)
TestAnyLedger = AnyLedger.TestCase
