"""Particulars that an imported act does not print: entered by two registrars, never over print."""

from __future__ import annotations

from pathlib import Path

import pytest

from consolidation.prepare import prepare
from registry import audit, entered, numbering, records
from registry.office import Office, OfficeError
from registry.register import register
from registry.store import Store
from registry.verify import verify
from schemas.model import Particulars
from tests.registry.flow import LAW

AMENDING = "/akn/ge/act/kanoni/parlamenti/2022-05-20/1502"
TODAY = "2026-11-22"
GIVEN = {"published": "2022-05-24", "organ": "ვებგვერდი"}
SOURCE = "matsne.gov.ge, ბეჭდური გამოცემა"


@pytest.fixture
def office(tmp_path: Path, examples: Path) -> Office:
    """The example law, and a change of it whose day of publication nobody knows."""
    store = Store(tmp_path / "store.sqlite")
    for name, known in (
        ("1-law.txt", Particulars(published="2021-02-15")),
        ("3-amending-law.txt", None),
    ):
        data = (examples / name).read_bytes()
        register(store, prepare(data, name, known), data, name)
    return Office(store.engine)


@pytest.fixture
def store(office: Office, tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite")


def proposed(office: Office, fields: dict[str, str] = GIVEN, by: str = "registrar") -> int:
    with office.decision() as db:
        return entered.propose(db, AMENDING, fields, "№158, 7(5)", SOURCE, by, TODAY)


def refused(name: str, office: Office, fields: dict[str, str], **more: str) -> None:
    said = {"ground": "№158", "source": SOURCE, "by": "registrar", "iri": AMENDING, **more}
    with pytest.raises(OfficeError) as error, office.decision() as db:
        entered.propose(db, said["iri"], fields, said["ground"], said["source"], said["by"], TODAY)
    assert error.value.name == name


def test_a_day_of_publication_brings_the_versions(store: Store, office: Office) -> None:
    assert [item.valid_from for item in store.expressions(LAW)] == ["2021-03-01"]
    chosen = proposed(office)
    assert len(store.expressions(LAW)) == 1, "nothing happens before a second person confirms"
    with office.decision() as db:
        made = entered.confirm(store, db, chosen, "registrar2", TODAY)
    assert made == [AMENDING, LAW]
    last = store.expressions(LAW)[-1]
    assert last.valid_from == "2022-05-25"
    printed = [p.printed for unit in last.act.walk() for p in unit.petits]
    assert any("24.05.2022" in one for one in printed)
    assert [d for _, found in verify(store) for d in found] == []
    with office.reading() as db:
        record = records.get(db, AMENDING)
        law = records.get(db, LAW)
        (one,) = entered.of(db, AMENDING)
    assert record is not None
    assert (record.published, record.organ) == ("2022-05-24", "ვებგვერდი")
    assert "published" not in record.missing
    assert law is not None
    assert "2022-05-25" in law.changed
    assert (one.state, one.by, one.checked_by) == ("confirmed", "registrar", "registrar2")
    assert [line.action for line in audit.lines(office, subject=AMENDING)][-2:] == [
        "particulars-proposed", "particulars-entered",
    ]  # fmt: skip


def proposed_in(db: object) -> int:
    return entered.propose(db, AMENDING, GIVEN, "№158", SOURCE, "registrar", TODAY)  # type: ignore[arg-type]


def test_what_the_act_prints_is_never_written_over(store: Store, office: Office) -> None:
    with office.reading() as db:
        record = records.get(db, AMENDING)
    assert record is not None
    assert set(entered.lacking(record)) == {"published", "organ", "code"}
    for field in ("number", "kind", "issuer"):
        refused("printed", office, {field: "სხვა"})
    refused("printed", office, {"title": "სხვა"})
    with office.decision() as db:
        entered.confirm(store, db, proposed_in(db), "registrar2", TODAY)
    refused("printed", office, {"published": "2022-05-25"})


def test_nobody_enters_alone(store: Store, office: Office) -> None:
    number = proposed(office)
    refused("asked-already", office, {"organ": "სხვა"})
    with pytest.raises(OfficeError) as error, office.decision() as db:
        entered.confirm(store, db, number, "registrar", TODAY)
    assert error.value.name == "own-decision"
    with office.decision() as db:
        entered.reject(db, number, "სხვა დღეა", "registrar2")
    with pytest.raises(OfficeError) as error, office.decision() as db:
        entered.confirm(store, db, number, "registrar2", TODAY)
    assert error.value.name == "closed"
    assert len(store.expressions(LAW)) == 1


@pytest.mark.parametrize(
    ("name", "fields", "more"),
    [
        ("incomplete", {"published": " "}, {}),
        ("no-ground", GIVEN, {"ground": " "}),
        ("no-source", GIVEN, {"source": ""}),
        ("no-such-record", GIVEN, {"iri": "/akn/ge/act/none"}),
        ("bad-day", {"published": "2022-02-30"}, {}),
        ("bad-day", {"published": "2022-05-19"}, {}),  # before it was adopted
        ("bad-day", {"published": "2026-11-23"}, {}),  # tomorrow
        ("bad-field", {"code": "12"}, {}),
        ("bad-field", {"organ": "ა" * 301}, {}),
        ("code-taken", {"code": "200000000.05.001.020101"}, {}),
    ],
)
def test_what_cannot_be_so_is_refused(
    office: Office, name: str, fields: dict[str, str], more: dict[str, str]
) -> None:
    with office.decision() as db:
        numbering.keep_printed(db, "200000000.05.001.020101", LAW)
    refused(name, office, fields, **more)


def test_a_code_is_written_into_the_book(store: Store, office: Office) -> None:
    number = proposed(office, {"code": "200000000.05.001.016002"})
    with office.decision() as db:
        entered.confirm(store, db, number, "registrar2", TODAY)
    with office.reading() as db:
        code = numbering.code_of(db, AMENDING)
    assert code is not None
    assert code.short == "200000000.05.001.016002"
    assert [work.iri for work in store.find("200000000.05.001.016002")] == [AMENDING]
    assert [d for _, found in verify(store) for d in found] == []


def test_an_act_without_a_name_keeps_its_address(store: Store, office: Office) -> None:
    """What is entered later changes the record; links to the act go on working."""
    data = "ბაღების წესი\n\nმუხლი 1\n1. ბაღი ღიაა.\n".encode()
    iri = register(store, prepare(data, "x.txt"), data, "x.txt").iri
    fields = {"kind": "ბრძანება", "issuer": "საქართველოს მთავრობა", "published": "2012-05-04"}
    with office.decision() as db:
        number = entered.propose(db, iri, fields, "№158", SOURCE, "registrar", TODAY)
        entered.confirm(store, db, number, "registrar2", TODAY)
        record = records.get(db, iri)
    assert record is not None
    assert (record.kind, record.issuers) == ("ბრძანება", ("საქართველოს მთავრობა",))
    work = store.work(iri)
    assert work is not None
    assert work.particulars.published == "2012-05-04"
    assert [d for _, found in verify(store) for d in found] == []
