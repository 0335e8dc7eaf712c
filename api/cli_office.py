"""Commands of the office: its first administrator, backup and restore, people's corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.console import (
    REFUSED,
    WRONG_USE,
    fail,
    open_store,
    say,
    store_errors,
    store_path,
    tell,
)
from registry import audit, keyring, numbering, people, records, recovery
from registry import backup as keeping
from registry.corrections import corrections
from registry.database import chosen_store
from registry.office import Office, OfficeError
from registry.rights import Role

_CONSOLE = "console"


def add_to(app: typer.Typer) -> None:
    office = typer.Typer(help="მაცნეს სამუშაო. / The Herald's office.", no_args_is_help=True)
    office.command("admin")(admin)
    office.command("take-over")(take_over)
    office.command("device")(device)
    office.command("password")(password)
    keys = typer.Typer(help="საიდუმლოს გასაღებები. / Keys of secrets.", no_args_is_help=True)
    keys.command("new")(key_new)
    keys.command("seal")(keys_seal)
    keys.command("state")(keys_state)
    office.add_typer(keys, name="keys")
    app.add_typer(office, name="office")
    export = typer.Typer(help="მონაცემების გატანა. / Data out.", no_args_is_help=True)
    export.command("corrections")(export_corrections)
    app.add_typer(export, name="export")
    app.command("backup")(backup)
    app.command("restore")(restore)


def admin(
    name: Annotated[str, typer.Argument(help="მომხმარებლის სახელი / user name")],
    person: Annotated[str, typer.Option(help="სახელი, გვარი / name and surname")],
    email: Annotated[str, typer.Option(help="ელ. ფოსტა / e-mail")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """პირველი ადმინისტრატორი. / The first administrator: the others are admitted by them."""
    with open_store(must_exist=False) as store:
        office = Office(store.engine)
        try:
            with office.decision() as db:
                if any(Role.ADMINISTRATOR in user.roles for user in people.everybody(db)):
                    raise OfficeError("admin-there", "there is an administrator already")
                form = people.Form(name, person, email, "ადმინისტრატორი", "", ())
                _, secret = people.apply(db, form, password)
                people.admit(db, name, (), (Role.ADMINISTRATOR,), _CONSOLE, "first administrator")
        except OfficeError as error:
            fail(WRONG_USE, str(error))
    say(secret)
    tell("კოდების აპის გასაღები; მხოლოდ ახლა ჩანს / key for the authenticator, shown only now")


NAME = Annotated[str, typer.Argument(help="მომხმარებლის სახელი / user name")]
GROUND = Annotated[str, typer.Option(help="რით იცანით / how the person was recognized")]


def device(name: NAME, ground: GROUND) -> None:
    """დაკარგული მოწყობილობა, თუ ორი ადმინისტრატორი არ არის. / A code in place of a lost device.

    Only where the office has no two administrators who could do it together.
    """
    _give_out(name, ground, "device")


def password(name: NAME, ground: GROUND) -> None:
    """დავიწყებული პაროლი, თუ ორი ადმინისტრატორი არ არის. / A code in place of the password.

    Only where the office has no two administrators who could do it together.
    """
    _give_out(name, ground, "password")


def _give_out(name: str, ground: str, what: recovery.What) -> None:
    with open_store() as store, Office(store.engine).decision() as db:
        try:
            code = recovery.from_console(db, name, ground, _CONSOLE, what)
        except OfficeError as error:
            fail(WRONG_USE, str(error))
    say(code)
    tell("ერთჯერადი კოდი, ძალაშია ერთი დღე / good once, within a day; shown only now")


def key_new() -> None:
    """ახალი გასაღები MATSNE_KEYS-ისთვის. / A fresh key, to be kept outside the store."""
    say(keyring.new_key())


def keys_seal() -> None:
    """საიდუმლოთა დაშიფვრა პირველი გასაღებით. / Seal every secret with the first key of MATSNE_KEYS.

    A key is changed by putting the new one first, running this, and taking the old one away.
    """
    with open_store() as store, Office(store.engine).decision() as db:
        try:
            count = keyring.seal_all(db, keyring.Keyring.at_hand(), _CONSOLE)
        except OfficeError as error:
            fail(WRONG_USE, str(error))
    say(f"{count} საიდუმლო დაშიფრულია / secrets sealed")


def keys_state() -> None:
    """რა არის დაუშიფრავი. / What is kept unsealed. Exit code 1: something is."""
    with open_store() as store, Office(store.engine).reading() as db:
        left = keyring.in_the_open(db)
    say(f"{left} საიდუმლო დაუშიფრავია / secrets are kept in the open")
    if left:
        raise typer.Exit(REFUSED)


def take_over() -> None:
    """იმპორტირებული აქტები რეესტრში. / Enter imported acts in the register, with their codes.

    Done twice, it writes nothing more. A code that is none, or that another act holds, stays what
    the act prints, and is told.
    """
    with open_store() as store, Office(store.engine).decision() as db:
        written, left = numbering.take_over(db)
        entered = records.take_over(db)
        if written or entered:
            audit.note(db, _CONSOLE, "taken-over", "register", codes=written, records=entered)
    for iri in left:
        tell(f"კოდი ვერ ჩაიწერა / code not written: {iri}")
    say(f"{entered} ჩანაწერი / records, {written} კოდი / codes")


def export_corrections() -> None:
    """ადამიანების შესწორებები ტესტებისთვის. / People's corrections, a JSON line a case."""
    with open_store() as store, Office(store.engine).reading() as db:
        for line in corrections(db):
            say(line)


def backup(file: Annotated[Path, typer.Argument(help="ფაილი / the file to write")]) -> None:
    """სარეზერვო ასლი. / A backup of the whole store, taken while people work."""
    with open_store() as store:
        say(f"{keeping.backup(store, file)} სტრიქონი / rows → {file}")


def restore(file: Annotated[Path, typer.Argument(help="ფაილი / the backup")]) -> None:
    """აღდგენა ცარიელ საცავში. / Fill an empty store from a backup and check its chains."""
    with store_errors(), chosen_store(store_path()) as store:
        say(f"{keeping.restore(store, file)} სტრიქონი / rows")
