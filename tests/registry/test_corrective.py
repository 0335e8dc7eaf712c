"""After publication: corrective events, editorial corrections, and what was known before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from consolidation.decisions import Decision
from consolidation.prepare import prepare
from registry import (
    approval,
    audit,
    bundles,
    corrective,
    deciding,
    events,
    own_words,
    preview,
    records,
)
from registry.deciding import Fields, corrected
from registry.office import Office, OfficeError
from registry.rebuild import rebuild
from registry.register import register
from registry.store import Store
from registry.verify import verify
from schemas.model import Particulars, text_of
from tests.registry.flow import LAW, WORDS, WORDS_OF, brought, decided, everyone, published


@pytest.fixture
def bundle(office_store: Store, office: Office, examples: Path) -> int:
    """A change that was approved: point 2 of article 4 was given anew, by mistake in article 3."""
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    brought(office_store, office, WORDS, *WORDS_OF)
    wrong = Fields("repeal", (("article", "3"), ("point", "2")))
    decide(office_store, office, 1, 2, wrong, again="აქტის ავტორმა ასე განმარტა")
    for n in (1, 3):
        decided(office, 1, n, "accept", "nino")
    approve(office_store, office, 1)
    return 1


def decide(
    store: Store, office: Office, bundle: int, n: int, fields: Fields, *, again: str = ""
) -> None:
    with office.decision() as db:
        one = bundles.get(db, bundle)
        work = store.work(one.amending, db)
        assert work is not None
        words = preview.intake_of(store, db, work).source.text
        entry = next(e for e, _ in deciding.decided(db, bundle) if e.operation.n == n)
        new = corrected(entry, fields, words)
        deciding.decide(db, one, n, "correct", new, "ერთეული სხვაა", "nino")
        if again:
            own_words.affirm(db, bundles.get(db, bundle), n, again, "nino")


def approve(store: Store, office: Office, bundle: int, by: str = "giorgi") -> None:
    with office.decision() as db:
        approval.submit(store, db, bundles.get(db, bundle), "nino")
        rows = [e.operation.n for e, d in deciding.decided(db, bundle) if d is not None]
        approval.confirm(db, bundles.get(db, bundle), rows, by, "აქტს შევადარე")
        approval.approve(store, db, bundles.get(db, bundle), by)


def open_event(office: Office, bundle: int, reason: str = "შეიცვალა სხვა მუხლი") -> int:
    with office.decision() as db:
        return corrective.open_event(db, bundles.get(db, bundle), reason, "nino")


def law(store: Store, known: str | None = None) -> str:
    return text_of(store.expressions(LAW, known)[-1].act.root)


def right(store: Store, office: Office, bundle: int) -> Fields:
    with office.reading() as db:
        work = store.work(bundles.get(db, bundle).amending, db)
        assert work is not None
        words = preview.intake_of(store, db, work).source.text
    start = words.index("2. ბიბლიოთეკა ღიაა")
    end = words.index("დღისა.“") + len("დღისა.")
    return Fields("substitute", (("article", "4"), ("point", "2")), new_text=(start, end))


def learnt_yesterday(store: Store) -> None:
    """As if everything so far had been recorded in 2023."""
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE moments SET recorded = '2023-03-04' || substr(recorded, 11)")
        db.execute("UPDATE works SET recorded = '2023-03-04' || substr(recorded, 11)")


def test_a_corrective_event_puts_the_law_right_and_forgets_nothing(
    office_store: Store, office: Office, bundle: int
) -> None:
    wrong = law(office_store)
    assert "2. (ამოღებულია" in wrong
    learnt_yesterday(office_store)
    event = open_event(office, bundle)
    decide(office_store, office, event, 2, right(office_store, office, event))
    assert law(office_store) == wrong  # nothing yet
    approve(office_store, office, event)
    now = law(office_store)
    assert "2. წიგნის დაბრუნების ვადაა 14 დღე." in now
    assert "2. ბიბლიოთეკა ღიაა კვირაში არანაკლებ ექვსი დღისა." in now
    assert law(office_store, "2023-06-01") == wrong
    assert [d for _, found in verify(office_store) for d in found] == []
    assert office_store.chain_break() is None
    with office.reading() as db:
        ((told, why),) = corrective.everything(db)
        (line,) = corrective.corrected(db, told.id)
    assert (why.corrects, line.n) == (bundle, 2)
    assert line.before is not None
    assert line.after is not None
    assert (line.before["action"], line.after["action"]) == ("repeal", "substitute")
    assert "corrective-event" in [one.action for one in audit.lines(office)]


def test_a_published_order_that_was_none_is_withdrawn(
    office_store: Store, office: Office, bundle: int
) -> None:
    event = open_event(office, bundle)
    decided(office, event, 2, "no-effect", "nino", reason="ასეთი მითითება არ არის")
    approve(office_store, office, event)
    assert "2. წიგნის დაბრუნების ვადაა 14 დღე." in law(office_store)
    assert [d for _, found in verify(office_store) for d in found] == []
    second = open_event(office, event, "მაინც იყო მითითება")
    with office.reading() as db:
        assert [e.operation.n for e, _ in bundles.proposed(db, second)] == [1, 3]


def test_an_event_needs_a_reason_a_change_and_another_person(
    office_store: Store, office: Office, bundle: int
) -> None:
    with pytest.raises(OfficeError, match="why"):
        open_event(office, bundle, " ")
    event = open_event(office, bundle)
    with pytest.raises(OfficeError, match="open on this act"):
        open_event(office, bundle)
    with pytest.raises(OfficeError, match="only what is published"):
        open_event(office, event)
    with pytest.raises(OfficeError, match="decided"):
        approve(office_store, office, event)
    with pytest.raises(OfficeError, match="not deferred"):
        decided(office, event, 2, "defer", "nino", reason="x")
    decide(office_store, office, event, 2, right(office_store, office, event))
    with pytest.raises(OfficeError, match="does not approve"):
        approve(office_store, office, event, by="nino")


def test_rebuilding_leaves_the_decisions_of_people_alone(
    office_store: Store, office: Office, examples: Path, bundle: int
) -> None:
    open_ = brought(office_store, office, WORDS.replace("2100", "2101"), WORDS_OF[0], "2101",
                    "2023-03-02", "2023-03-04")  # fmt: skip
    before = law(office_store)
    held = office_store.entries_by(open_)
    assert held == {}
    assert not any(one.changed for one in rebuild(office_store))
    assert law(office_store) == before
    assert office_store.entries_by(open_) == {}


CORRECTION = Decision(
    "correct", "nino", "ზედმეტი მძიმე", LAW, unit="art_1", old="წიგნისა და ცოდნის",
    new="წიგნისა და, ცოდნის", day="2023-05-01",
)  # fmt: skip


def test_an_editorial_correction_by_two_people(
    office_store: Store, office: Office, bundle: int
) -> None:
    with office.decision() as db:
        number = events.propose(office_store, db, CORRECTION)
    assert "წიგნისა და, ცოდნის" not in law(office_store)
    with pytest.raises(OfficeError, match="does not check"), office.decision() as db:
        events.carry_out(office_store, db, number, "nino")
    with office.decision() as db:
        events.carry_out(office_store, db, number, "giorgi")
        done = events.get(db, number)
    assert (done.state, done.checked_by) == ("carried-out", "giorgi")
    assert "წიგნისა და, ცოდნის" in law(office_store)
    with pytest.raises(OfficeError, match="carried-out"), office.decision() as db:
        events.carry_out(office_store, db, number, "giorgi")
    back = Decision("undo", "nino", "მძიმე სწორი იყო", LAW, undoes=done.ledger or 0)
    with office.decision() as db:
        again = events.propose(office_store, db, back)
        events.carry_out(office_store, db, again, "giorgi")
    assert "წიგნისა და, ცოდნის" not in law(office_store)


@pytest.mark.parametrize(
    ("decision", "name"),
    [
        (Decision("correct", "nino", "x", LAW, unit="art_3", old="14 დღე", new="15 დღე",
                  day="2023-05-01"), "not-editorial"),
        (Decision("correct", "nino", "x", LAW, unit="art_3", old="სხვა სიტყვა", new="სხვა, სიტყვა",
                  day="2023-05-01"), "cannot-be-carried-out"),
        (Decision("correct", "nino", "x", LAW, unit="art_99", old="ერთი ორი", new="ერთი, ორი",
                  day="2023-05-01"), "cannot-be-carried-out"),
        (Decision("correct", "nino", "x", f"{LAW}x", unit="art_1", old="ა ბ", new="ა, ბ",
                  day="2023-05-01"), "no-such-act"),
        (Decision("refuse", "nino", "x", LAW, n=1), "bad-field"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_is_told_when_it_is_proposed(
    office_store: Store, office: Office, bundle: int, decision: Decision, name: str
) -> None:
    with pytest.raises(OfficeError) as error, office.decision() as db:
        events.propose(office_store, db, decision)
    assert error.value.name == name


def test_a_rejected_event_says_why(office_store: Store, office: Office, bundle: int) -> None:
    with office.decision() as db:
        number = events.propose(office_store, db, CORRECTION)
        with pytest.raises(OfficeError, match="why"):
            events.reject(db, number, " ", "giorgi")
        events.reject(db, number, "მძიმე იქ არ იწერება", "giorgi")
        assert events.get(db, number).comment == "მძიმე იქ არ იწერება"


# an act that was only imported

AMENDING = "/akn/ge/act/kanoni/parlamenti/2023-03-01/2100"


@pytest.fixture
def brought_in(office_store: Store, office: Office, examples: Path) -> Store:
    """The law and a change of it, both imported: nobody decided on any order here."""
    everyone(office)
    law_text = (examples / "1-law.txt").read_bytes()
    for data, name, day in (
        (law_text, "1-law.txt", "2021-02-15"), (WORDS.encode(), "words.txt", "2023-03-03"),
    ):  # fmt: skip
        known = Particulars(published=day)
        register(office_store, prepare(data, name, known), data, name)
    return office_store


def on_imported(office: Office, reason: str = "მუხლი სხვაა", target: str = LAW) -> int:
    with office.decision() as db:
        return corrective.open_on_imported(db, AMENDING, target, reason, "nino")


def test_orders_of_an_imported_act_are_corrected_by_an_event(
    brought_in: Store, office: Office
) -> None:
    before = law(brought_in)
    assert "წიგნსაცავი ვალდებულია" in before
    learnt_yesterday(brought_in)
    event = on_imported(office)
    assert law(brought_in) == before
    decided(office, event, 3, "no-effect", "nino", reason="ასეთი მითითება არ არის")
    with pytest.raises(OfficeError, match="does not approve"):
        approve(brought_in, office, event, by="nino")
    approve(brought_in, office, event)
    assert "1. ბიბლიოთეკა ვალდებულია" in law(brought_in)
    assert law(brought_in, "2023-06-01") == before
    assert [d for _, found in verify(brought_in) for d in found] == []
    assert brought_in.chain_break() is None
    with office.reading() as db:
        ((_, why),) = corrective.everything(db)
        assert bundles.get(db, why.corrects).state == "imported"
        assert records.get(db, LAW).changed == ("2023-03-04",)  # type: ignore[union-attr]
        assert [one.state for one in bundles.queue(db, closed=True)] == ["approved"]


def test_a_newer_reading_leaves_corrected_orders_of_an_import_alone(
    brought_in: Store, office: Office
) -> None:
    event = on_imported(office)
    decided(office, event, 3, "no-effect", "nino", reason="ასეთი მითითება არ არის")
    approve(brought_in, office, event)
    text = law(brought_in)
    assert not any(one.changed for one in rebuild(brought_in))
    assert law(brought_in) == text
    again = on_imported(office, "კიდევ ერთხელ")
    with office.reading() as db:
        assert [e.operation.n for e, _ in bundles.proposed(db, again)] == [1, 2]


def test_an_event_on_an_import_needs_its_reason_and_its_act(
    brought_in: Store, office: Office
) -> None:
    with pytest.raises(OfficeError, match="why"):
        on_imported(office, " ")
    with pytest.raises(OfficeError, match="no such act"):
        on_imported(office, target=AMENDING)
    on_imported(office)
    with pytest.raises(OfficeError, match="open on this act"):
        on_imported(office)


def test_orders_that_the_office_decides_on_are_corrected_through_their_bundle(
    office_store: Store, office: Office, bundle: int
) -> None:
    with pytest.raises(OfficeError, match="correct its bundle"):
        on_imported(office)


def test_the_public_list_names_the_field_and_both_its_states(
    office_store: Store, office: Office, bundle: int
) -> None:
    event = open_event(office, bundle)
    decide(office_store, office, event, 2, right(office_store, office, event))
    decided(office, event, 1, "no-effect", "nino", reason="არ იყო")
    approve(office_store, office, event)
    with office.reading() as db:
        lines = {one.n: one for one in corrective.corrected(db, event)}
    changed = {field.name: (field.before, field.after) for field in lines[2].fields}
    assert changed["action"] == ("repeal", "substitute")
    assert changed["units"] == (
        [["article", "3"], ["point", "2"]], [["article", "4"], ["point", "2"]],
    )  # fmt: skip
    assert changed["new_text"][0] is None
    assert "ექვსი დღისა" in changed["new_text"][1]
    assert "valid_from" not in changed
    assert "ჩამოყალიბდეს" in lines[2].quote
    gone = {field.name: field.after for field in lines[1].fields}
    assert set(gone.values()) == {None}
