"""A lost device: recovery codes of one's own, two administrators, and nobody alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry import audit, login, people, recovery
from registry import office_tables as t
from registry.office import Office, OfficeError
from registry.rights import Role
from tests.registry.flow import user
from tests.registry.people import PASSWORD, admitted, code, logged_in

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def staff(office: Office) -> dict[str, str]:
    """Two administrators and a systematizer; the secrets of their devices."""
    return {
        "ana": admitted(office, "ana", roles=[Role.ADMINISTRATOR], body=""),
        "beka": admitted(office, "beka", roles=[Role.ADMINISTRATOR], body=""),
        "nino": admitted(office, "nino", roles=[Role.SYSTEMATIZER], body=""),
    }


def first_step(office: Office, name: str, at: datetime) -> str:
    with office.decision() as db:
        token = login.begin(db, name, PASSWORD, at)
    assert token is not None
    return token


def recovered(office: Office, name: str, given: str, at: datetime) -> str | None:
    token = first_step(office, name, at)
    with office.decision() as db:
        return login.recover(db, token, given, at)


def own_codes(office: Office, name: str) -> list[str]:
    with office.decision() as db:
        return recovery.new_codes(db, user(office, name))


def given_out(office: Office, name: str = "nino") -> str:
    with office.decision() as db:
        recovery.propose(db, name, "პირადობის მოწმობით მოვიდა", "ana")
        return recovery.confirm(db, name, "beka")


def test_a_code_of_one_s_own_replaces_the_device_once(
    office: Office, staff: dict[str, str]
) -> None:
    codes = own_codes(office, "nino")
    assert len(set(codes)) == recovery.OWN_CODES
    open_session = logged_in(office, "nino", staff["nino"], NOW)
    secret = recovered(office, "nino", codes[3].upper().replace("-", " "), NOW)
    assert secret is not None
    later = NOW + timedelta(minutes=2)
    with office.decision() as db:
        assert login.session(db, open_session, later) is None  # every session ended
        assert recovery.left(db, user(office, "nino")) == recovery.OWN_CODES - 1
    token = first_step(office, "nino", later)
    with office.decision() as db:
        assert login.second_step(db, token, code(staff["nino"], later), later) is None
        assert login.second_step(db, token, code(secret, later), later) is not None
    assert recovered(office, "nino", codes[3], later) is None
    found = [line.action for line in audit.lines(office, subject="user:nino")]
    assert found[-3:] == ["logged-in", "device-replaced", "logged-in"]


def test_only_hashes_are_kept(office: Office, staff: dict[str, str]) -> None:
    codes = [*own_codes(office, "nino"), given_out(office)]
    with office.reading() as db:
        held = db.execute(select(t.recovery_codes)).all()
        lines = [line.detail for line in audit.lines(office)]
    for one in codes:
        assert one not in repr(held)
        assert one not in repr(lines)


def test_new_codes_end_the_old(office: Office, staff: dict[str, str]) -> None:
    old = own_codes(office, "nino")
    new = own_codes(office, "nino")
    assert recovered(office, "nino", old[0], NOW) is None
    assert recovered(office, "nino", new[0], NOW) is not None


def test_a_code_of_another_is_no_code(office: Office, staff: dict[str, str]) -> None:
    codes = own_codes(office, "ana")
    assert recovered(office, "nino", codes[0], NOW) is None


def test_guesses_lock_the_name(office: Office, staff: dict[str, str]) -> None:
    codes = own_codes(office, "nino")
    token = first_step(office, "nino", NOW)
    for _ in range(login.MAX_FAILURES):
        with office.decision() as db:
            assert login.recover(db, token, "aaaa-bbbb-cccc-dddd", NOW) is None
    with office.decision() as db:
        assert login.recover(db, token, codes[0], NOW) is None
    assert recovered(office, "nino", codes[0], NOW + timedelta(minutes=16)) is not None


def test_without_the_password_there_is_no_way_back(office: Office, staff: dict[str, str]) -> None:
    codes = own_codes(office, "nino")
    with office.decision() as db:
        assert login.begin(db, "nino", "not the password", NOW) is None
        assert login.recover(db, "no such token", codes[0], NOW) is None
    whole = logged_in(office, "nino", staff["nino"], NOW)
    with office.decision() as db:  # a session past the second step is no first step
        assert login.recover(db, whole, codes[0], NOW) is None


def test_two_administrators_give_out_a_code(office: Office, staff: dict[str, str]) -> None:
    at = datetime.now(UTC)
    open_session = logged_in(office, "nino", staff["nino"], at)
    given = given_out(office)
    with office.decision() as db:
        assert login.session(db, open_session, at) is None
    token = first_step(office, "nino", at)
    with office.decision() as db:  # the lost device opens nothing from now on
        assert login.second_step(db, token, code(staff["nino"], at), at) is None
    assert recovered(office, "nino", given, at) is not None
    assert recovered(office, "nino", given, at) is None
    with office.reading() as db:
        (request,) = recovery.requests(db, "nino")
    assert (request.by, request.checked_by, request.state) == ("ana", "beka", "confirmed")
    assert {"device-lost", "device-lost-confirmed"} <= {
        line.action for line in audit.lines(office, subject="user:nino")
    }


def test_a_code_of_the_office_is_over_after_a_day(office: Office, staff: dict[str, str]) -> None:
    given = given_out(office)
    late = datetime.now(UTC) + recovery.OFFICE_CODE_FOR
    assert recovered(office, "nino", given, late) is None


def test_nobody_does_it_alone_or_for_themselves(office: Office, staff: dict[str, str]) -> None:
    def refused(name: str, what: object, *arguments: object) -> None:
        with pytest.raises(OfficeError) as error, office.decision() as db:
            what(db, *arguments)  # type: ignore[operator]
        assert error.value.name == name

    refused("own-device", recovery.propose, "ana", "დავკარგე", "ana")
    refused("no-ground", recovery.propose, "nino", " ", "ana")
    refused("no-such-user", recovery.propose, "nobody", "x", "ana")
    refused("closed", recovery.confirm, "nino", "beka")
    with office.decision() as db:
        recovery.propose(db, "nino", "პირადად მოვიდა", "ana")
    refused("asked-already", recovery.propose, "nino", "x", "beka")
    refused("own-decision", recovery.confirm, "nino", "ana")
    refused("own-device", recovery.confirm, "nino", "nino")
    refused("no-reason", recovery.reject, "nino", "", "beka")
    with office.decision() as db:
        recovery.reject(db, "nino", "ვერ იცნეს", "beka")
    refused("closed", recovery.confirm, "nino", "beka")
    assert logged_in(office, "nino", staff["nino"], NOW)  # nothing happened to the device


def test_the_console_gives_a_code_only_where_two_administrators_cannot(
    office: Office, staff: dict[str, str]
) -> None:
    with pytest.raises(OfficeError, match="two administrators"), office.decision() as db:
        recovery.from_console(db, "nino", "x", "console")
    with office.decision() as db:
        given = recovery.from_console(db, "beka", "ერთადერთი კოლეგა", "console")
    assert recovered(office, "beka", given, datetime.now(UTC)) is not None


def test_who_is_no_more_of_the_office_gets_nothing(office: Office, staff: dict[str, str]) -> None:
    codes = own_codes(office, "nino")
    token = first_step(office, "nino", NOW)
    with office.decision() as db:
        people.close(db, "nino", "ana", "წავიდა")
        assert login.recover(db, token, codes[0], NOW) is None
        with pytest.raises(OfficeError):
            recovery.propose(db, "nino", "x", "ana")


NEW_PASSWORD = "ახალი და ასევე გრძელი სიტყვა"


def reset(office: Office, given: str, device: str, at: datetime, name: str = "nino") -> bool:
    with office.decision() as db:
        return login.reset(db, name, device, given, NEW_PASSWORD, at)


def let_in(office: Office, password: str, at: datetime) -> bool:
    with office.decision() as db:
        return login.begin(db, "nino", password, at) is not None


def test_a_forgotten_password_by_a_code_and_the_device(
    office: Office, staff: dict[str, str]
) -> None:
    codes = own_codes(office, "nino")
    open_session = logged_in(office, "nino", staff["nino"], NOW)
    later = NOW + timedelta(minutes=2)
    device = code(staff["nino"], later)
    assert not reset(office, "aaaa-bbbb-cccc-dddd", device, later)
    assert not reset(office, codes[0], "000000", later)  # the code is not used up by that
    assert let_in(office, PASSWORD, later)
    assert reset(office, codes[0], device, later)
    with office.decision() as db:
        assert login.session(db, open_session, later) is None
        assert recovery.left(db, user(office, "nino")) == recovery.OWN_CODES - 1
    assert not let_in(office, PASSWORD, later)
    assert let_in(office, NEW_PASSWORD, later)
    after = later + timedelta(minutes=2)
    assert not reset(office, codes[0], code(staff["nino"], after), after)  # good once
    last = audit.lines(office, subject="user:nino")[-1]
    assert (last.action, last.detail["how"]) == ("password-reset", "own")


def test_two_administrators_help_who_forgot_the_password(
    office: Office, staff: dict[str, str]
) -> None:
    at = datetime.now(UTC)
    with office.decision() as db:
        recovery.propose(db, "nino", "პირადობის მოწმობით მოვიდა", "ana", "password")
        for by, name in (("ana", "own-decision"), ("nino", "own-password")):
            with pytest.raises(OfficeError) as error:
                recovery.confirm(db, "nino", by, "password")
            assert error.value.name == name
        with pytest.raises(OfficeError, match="nobody asked"):  # each for what it was asked for
            recovery.confirm(db, "nino", "beka")
        given = recovery.confirm(db, "nino", "beka", "password")
    assert recovered(office, "nino", given, at) is None  # no new device with it
    assert let_in(office, PASSWORD, at)
    assert reset(office, given, code(staff["nino"], at), at)
    assert let_in(office, NEW_PASSWORD, at)
    assert {"password-forgotten", "password-forgotten-confirmed", "password-reset"} <= {
        line.action for line in audit.lines(office, subject="user:nino")
    }


def test_a_code_for_the_device_gives_no_password(office: Office, staff: dict[str, str]) -> None:
    at = datetime.now(UTC)
    given = given_out(office)
    secret = recovered(office, "nino", given_out(office), at)
    assert secret is not None
    for one in (given, given_out(office)):
        assert not reset(office, one, code(secret, at), at)


def test_guessing_a_reset_locks_the_name(office: Office, staff: dict[str, str]) -> None:
    codes = own_codes(office, "nino")
    for _ in range(login.MAX_FAILURES):
        assert not reset(office, "aaaa-bbbb-cccc-dddd", code(staff["nino"], NOW), NOW)
    assert not reset(office, codes[0], code(staff["nino"], NOW), NOW)
    later = NOW + login.LOCKED_FOR + timedelta(minutes=1)
    assert reset(office, codes[0], code(staff["nino"], later), later)


def test_an_unknown_name_costs_the_same_time(office: Office, staff: dict[str, str]) -> None:
    def hashes(name: str) -> int:
        done: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(people, "HASHER", _Counting(people.HASHER, done))
            assert not reset(office, "aaaa", "000000", NOW, name)
        return len(done)

    assert hashes("nobody") == hashes("nino") == 1


class _Counting:
    def __init__(self, real: object, done: list[str]) -> None:
        self.real, self.done = real, done

    def hash(self, password: str) -> str:
        self.done.append("hash")
        return "hash"
