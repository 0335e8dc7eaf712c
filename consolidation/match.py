"""Is this the act that is cited? By particulars, with a statement of which agree.

Law 1876 art. 20(7) has an amending act name the amended one by title, date, number, place and
time of publication and registration code. Copies and drafters lose some of them, so each pair
of particulars agrees, contradicts, or is silent; one contradiction is enough to say no.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amendments.operations import AmendedAct
from schemas.model import Particulars
from schemas.normal import normal_form

__all__ = ["AmendedAct", "Match", "keys", "match", "proves"]

_LAWS = ("კანონი", "ორგანული კანონი")


@dataclass(frozen=True, slots=True)
class Match:
    """Names of the particulars that agree and that contradict."""

    agree: tuple[str, ...]
    contradict: tuple[str, ...]

    @property
    def proved(self) -> bool:
        """Whether the act is the cited one: by code, by number and date, or by title and more.

        Numbers are unique only for an issuer and a year, so a number without its date proves
        nothing.
        """
        agree = set(self.agree)
        if self.contradict:
            return False
        titled = "title" in agree and len(agree) > 1
        return "registration_code" in agree or {"number", "date"} <= agree or titled

    @property
    def possible(self) -> bool:
        """Whether nothing contradicts, though too little agrees."""
        return not self.contradict


def match(cited: AmendedAct, held: Particulars) -> Match:
    """Compare what a citation says with what is known of an act.

    >>> match(AmendedAct(1, kind="ბრძანება", date="2011-12-29", number="158"),
    ...       Particulars(kind="ბრძანება", date="2011-12-29", number="158")).proved
    True
    >>> code = "საქართველოს საბაღე კოდექსი"  # cited as a code, held as the law it is
    >>> match(AmendedAct(1, kind="კოდექსი", title=code),
    ...       Particulars(kind="კანონი", title=code)).proved
    True
    """
    agree: list[str] = []
    contradict: list[str] = []
    for name, one, other in (
        ("registration_code", _digits(cited.registration_code), _digits(held.registration_code)),
        ("date", cited.date, held.date),
        ("number", _folded(cited.number), _folded(held.number)),
        ("kind", _folded(cited.kind), _kind(held, cited.kind)),
        ("issuer", _folded(cited.issuer), _folded(held.issuer)),
    ):
        if one and other:
            (agree if one == other else contradict).append(name)
    title, held_title = _title(cited.title), _title(held.title)
    if title and held_title:
        if title == held_title:
            agree.append("title")
        # The Herald shows every act under today's title, so another title proves nothing
        # where number and date already agree; alone it contradicts.
        elif not {"number", "date"} <= set(agree) and "registration_code" not in agree:
            contradict.append("title")
    strong = {"number", "date"} <= set(agree)
    if strong or "title" in agree:
        # Issuers are renamed and codes misprinted; both are said, neither decides alone.
        contradict = [n for n in contradict if n not in ("issuer", "registration_code")]
    return Match(tuple(agree), tuple(contradict))


def keys(act: AmendedAct | Particulars) -> set[str]:
    """Keys that a citation and the act it proves always share, for finding candidates fast."""
    out: set[str] = set()
    if code := _digits(act.registration_code):
        out.add(f"code:{code}")
    if act.number and act.date:
        out.add(f"number:{act.date}:{_folded(act.number)}")
    if title := _title(act.title):
        out.add(f"title:{title}")
    return out


def proves(cited: Mapping[str, Any], held: Particulars) -> tuple[str, ...] | None:
    """The particulars that prove a stored citation to mean this act, or None."""
    found = match(AmendedAct(**cited), held)
    return found.agree if found.proved else None


def _folded(text: str | None) -> str:
    return normal_form(text or "").lower()


def _kind(held: Particulars, cited: str | None) -> str:
    """The kind of a held act, as a citation says it: a law that is a code is cited as a code."""
    code = cited == "კოდექსი" and _title(held.title).endswith("კოდექსი")
    return "კოდექსი" if code and held.kind in _LAWS else _folded(held.kind)


def _digits(code: str | None) -> str:
    return re.sub(r"\D", "", code or "")


def _title(title: str | None) -> str:
    return re.sub(r"[\"'.,;:\-]", "", _folded(title))
