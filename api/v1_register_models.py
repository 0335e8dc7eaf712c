"""The shapes of the State Register's answers. Days are ISO Tbilisi days, intervals half open."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.v1_models import Model


class PrintedChange(Model):
    """A change that an imported copy already carries, as its petit prints it."""

    date: str | None
    number: str | None


class RegisterRecord(Model):
    """What the State Register says of an act (Order 158 art. 7(5)). What it does not know is null
    and is named in ``missing``."""

    entry: int = Field(description="Order of entry in the register")
    act: str = Field(description="IRI")
    origin: Literal["published", "imported"]
    kind: str | None
    issuers: list[str] = Field(description="The first-named issuer first")
    title: str | None
    date: str | None = Field(description="Day of adoption")
    until: str | None = Field(description="Term, where the act was adopted for one")
    number: str | None
    organ: str | None = Field(description="Organ of official publication")
    published: str | None
    code: str | None = Field(description="State registration code")
    code_as_printed: str | None = Field(description="Printed in place of a code, and none")
    changed: list[str] = Field(description="Days on which the act was changed")
    petits: list[PrintedChange]
    state: Literal["in-force", "repealed", "not-yet", "not-proved"] = Field(description="Today")
    in_force_since: str | None = Field(description="Proved to have force from this day")
    in_force_until: str | None
    missing: list[str]
    recorded: str = Field(description="Instant of entry, UTC")


class RegisterPage(Model):
    """Records that answer, and where the pages beside this one are."""

    total: int
    items: list[RegisterRecord]
    next: str | None
    previous: str | None
