"""The State Register: a record for every act held, found by every particular, page by page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select

from benchmarks.one_law import IRI, OneLaw
from consolidation.prepare import prepare
from registry import numbering, records, register_search
from registry import office_tables as t
from registry import tables as s
from registry.codes import RegistrationCode
from registry.office import Office, OfficeError
from registry.record import Record
from registry.records import Entered
from registry.register import register
from registry.register_export import COLUMNS, as_csv, as_json, described
from registry.register_search import ORDERS, STATES, Wanted
from registry.store import Store
from schemas.model import Particulars
from tests.registry.flow import LAW, everyone, published

DAY = "2026-11-22"
AMENDING = "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"


def imported(store: Store, examples: Path, *names: str) -> None:
    for name in names:
        data = (examples / name).read_bytes()
        register(store, prepare(data, name, Particulars()), data, name)


def held(store: Store) -> dict[str, Entered]:
    with store.engine.connect() as db:
        found = register_search.look(db, Wanted(order="oldest"), DAY, limit=1000).items
    return {one.iri: one for one in found}


def test_an_imported_act_has_the_record_of_what_it_prints(
    office_store: Store, examples: Path
) -> None:
    imported(office_store, examples, "1-law.txt", "3-amending-law.txt")
    rows = held(office_store)
    assert [one.entry for one in rows.values()] == [1, 2]
    law = rows[LAW].record
    assert (law.kind, law.number) == ("კანონი", "410")
    assert law.issuers == ("საქართველოს პარლამენტი",)  # a law has no other
    with office_store.engine.connect() as db:
        found = register_search.look(db, Wanted(issuer="პარლამენტი"), DAY).items
    assert {one.iri for one in found} == set(rows)
    assert (law.title, law.date) == ("საჯარო ბიბლიოთეკების შესახებ", "2021-02-10")
    assert law.origin == "imported"
    assert law.missing == ("organ", "published", "code")


def test_importing_twice_and_taking_over_change_nothing(
    office_store: Store, office: Office, examples: Path
) -> None:
    imported(office_store, examples, "1-law.txt")
    before = held(office_store)
    imported(office_store, examples, "1-law.txt")
    with office.decision() as db:
        assert records.take_over(db) == 0
        assert records.keep_imported(db, LAW) is None
    assert held(office_store) == before


def test_acts_of_an_earlier_program_are_taken_over_in_their_order(
    office_store: Store, office: Office, examples: Path
) -> None:
    imported(office_store, examples, "1-law.txt", "3-amending-law.txt")
    before = held(office_store)
    with office.decision() as db:
        db.execute(delete(t.records))
        assert records.take_over(db) == 2
        assert records.take_over(db) == 0
    after = held(office_store)
    assert {iri: replace(one, recorded="") for iri, one in after.items()} == {
        iri: replace(one, recorded="") for iri, one in before.items()
    }


def test_the_code_that_an_act_prints_is_written_with_the_import(
    office_store: Store, office: Office, examples: Path
) -> None:
    data = (examples / "1-law.txt").read_bytes()
    code = "200000000.05.001.016001"
    known = Particulars(registration_code=code)
    register(office_store, prepare(data, "1-law.txt", known), data, "1-law.txt")
    with office.reading() as db:
        found = numbering.code_of(db, LAW)
        assert found == RegistrationCode.parse(code)
        record = records.get(db, LAW)
    assert record is not None
    assert (record.code, record.missing) == (found, ("organ", "published"))


def test_what_is_printed_in_the_place_of_a_code_is_kept_as_it_is() -> None:
    record = Record.printed(Particulars(title="წესი", registration_code="ს/კ 12"))
    assert (record.code, record.code_as_printed) == (None, "ს/კ 12")
    assert "code" in record.missing
    assert records.record_from_json(records.record_to_json(record)) == record


def test_the_office_and_imports_stand_in_one_register(
    office_store: Store, office: Office, examples: Path
) -> None:
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    imported(office_store, examples, "3-amending-law.txt")
    rows = held(office_store)
    assert [(one.entry, one.record.origin) for one in rows.values()] == [
        (1, "published"), (2, "imported"),
    ]  # fmt: skip
    assert rows[LAW].since == "2021-03-01"
    assert rows[LAW].record.missing == ()


def test_days_of_change_and_of_repeal_follow_the_ledger(ledger: OneLaw) -> None:
    with ledger.store.transaction() as db:
        records.keep_imported(db, IRI)
    point = {"action": "repeal", "units": (("article", "1"), ("point", "1"))}
    ledger.act(point, day="2003-05-01")
    ledger.act({**point, "units": (("article", "2"), ("point", "1"))}, day="2002-01-01")
    pending = {**point, "units": (("article", "3"), ("point", "1"))}
    ledger.act(pending, day=None)
    assert held(ledger.store)[IRI].record.changed == ("2002-01-01", "2003-05-01")
    assert held(ledger.store)[IRI].until is None
    amending = ledger.act({"action": "repeal-act", "units": ()}, day="2010-01-01")
    one = held(ledger.store)[IRI]
    assert (one.since, one.until) == ("2002-01-01", "2010-01-01")
    assert register_search.state_of(one, "2009-12-31") == "in-force"
    assert register_search.state_of(one, "2010-01-01") == "repealed"
    ledger.decide("refuse", amending, n=1)
    assert held(ledger.store)[IRI].until is None


def test_a_judgment_on_the_whole_act_ends_it_and_one_on_a_unit_changes_it(ledger: OneLaw) -> None:
    court = Particulars(
        kind="გადაწყვეტილება", issuer="საქართველოს საკონსტიტუციო სასამართლო", number="1/1/548",
        date="2015-01-22",
    )  # fmt: skip
    with ledger.store.transaction() as db:
        records.keep_imported(db, IRI)
    ledger.decide("strike", unit="art_4", day="2015-02-01", court=court)
    assert held(ledger.store)[IRI].record.changed == ("2015-02-01",)
    assert held(ledger.store)[IRI].until is None
    ledger.decide("strike", unit="act", day="2015-06-01", court=court)
    one = held(ledger.store)[IRI]
    assert (one.record.changed, one.until) == (("2015-02-01",), "2015-06-01")


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("მოქმედებს 2022 წლის 1 იანვრამდე", "2022-01-01"),
        ("მოქმედებს 2021 წლის 31 დეკემბრის ჩათვლით", "2022-01-01"),
        ("გავრცელდეს 2020 წლის 1 დეკემბრიდან წარმოშობილ ურთიერთობებზე", None),
    ],
)
def test_the_term_of_the_whole_act_is_read_from_its_own_text(
    office_store: Store, words: str, until: str | None
) -> None:
    text = (
        "საქართველოს კანონი\n\nდროებითი წესის შესახებ\n\nმუხლი 1. წესი\nწესი დროებითია.\n\n"
        f"მუხლი 2. ამოქმედება\nეს კანონი ამოქმედდეს 2021 წლის 1 იანვრიდან და {words}.\n\n"
        "თბილისი,\n2020 წლის 1 დეკემბერი.\n№7\n"
    ).encode()
    register(office_store, prepare(text, "term.txt"), text, "term.txt")
    ((_, one),) = held(office_store).items()
    assert (one.record.until, one.until, one.since) == (until, until, "2021-01-01")
    assert register_search.state_of(one, "2021-12-31") == "in-force"
    assert register_search.state_of(one, "2022-01-01") == ("repealed" if until else "in-force")


# looking up, against a list that is looked through by hand

KINDS, ISSUERS = ("კანონი", "ბრძანება", None), ("საქართველოს პარლამენტი", "ფინანსთა მინისტრი", None)
TITLES = ("ბაღების შესახებ", "„ბაღებისა“ და წყლის წესი", "წყლის წესი", None)
DAYS = st.sampled_from(["2001-01-01", "2010-06-05", "2027-01-01", None])


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[Record, str | None, str | None]]:
    out = []
    for number in range(draw(st.integers(0, 25))):
        act = Particulars(
            title=draw(st.sampled_from(TITLES)), kind=draw(st.sampled_from(KINDS)),
            issuer=draw(st.sampled_from(ISSUERS)), date=draw(DAYS), published=draw(DAYS),
            number=draw(st.sampled_from(["7", "№ 7", "12/ნ", None])),
            registration_code=draw(st.sampled_from([None, f"0100000002200101{number:04d}"])),
        )  # fmt: skip
        out.append((Record.printed(act), draw(DAYS), draw(DAYS)))
    return out


WANTED = st.builds(
    Wanted, title=st.sampled_from(["", "", "ბაღ", "წყლის წეს", "ᲬᲧᲚᲘᲡ"]),
    issuer=st.sampled_from(["", "", "მინისტრი"]), kind=st.sampled_from(["", "", "კანონი"]),
    number=st.sampled_from(["", "", "7", "12/ნ"]), code=st.sampled_from(["", "", "010"]),
    adopted_from=st.sampled_from(["", "2010-06-05"]),
    adopted_to=st.sampled_from(["", "2010-06-05"]),
    published_to=st.sampled_from(["", "2010-06-05"]), state=st.sampled_from(["", *STATES]),
    order=st.sampled_from(ORDERS),
)  # fmt: skip


def answers(one: Entered, wanted: Wanted) -> bool:
    record = one.record
    words = records.folded(wanted.title).split()
    return all((
        all(f" {word}" in records.folded(record.title) for word in words),
        not wanted.issuer or wanted.issuer in "".join(record.issuers),
        not wanted.kind or record.kind == wanted.kind,
        not wanted.number or (record.number or "").removeprefix("№ ") == wanted.number,
        not wanted.code or (record.code and record.code.digits.startswith(wanted.code)),
        not wanted.adopted_from or (record.date or "") >= wanted.adopted_from,
        not wanted.adopted_to or (record.date and record.date <= wanted.adopted_to),
        not wanted.published_to or (record.published and record.published <= wanted.published_to),
        not wanted.state or register_search.state_of(one, DAY) == wanted.state,
    ))  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("register") / "store.sqlite") as store:
        yield store


@settings(max_examples=120, deadline=None)
@given(rows(), WANTED, st.integers(1, 7))
def test_pages_forward_and_back_are_the_list(
    empty: Store, made: list[tuple[Record, str | None, str | None]], wanted: Wanted, size: int
) -> None:
    with empty.transaction() as db:
        db.execute(delete(t.records))
        every = []
        for entry, (record, since, until) in enumerate(made, 1):
            values = {"iri": f"a{entry}", "entry": entry, "recorded": "", "since": since,
                      "until": until, "particulars": records.record_to_json(record)}  # fmt: skip
            db.execute(insert(t.records).values(values | records.columns_of(record)))
            every.append(Entered(entry, f"a{entry}", record, "", since, until))
        expected = [one.entry for one in every if answers(one, wanted)]
        if wanted.order == "adopted":
            expected.sort(key=lambda entry: (made[entry - 1][0].date or "", entry), reverse=True)
        elif wanted.order == "newest":
            expected.reverse()
        assert register_search.count(db, wanted, DAY) == len(expected)
        assert [one.entry for one in register_search.every(db, wanted, DAY)] == expected
        found = register_search.look(db, wanted, DAY, limit=size)
        assert found.previous is None
        pages = [[one.entry for one in found.items]]
        while found.next is not None:
            found = register_search.look(db, wanted, DAY, after=found.next, limit=size)
            pages.append([one.entry for one in found.items])
        assert [entry for page in pages for entry in page] == expected
        for page in reversed(pages[:-1]):
            assert found.previous is not None
            found = register_search.look(db, wanted, DAY, before=found.previous, limit=size)
            assert [one.entry for one in found.items] == page
            assert found.next is not None
        assert found.previous is None or len(pages) > 1


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("state", "gone", "bad-field"), ("order", "x", "bad-field"), ("code", "12a", "bad-field"),
        ("adopted_to", "2020-02-30", "bad-day"), ("title", "—", "bad-field"),
        ("number", "x" * 301, "bad-field"),
    ],
)  # fmt: skip
def test_a_filter_that_is_none_is_refused_by_name(field: str, value: str, name: str) -> None:
    with pytest.raises(OfficeError) as refused:
        Wanted(**{field: value})
    assert (refused.value.name, str(refused.value).partition(":")[0]) == (name, field)


@pytest.mark.parametrize(
    ("order", "cursor"),
    [("newest", "x"), ("newest", "2020-01-01:3"), ("adopted", "3"), ("adopted", "2020:3")],
)
def test_a_cursor_that_is_none_is_refused(office_store: Store, order: str, cursor: str) -> None:
    with office_store.engine.connect() as db, pytest.raises(OfficeError, match="cursor"):
        register_search.look(db, Wanted(order=order), DAY, after=cursor)


def test_files_hold_every_record_in_full(office_store: Store, examples: Path) -> None:
    imported(office_store, examples, "1-law.txt", "3-amending-law.txt")
    with office_store.engine.connect() as db:
        found = list(register_search.every(db, Wanted(order="oldest"), DAY))
    table = "".join(as_csv(found, DAY))
    assert table.startswith("\ufeffentry,act,")
    lines = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert tuple(lines[0]) == COLUMNS
    assert [line["act"] for line in lines] == [LAW, AMENDING]
    assert lines[0]["missing"] == "organ; published; code"
    assert json.loads("".join(as_json(found, DAY))) == [described(one, DAY) for one in found]
    assert json.loads("".join(as_json([], DAY))) == []


def test_there_is_a_record_for_every_act_of_the_store(office_store: Store, examples: Path) -> None:
    imported(office_store, examples, *(path.name for path in sorted(examples.glob("*.txt"))))
    with office_store.engine.connect() as db:
        acts = db.execute(select(func.count()).select_from(s.works)).scalar_one()
        missing = select(s.works.c.iri).where(s.works.c.iri.not_in(select(t.records.c.iri)))
        assert db.execute(missing).all() == []
    assert acts >= 3
