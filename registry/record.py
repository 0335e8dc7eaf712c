"""What the State Register says of an act: the particulars of Order 158 art. 7(5), typed.

A record is checked when it is made; one that lacks what the law asks does not exist.

>>> Record.of(Particulars(title="წესი", kind="ბრძანება"))
Traceback (most recent call last):
registry.record.Incomplete: issuer, date, number
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.codes import RegistrationCode
from schemas.model import Particulars


class Incomplete(ValueError):
    """Particulars that art. 7(5) asks for and are missing. ``missing`` names them."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Record:
    """One act in the register. Letters are those of art. 7(5); days are ISO.

    ``issuers``: the first-named issuer first (art. 7(2)); a joint act has more than one.
    ``changed``: days on which the act was changed, oldest first.
    """

    kind: str  # ა
    issuers: tuple[str, ...]  # ბ
    title: str  # გ
    date: str  # დ
    number: str  # ე
    until: str | None = None  # დ: term, where the act was adopted for one
    organ: str | None = None  # ვ
    published: str | None = None  # ვ
    code: RegistrationCode | None = None  # ზ
    changed: tuple[str, ...] = ()  # თ

    def __post_init__(self) -> None:
        named = {
            "title": self.title, "kind": self.kind, "issuer": "".join(self.issuers),
            "date": self.date, "number": self.number,
        }  # fmt: skip
        missing = [name for name, value in named.items() if not value.strip()]
        if missing:
            raise Incomplete(missing)
        for day in (self.date, self.until, self.published, *self.changed):
            if day is not None:
                date.fromisoformat(day)

    @classmethod
    def of(
        cls, act: Particulars, *, joint: tuple[str, ...] = (), until: str | None = None
    ) -> Record:
        """The record of an act by its particulars. Raises :class:`Incomplete`, ValueError."""
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

    @property
    def joint(self) -> bool:
        return len(self.issuers) > 1
