"""Registration codes: both printed forms, both states of the tables, no number twice or lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from benchmarks import codes as benchmark
from registry import numbering
from registry import tables as s
from registry.code_tables import Change, CodeTables
from registry.codes import BadCode, RegistrationCode
from registry.office import Office, OfficeError
from registry.record import Incomplete, Record
from registry.records import get, keep
from schemas.model import Particulars

BEFORE, AFTER, TODAY = "2012-06-01", "2013-06-01", "2026-11-20"
DIGITS = st.text("0123456789", min_size=20, max_size=20)


@given(DIGITS)
def test_every_code_comes_back_from_both_printed_forms(digits: str) -> None:
    code = RegistrationCode.parse(digits)
    assert code.digits == digits
    assert RegistrationCode.parse(code.short) == RegistrationCode.parse(code.long) == code


@pytest.mark.parametrize("text", ["", "12.10.2004", "1" * 19, "1" * 21, "٠" * 20, "a" * 20])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadCode):
        RegistrationCode.parse(text)


@pytest.mark.parametrize(
    ("table", "code", "before", "after"),
    [
        ("kind", "20", "საქართველოს კონტროლის პალატის თავმჯდომარის ბრძანება", None),
        ("kind", "58", None, "სახელმწიფო აუდიტის სამსახურის გენერალური აუდიტორის ბრძანება"),
        ("kind", "05", "საქართველოს კანონი", "საქართველოს კანონი"),
        ("organ", "013", "საქართველოს კონტროლის პალატის თავმჯდომარე", None),
        ("organ", "070", None, "სახელმწიფო აუდიტის სამსახურის გენერალური აუდიტორი"),
        ("organ", "152", "დუშეთის მუნიციპალიტეტი", "დუშეთის მუნიციპალიტეტი"),
    ],
)
def test_a_code_is_read_with_the_table_of_its_day(
    table: str, code: str, before: str | None, after: str | None
) -> None:
    book = CodeTables.shipped()
    assert book.name(table, code, BEFORE) == before  # type: ignore[arg-type]
    assert book.name(table, code, AFTER) == after  # type: ignore[arg-type]


def test_both_states_hold_the_rows_of_the_annexes() -> None:
    book = CodeTables.shipped()
    assert [len(book.on("kind", day)) for day in (BEFORE, AFTER)] == [44, 44]
    assert [len(book.on("organ", day)) for day in (BEFORE, AFTER)] == [117, 117]
    assert book.on("kind", "2011-12-31") == []


@pytest.mark.parametrize(
    ("kind", "issuer", "expected"),
    [
        ("კანონი", "საქართველოს პარლამენტი", ("05", "001")),
        ("დადგენილება", "საქართველოს მთავრობა", ("10", "003")),
        ("ბრძანება", "საქართველოს ფინანსთა მინისტრი", ("22", "033")),
        ("დადგენილება", "ჩხოროწყუს მუნიციპალიტეტის საკრებულო", ("35", "107")),
        ("დადგენილება", "ქალაქ ფოთის საკრებულო", ("35", "111")),
        ("გადაწყვეტილება", "ქ. თბილისის საკრებულო", ("36", "101")),
        ("ბრძანება", "უცნობი უწყება", (None, None)),
    ],
)
def test_parts_are_proposed_where_names_prove_them(
    kind: str, issuer: str, expected: tuple[str | None, str | None]
) -> None:
    assert tuple(CodeTables.shipped().propose(kind, issuer, TODAY)) == expected


def test_an_administrator_extends_a_table_from_a_day_on(office: Office) -> None:
    new = Change("organ", "country", "022", "საქართველოს განათლების მინისტრი", "2026-05-01", "№1")
    end = Change("organ", "country", "071", None, "2026-05-01", "№1")
    with office.decision() as db:
        numbering.change_table(db, new, "admin")
        numbering.change_table(db, end, "admin")
        book = numbering.tables(db)
    old = "საქართველოს განათლებისა და მეცნიერების მინისტრი"
    assert book.name("organ", "022", "2026-04-30") == old
    assert book.name("organ", "022", "2026-05-01") == "საქართველოს განათლების მინისტრი"
    assert book.name("organ", "071", "2026-04-30")
    assert book.name("organ", "071", "2026-05-01") is None


def give(office: Office, holder: str, kind: str = "22", organ: str = "027") -> str:
    with office.decision() as db:
        book = numbering.tables(db)
        code = numbering.give(
            db, sector="010340000", kind=kind, organ=organ, day=TODAY, holder=holder, book=book
        )
        return code.short


def test_each_part_of_the_register_counts_for_itself(office: Office) -> None:
    assert give(office, "a") == "010340000.22.027.016001"
    assert give(office, "b") == "010340000.22.027.016002"
    assert give(office, "c", organ="033") == "010340000.22.033.016001"


def test_an_act_gets_one_code(office: Office) -> None:
    give(office, "a")
    with pytest.raises(OfficeError, match="has the code"):
        give(office, "a")


def test_a_part_that_is_not_in_the_table_of_the_day_gives_no_code(office: Office) -> None:
    with pytest.raises(OfficeError, match="kind '20'"):
        give(office, "a", kind="20", organ="013")
    assert give(office, "a") == "010340000.22.027.016001"


def test_imported_codes_stay_and_are_never_given_again(office: Office) -> None:
    with office.decision() as db:
        numbering.keep_imported(db, "010.340.000.22.027.016.001", "imported")
        assert numbering.keep_imported(db, "010340000.22.027.016001", "imported").sequence == 16001
        with pytest.raises(OfficeError, match="another act"):
            numbering.keep_imported(db, "010340000.22.027.016001", "other")
    assert give(office, "new") == "010340000.22.027.016002"
    with office.reading() as db:
        assert numbering.missing(db) == []


def test_codes_of_imported_acts_are_taken_over(office: Office) -> None:
    with office.decision() as db:
        db.execute(insert(s.sources).values(
            sha256="0", name="", format="text", size=0, bytes=b"", recorded="",
        ))  # fmt: skip
        for n, code in enumerate(("010340000.22.027.016001", "no code", "010340000.22.027.016001")):
            db.execute(insert(s.works).values(
                iri=f"w{n}", sequence=n, source="0", particulars="{}", reading="{}", recorded="",
            ))  # fmt: skip
            row = {"kind": "registration-code", "value": code, "iri": f"w{n}"}
            db.execute(insert(s.aliases).values(**row))
        assert numbering.take_over(db) == (1, ["w1", "w2"])
    assert give(office, "new") == "010340000.22.027.016002"


def test_processes_that_publish_at_once_never_share_a_code(tmp_path: Path) -> None:
    done = benchmark.run(400, 4, tmp_path)
    assert done["codes"] == done["different"] == done["in the book"] == 392
    assert done["parts with a gap"] == []


def test_a_record_lacks_nothing_the_law_asks(office: Office) -> None:
    act = Particulars(
        title="წესი", kind="ბრძანება", issuer="საქართველოს იუსტიციის მინისტრი", date="2026-11-02",
        number="7", published="2026-11-20", registration_code="010340000.22.027.016001",
    )  # fmt: skip
    record = Record.of(act, joint=("საქართველოს ფინანსთა მინისტრი",), until="2027-11-02")
    assert record.joint
    with office.decision() as db:
        assert keep(db, "/akn/x", record) == 1
        with pytest.raises(OfficeError):
            keep(db, "/akn/x", record)
        held = get(db, "/akn/x")
        assert held is not None
        assert held.code == record.code
    with pytest.raises(Incomplete) as refused:
        Record.of(Particulars(title="წესი"))
    assert refused.value.missing == ["kind", "issuer", "date", "number"]
