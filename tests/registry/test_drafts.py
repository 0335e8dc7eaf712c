"""From draft to publication: every step from every state by everybody, and what it must bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from registry import clocks, desk, drafts, numbering
from registry.drafts import STATES, STEPS, Draft
from registry.office import Office, OfficeError
from registry.publishing import publish_draft
from registry.records import get as record_of
from registry.rights import Right, Role
from registry.store import Store
from tests.registry.flow import (
    CHOICE,
    LAW,
    PARLIAMENT,
    drafted,
    everyone,
    moved,
    published,
    received,
    user,
)
from tests.registry.people import admitted

MINISTER = "საქართველოს იუსტიციის მინისტრი"
FULL = Draft(title="წესი", kind="ბრძანება", issuers=(MINISTER,), force="publication")
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"title": " "}, "title"),
        ({"kind": ""}, "kind"),
        ({"issuers": ()}, "issuer"),
        ({"force": ""}, "force"),
        ({"limited": True}, "until"),
    ],
)
def test_a_draft_without_a_required_particular_is_refused(
    change: dict[str, object], missing: str
) -> None:
    FULL.check()
    with pytest.raises(OfficeError, match=missing):
        replace(FULL, **change).check()  # type: ignore[arg-type]


@pytest.mark.parametrize("force", ["2026-02-30", "days:x", "days:-3", "20270101", "soon"])
def test_a_day_of_force_that_is_no_day_is_refused(force: str) -> None:
    with pytest.raises(OfficeError):
        replace(FULL, force=force).check()


@pytest.mark.parametrize("force", ["publication", "days:15", "2027-01-01"])
def test_days_of_force(force: str) -> None:
    replace(FULL, force=force).check()


DETAIL = {
    "reason": "x", "conclusion": "x", "number": "1", "date": "2026-11-01", "signature": "x",
    "code": "x", "iri": "x", "ground": "language",
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", [one.name for one in STEPS])
def test_a_step_goes_only_from_its_own_states(state: str, step: str) -> None:
    one = drafts.step(step)
    draft = replace(FULL, exempt="№1")
    if state in one.sources:
        assert drafts.taken(draft, state, step, DETAIL, TODAY).to in STATES
    else:
        with pytest.raises(OfficeError, match="not possible"):
            drafts.taken(draft, state, step, DETAIL, TODAY)


@pytest.mark.parametrize("step", [one.name for one in STEPS if one.needs])
def test_a_step_without_what_it_must_bring_is_refused(step: str) -> None:
    one = drafts.step(step)
    for key in one.needs:
        with pytest.raises(OfficeError, match=key):
            drafts.taken(FULL, min(one.sources), step, DETAIL | {key: " "}, TODAY)


def test_who_needs_no_conclusion() -> None:
    assert FULL.needs_conclusion(TODAY)
    for issuer in (PARLIAMENT, "საქართველოს მთავრობა", "ონის მუნიციპალიტეტის საკრებულო"):
        assert not replace(FULL, issuers=(issuer,)).needs_conclusion(TODAY)
    auditor = replace(FULL, issuers=("სახელმწიფო აუდიტის სამსახურის გენერალური აუდიტორი",))
    assert auditor.needs_conclusion(date(2026, 3, 1))
    assert not auditor.needs_conclusion(date(2026, 3, 2))


@pytest.fixture
def minister(office: Office) -> int:
    rights = (Right.DRAFT, Right.VISA, Right.EXPERTISE, Right.SEND, Right.SIGN)
    admitted(office, "clerk", rights=rights, body=MINISTER)
    admitted(office, "stranger", rights=rights, body="სხვა უწყება")
    admitted(office, "expert", roles=[Role.EXPERT], body="")
    admitted(office, "registrar", roles=[Role.REGISTRAR], body="")
    with office.decision() as db:
        return desk.create(db, FULL, "ტექსტი".encode(), "text", user(office, "clerk"))


def test_expertise_a_negative_conclusion_and_the_resubmission(
    office: Office, minister: int
) -> None:
    moved(office, minister, "visa", "clerk")
    with pytest.raises(OfficeError, match="conclusion is needed"):
        moved(office, minister, "sign", "clerk", number="1", date="2026-11-01")
    moved(office, minister, "to-expertise", "clerk")
    assert moved(office, minister, "object", "expert", conclusion="მე-2 მუხლი", number="1") == (
        "returned"
    )
    with office.decision() as db:
        kept = desk.get(db, minister)
        desk.edit(db, kept, kept.draft, "ახალი ტექსტი".encode(), "text", user(office, "clerk"))
    moved(office, minister, "visa", "clerk")
    moved(office, minister, "to-expertise", "clerk")
    moved(office, minister, "agree", "expert", conclusion="შეესაბამება", number="2")
    with office.decision() as db:
        kept = desk.get(db, minister)
        assert kept.draft.conclusion_of == kept.sha256
        with pytest.raises(OfficeError, match="not edited"):
            desk.edit(db, kept, kept.draft, b"x", "text", user(office, "clerk"))
        due = desk.due(kept, clocks.load(db))
        assert due is not None
        assert due.clock.ground.startswith("№158, 6(5)")
        steps = [event["step"] for event in desk.events(db, minister)]
    assert steps == [
        "create", "visa", "to-expertise", "object", "edit", "visa", "to-expertise", "agree",
    ]  # fmt: skip


def test_a_text_other_than_the_one_agreed_to_is_not_published(
    office: Office, minister: int
) -> None:
    with office.decision() as db:
        kept = desk.get(db, minister)
        signed = replace(kept.draft, number="1", date="2026-11-01", conclusion_of="0" * 64)
        with pytest.raises(OfficeError, match="28"):
            desk.may_be_published(replace(kept, draft=signed))
        with pytest.raises(OfficeError, match="28"):
            desk.may_be_published(replace(kept, draft=replace(signed, conclusion_of=None)))
        desk.may_be_published(replace(kept, draft=replace(signed, conclusion_of=kept.sha256)))


def test_rights_and_bodies_are_looked_at(office: Office, minister: int) -> None:
    for who in ("expert", "registrar"):
        with pytest.raises(OfficeError, match="for visa"):
            moved(office, minister, "visa", who)
    with office.decision() as db:
        for who in ("stranger", "expert", "registrar"):
            with pytest.raises(OfficeError, match="no draft"):
                desk.get(db, minister, user(office, who))
        assert desk.listed(db, user(office, "stranger")) == []
        with pytest.raises(OfficeError, match="own body"):
            desk.create(db, FULL, b"x", "text", user(office, "stranger"))


def test_two_people_do_not_write_over_each_other(office: Office, minister: int) -> None:
    with office.decision() as db:
        kept = desk.get(db, minister)
        desk.edit(db, kept, kept.draft, b"one", "text", user(office, "clerk"))
        with pytest.raises(OfficeError, match="look again"):
            desk.edit(db, kept, kept.draft, b"two", "text", user(office, "clerk"))
        assert desk.get(db, minister).text == b"one"


def test_files_of_any_format_go_with_a_draft(office: Office, minister: int) -> None:
    with office.decision() as db:
        kept = desk.get(db, minister)
        clerk = user(office, "clerk")
        desk.attach(db, kept, "სქემა.dwg", "annex", b"\x00\x01", clerk)
        (row,) = desk.files(db, minister)
        assert desk.file(db, minister, row["id"]) == ("სქემა.dwg", b"\x00\x01")
        with pytest.raises(OfficeError, match="MB"):
            desk.attach(db, kept, "big", "annex", b"0" * (desk.MAX_FILE + 1), clerk)
        with pytest.raises(OfficeError, match="no file"):
            desk.file(db, minister + 1, row["id"])


def test_publication_gives_the_code_and_enters_the_act(
    office_store: Store, office: Office, examples: Path
) -> None:
    everyone(office)
    iri = published(office_store, office, examples, "1-law.txt")
    assert iri == LAW
    with office.reading() as db:
        record = record_of(db, iri)
        code = numbering.code_of(db, iri)
    assert record is not None
    assert record.code == code
    assert (record.published, record.organ) == ("2021-02-15", "ვებგვერდი")
    assert office_store.find("200000000.05.001.016001")[0].iri == iri
    assert "გამოქვეყნებიდან" in office_store.expressions(iri)[0].akn.decode()


def test_a_joint_act_gets_the_code_of_the_first_named_issuer(
    office_store: Store, office: Office
) -> None:
    text = "საქართველოს იუსტიციის მინისტრის\nბრძანება №7\n\nწესის შესახებ\n\nმუხლი 1\nტექსტი."
    admitted(office, "clerk", rights=list(Right), body=MINISTER)
    admitted(office, "registrar", roles=[Role.REGISTRAR], body="")
    both = (MINISTER, "საქართველოს ფინანსთა მინისტრი")
    joint = replace(FULL, issuers=both, exempt="№1")
    with office.decision() as db:
        number = desk.create(db, joint, text.encode(), "text", user(office, "clerk"))
    for step, who, detail in (
        ("visa", "clerk", {}),
        ("sign", "clerk", {"number": "7", "date": "2026-11-02"}),
        ("send", "clerk", {}),
        ("receive", "registrar", {"signature": "paper"}),
    ):
        moved(office, number, step, who, **detail)
    choice = replace(CHOICE, sector="010340000", kind="22", organ="027", issuers=both)
    iri = publish_draft(office_store, office, number, choice, user(office, "registrar"))
    with office.reading() as db:
        record = record_of(db, iri)
    assert record is not None
    assert record.joint
    assert record.issuers == both
    assert record.code is not None
    assert record.code.organ == "027"


def test_a_publication_that_fails_uses_no_number(
    office_store: Store, office: Office, examples: Path
) -> None:
    everyone(office)
    draft = drafted(office, "წესი", b"")
    received(office, draft, "1", "2021-02-10")
    with pytest.raises(Exception, match="empty"):
        publish_draft(office_store, office, draft, CHOICE, user(office, "registrar"))
    published(office_store, office, examples, "1-law.txt")
    with office.reading() as db:
        assert desk.get(db, draft).state == "received"
        code = numbering.code_of(db, LAW)
        assert numbering.missing(db) == []
    assert code is not None
    assert code.sequence == 16001


def test_an_act_is_published_once(office_store: Store, office: Office, examples: Path) -> None:
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    with pytest.raises(OfficeError, match="published already"):
        published(office_store, office, examples, "1-law.txt")


def test_publication_is_refused_with_a_ground_of_the_law(office: Office) -> None:
    everyone(office)
    draft = drafted(office, "წესი", b"x")
    received(office, draft, "1", "2021-02-10")
    with pytest.raises(OfficeError, match="no such ground"):
        moved(office, draft, "refuse", "registrar", ground="mood", reason="x")
    assert moved(office, draft, "refuse", "registrar", ground="language", reason="x") == "refused"
    assert moved(office, draft, "take-back", "drafter") == "returned"


def test_receipt_does_not_start_the_clock_anew(office: Office, minister: int) -> None:
    with office.decision() as db:
        kept = desk.get(db, minister)
        sent = datetime(2026, 11, 9, 8, tzinfo=UTC)
        later = (sent + timedelta(days=3)).isoformat()
        draft = replace(kept.draft, number="1", date="2026-11-02", notes={"sent": sent.isoformat()})
        received_ = replace(kept, state="received", draft=draft, since=later)
        due = desk.due(received_, clocks.load(db))
    assert due is not None
    assert due.day == date(2026, 11, 16)
