"""Secrets of devices sealed at rest: with a key, without, with the wrong one, with a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from registry import keyring, login
from registry import office_tables as t
from registry.keyring import Keyring
from registry.office import Office, OfficeError
from registry.store import Store
from tests.registry.people import PASSWORD, admitted, code, logged_in


def held(office: Office) -> str:
    with office.reading() as db:
        return str(db.execute(select(t.users.c.totp)).scalar_one())


def test_a_sealed_secret_lets_its_person_in(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATSNE_KEYS", keyring.new_key())
    secret = admitted(office, "nino")
    assert secret not in held(office)
    assert Keyring.is_sealed(held(office))
    logged_in(office, "nino", secret)


def test_without_its_key_nobody_comes_in_and_it_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATSNE_KEYS", keyring.new_key())
    secret = admitted(office, "nino")
    for other in ("", keyring.new_key()):
        monkeypatch.setenv("MATSNE_KEYS", other)
        with office.decision() as db:
            token = login.begin(db, "nino", PASSWORD) or ""
            with pytest.raises(OfficeError, match="no key"):
                login.second_step(db, token, code(secret))


def test_a_store_without_a_key_says_so_and_is_sealed_later(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MATSNE_KEYS", raising=False)
    secret = admitted(office, "nino")
    assert held(office) == secret
    with office.decision() as db:
        assert keyring.in_the_open(db) == 1
        with pytest.raises(OfficeError, match="MATSNE_KEYS"):
            keyring.seal_all(db, Keyring.at_hand(), "console")
    file = tmp_path / "keys"
    file.write_text(keyring.new_key() + "\n", "ascii")
    monkeypatch.setenv("MATSNE_KEYS_FILE", str(file))
    with office.decision() as db:
        assert keyring.seal_all(db, Keyring.at_hand(), "console") == 1
        assert keyring.in_the_open(db) == 0
    first = held(office)
    # the key is changed: the new one first, everything sealed again, the old one away
    file.write_text(f"{keyring.new_key()}\n{file.read_text('ascii')}", "ascii")
    with office.decision() as db:
        keyring.seal_all(db, Keyring.at_hand(), "console")
    file.write_text(file.read_text("ascii").split()[0], "ascii")
    assert held(office) != first
    logged_in(office, "nino", secret)


@pytest.mark.parametrize("keys", ["short", "x" * 44, "ა" * 44])
def test_a_key_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setenv("MATSNE_KEYS", keys)
    with pytest.raises(OfficeError) as error:
        Keyring.at_hand()
    assert error.value.name == "bad-key"
    monkeypatch.setenv("MATSNE_KEYS", "")
    monkeypatch.setenv("MATSNE_KEYS_FILE", "/nowhere/keys")
    with pytest.raises(OfficeError, match="cannot be read"):
        Keyring.at_hand()


def test_commands_of_keys(
    matsne: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        admitted(Office(store.engine), "nino")
    assert matsne("office", "keys", "state").exit_code == 1
    assert matsne("office", "keys", "seal").exit_code == 2
    monkeypatch.setenv("MATSNE_KEYS", matsne("office", "keys", "new").stdout.strip())
    assert matsne("office", "keys", "seal").stdout.startswith("1 ")
    assert matsne("office", "keys", "state").exit_code == 0
