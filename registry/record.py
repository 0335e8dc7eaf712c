"""What the State Register says of an act: the particulars of Order 158 art. 7(5), typed.

What the office publishes lacks nothing that the law asks. An act that came in with what others
published before is entered with the particulars it prints; what it does not print stays open
(``None``, :attr:`Record.missing`) and is never guessed.

>>> act = Particulars(title="წესი", kind="ბრძანება")
>>> Record.of(act)
Traceback (most recent call last):
registry.record.Incomplete: issuer, date, number
>>> Record.printed(act).missing
('issuer', 'date', 'number', 'organ', 'published', 'code')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.codes import BadCode, RegistrationCode
from schemas.iri import issuer_of
from schemas.model import Particulars

Origin = Literal["published", "imported"]
Change = tuple[str | None, str | None]  # day and number of an amending act, as a petit prints them


class Incomplete(ValueError):
    """Particulars that art. 7(5) asks for and are missing. ``missing`` names them."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Record:
    """One act in the register. Letters are those of art. 7(5); days are ISO.

    ``issuers``: the first-named issuer first (art. 7(2)); a joint act has more than one.
    ``changed``: days on which the act was changed, oldest first. ``petits``: changes that an
    imported copy already carries, as it prints them. ``code_as_printed``: what an imported act
    prints in the place of its code, where that is none.

    Raises :class:`Incomplete` for a published act that lacks what the law asks, ValueError for
    a day that does not exist.
    """

    kind: str | None  # ა
    issuers: tuple[str, ...]  # ბ
    title: str | None  # გ
    date: str | None  # დ
    number: str | None  # ე
    until: str | None = None  # დ: term, where the act was adopted for one
    organ: str | None = None  # ვ
    published: str | None = None  # ვ
    code: RegistrationCode | None = None  # ზ
    changed: tuple[str, ...] = ()  # თ
    origin: Origin = "published"
    petits: tuple[Change, ...] = ()
    code_as_printed: str | None = None

    def __post_init__(self) -> None:
        needed = ("title", "kind", "issuer", "date", "number")
        if self.origin == "published" and (lost := [n for n in needed if n in self.missing]):
            raise Incomplete(lost)
        for day in (self.date, self.until, self.published, *self.changed):
            if day is not None:
                date.fromisoformat(day)

    @classmethod
    def of(
        cls, act: Particulars, *, joint: tuple[str, ...] = (), until: str | None = None
    ) -> Record:
        """The record of an act that is published. Raises :class:`Incomplete`, ValueError."""
        return cls(
            kind=act.kind or "",
            issuers=(act.issuer or "", *joint),
            title=act.title or "",
            date=act.date or "",
            number=act.number or "",
            until=until,
            organ=act.organ,
            published=act.published,
            code=RegistrationCode.parse(act.registration_code) if act.registration_code else None,
        )

    @classmethod
    def printed(
        cls, act: Particulars, *, until: str | None = None, petits: tuple[Change, ...] = ()
    ) -> Record:
        """The record of an imported act: what it prints, and the issuer that its kind can only
        have; nothing else."""
        code, left = None, None
        if act.registration_code:
            try:
                code = RegistrationCode.parse(act.registration_code)
            except BadCode:
                left = act.registration_code
        return cls(
            kind=act.kind,
            issuers=(issuer,) if (issuer := issuer_of(act)) else (),
            title=act.title,
            date=act.date,
            number=act.number,
            until=until,
            organ=act.organ,
            published=act.published,
            code=code,
            origin="imported",
            petits=petits,
            code_as_printed=left,
        )

    @property
    def joint(self) -> bool:
        return len(self.issuers) > 1

    @property
    def missing(self) -> tuple[str, ...]:
        """Particulars of art. 7(5) that are not known, by their names."""
        named = {
            "title": self.title, "kind": self.kind, "issuer": "".join(self.issuers),
            "date": self.date, "number": self.number, "organ": self.organ,
            "published": self.published,
            "code": self.code and self.code.digits,
        }  # fmt: skip
        return tuple(name for name, value in named.items() if not (value or "").strip())
