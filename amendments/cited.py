"""One citation of an act, as data."""

from __future__ import annotations

from dataclasses import dataclass

from amendments.tokens import Token


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an act. ``case`` is that of its last noun (the document's, if it has one).

    ``local``: no particulars, the act is the one spoken of („დადგენილების მე-3 პუნქტი“).
    ``own``: the act that speaks („ამ კანონის“). ``document``: what the act approved.
    """

    kind: str
    case: str
    plural: bool = False
    title: str | None = None
    issuer: str | None = None
    date: str | None = None
    number: str | None = None
    registration_code: str | None = None
    publication: str | None = None
    local: bool = False
    own: bool = False
    document: str | None = None
    country: bool = False  # „საქართველოს კანონში“: a title may follow

    @property
    def particulars(self) -> tuple[str | None, ...]:
        """What tells one cited act from another."""
        return (self.kind, self.title, self.issuer, self.date, self.number)


@dataclass(slots=True)
class CitedToken(Token):
    """A run of tokens read as one citation."""

    cited: Cited | None = None
