"""People: annex 4, rights, log-in with password and device, sessions that end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry import audit, login, people
from registry import office_tables as t
from registry.office import Office, OfficeError
from registry.rights import Right, Role
from tests.registry.people import ISSUER, PASSWORD, admitted, code, logged_in

NOON = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "field",
    [
        {"name": "ნინო"}, {"name": "no"}, {"name": "a b"}, {"person": " "}, {"email": "nino"},
        {"position": ""},
    ],
)  # fmt: skip
def test_a_form_with_a_bad_field_is_refused(field: dict[str, str]) -> None:
    good = {
        "name": "nino", "person": "ნინო მაგალითაძე", "email": "n@example.ge", "position": "იურისტი",
        "body": ISSUER,
    }  # fmt: skip
    people.Form(**good, rights=(Right.DRAFT,))
    with pytest.raises(OfficeError, match=next(iter(field))):
        people.Form(**(good | field), rights=(Right.DRAFT,))


@pytest.mark.parametrize("password", ["short", "ааааааааааааааа", "x" * 300])
def test_a_weak_password_is_refused(office: Office, password: str) -> None:
    form = people.Form("nino", "ნინო", "n@example.ge", "იურისტი", ISSUER, ())
    with pytest.raises(OfficeError, match="12 to 256"), office.decision() as db:
        people.apply(db, form, password)


def test_a_password_is_never_kept(office: Office) -> None:
    admitted(office, "nino")
    with office.reading() as db:
        (held,) = db.execute(select(t.users.c.password)).scalars()
    assert held.startswith("$argon2id$")
    assert PASSWORD not in held


def test_an_applicant_may_not_log_in_before_being_admitted(office: Office) -> None:
    form = people.Form("nino", "ნინო", "n@example.ge", "იურისტი", ISSUER, (Right.DRAFT,))
    with office.decision() as db:
        people.apply(db, form, PASSWORD)
        assert login.begin(db, "nino", PASSWORD) is None
        with pytest.raises(OfficeError, match="taken"):
            people.apply(db, form, PASSWORD)


def test_both_steps_are_needed_and_a_code_is_good_once(office: Office) -> None:
    secret = admitted(office, "nino", rights=[Right.DRAFT])
    with office.decision() as db:
        first = login.begin(db, "nino", PASSWORD, NOON)
        assert first is not None
        held = login.session(db, first, NOON)
        assert held is not None
        assert not held.second
        assert login.second_step(db, first, "000000", NOON) is None
        token = login.second_step(db, first, code(secret, NOON), NOON)
        assert token is not None
        assert login.session(db, first, NOON) is None, "the first step's token is over"
        open_ = login.session(db, token, NOON)
        assert open_ is not None
        assert open_.second
        assert open_.user.has(Right.DRAFT)
        again = login.begin(db, "nino", PASSWORD, NOON)
        assert again is not None
        assert login.second_step(db, again, code(secret, NOON), NOON) is None, "used already"
        later = NOON + timedelta(seconds=60)
        assert login.second_step(db, again, code(secret, later), later) is not None


def test_failures_lock_the_name_for_a_while(office: Office) -> None:
    admitted(office, "nino")
    with office.decision() as db:
        for _ in range(login.MAX_FAILURES):
            assert login.begin(db, "nino", "wrong password!", NOON) is None
        assert login.begin(db, "nino", PASSWORD, NOON) is None
        later = NOON + login.LOCKED_FOR + timedelta(seconds=1)
        assert login.begin(db, "nino", PASSWORD, later) is not None


def test_guessing_codes_locks_the_name_too(office: Office) -> None:
    secret = admitted(office, "nino")
    with office.decision() as db:
        first = login.begin(db, "nino", PASSWORD, NOON)
        assert first is not None
        for _ in range(login.MAX_FAILURES):
            assert login.second_step(db, first, "000000", NOON) is None
        assert login.second_step(db, first, code(secret, NOON), NOON) is None


def test_a_session_ends_when_idle_and_at_last(office: Office) -> None:
    secret = admitted(office, "nino")
    token = logged_in(office, "nino", secret, NOON)
    with office.decision() as db:
        assert login.touch(db, token, NOON + timedelta(minutes=59)) is not None
        assert login.touch(db, token, NOON + timedelta(minutes=118)) is not None
        assert login.session(db, token, NOON + timedelta(minutes=178, seconds=1)) is None
        at = NOON
        while at - NOON < login.LONGEST:
            at += timedelta(minutes=50)
            held = login.touch(db, token, at)
        assert held is None
        login.end(db, token)
        assert login.session(db, token, NOON) is None


def test_a_changed_clock_of_the_device_by_one_step_is_forgiven(office: Office) -> None:
    secret = admitted(office, "nino")
    with office.decision() as db:
        first = login.begin(db, "nino", PASSWORD, NOON)
        assert first is not None
        assert login.second_step(db, first, code(secret, NOON - timedelta(minutes=2)), NOON) is None
        slow = code(secret, NOON - timedelta(seconds=30))
        assert login.second_step(db, first, slow, NOON) is not None


def test_every_change_of_rights_is_logged_with_its_ground(office: Office) -> None:
    admitted(office, "nino", rights=[Right.DRAFT])
    with office.decision() as db:
        people.admit(db, "nino", [Right.SIGN], [Role.AUDITOR], "boss", "ბრძანება №2")
        people.close(db, "nino", "boss", "გათავისუფლდა")
        log = people.changes(db, "nino")
    assert [(entry["after"]["rights"], entry["after"]["state"]) for entry in log] == [
        (["draft"], "active"), (["sign"], "active"), ([], "closed"),
    ]  # fmt: skip
    assert log[1]["before"]["rights"] == ["draft"]
    assert [line.who for line in audit.lines(office) if line.action == "rights-changed"] == [
        "founder", "boss", "boss",
    ]  # fmt: skip


def test_nobody_changes_their_own_rights_and_a_ground_is_needed(office: Office) -> None:
    admitted(office, "nino", roles=[Role.ADMINISTRATOR])
    with office.decision() as db:
        for act in (
            lambda: people.admit(db, "nino", [], [Role.SECRET], "nino", "ჩემი თავი"),
            lambda: people.close(db, "nino", "nino", "ჩემი თავი"),
            lambda: people.admit(db, "nino", [], [], "boss", " "),
            lambda: people.admit(db, "nobody", [], [], "boss", "№1"),
        ):
            with pytest.raises(OfficeError):
                act()


def test_a_closed_account_ends_its_sessions(office: Office) -> None:
    secret = admitted(office, "nino")
    token = logged_in(office, "nino", secret)
    with office.decision() as db:
        people.close(db, "nino", "boss", "№3")
        assert login.session(db, token) is None


def test_people_keep_their_data_and_their_keyboard(office: Office) -> None:
    admitted(office, "nino")
    with office.decision() as db:
        user = people.by_name(db, "nino")
        assert user is not None
        people.keep_current(
            db, user, person="ნინო ახალი", email="new@example.ge", position="უფროსი"
        )
        people.keep_keys(db, user, {"accept": "ა", "refuse": "უ"})
        user = people.by_name(db, "nino")
        assert user is not None
        assert (user.person, user.email, user.keys["accept"]) == (
            "ნინო ახალი",
            "new@example.ge",
            "ა",
        )
        with pytest.raises(OfficeError, match="key of its own"):
            people.keep_keys(db, user, {"accept": "ა", "refuse": "ა"})
        assert [one.name for one in people.everybody(db)] == ["nino"]


def test_a_changed_password_ends_every_session(office: Office) -> None:
    secret = admitted(office, "nino")
    token = logged_in(office, "nino", secret)
    with office.decision() as db:
        user = people.by_name(db, "nino")
        assert user is not None
        for current, new in (("სხვა პაროლი აქ არის", "ახალი გრძელი სიტყვა"), (PASSWORD, "მოკლე")):
            with pytest.raises(OfficeError):
                people.change_password(db, user, current, new)
        assert login.session(db, token) is not None
        people.change_password(db, user, PASSWORD, "ახალი გრძელი სიტყვა")
        assert login.session(db, token) is None
        assert login.begin(db, "nino", PASSWORD) is None
        assert login.begin(db, "nino", "ახალი გრძელი სიტყვა") is not None
