"""Finding acts by the names that others give them: code, number, Matsne id, words of a title."""

from __future__ import annotations

import re

from api.asked import Asked, resolve
from api.holdings import Card, Holdings
from api.problems import Problem
from schemas.iri import Iri

_DIGITS = re.compile(r"\d{20}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def by_code(holdings: Holdings, code: str) -> list[Card]:
    """By registration code, in either printed form („200000000.05.001.020101“, 20 digits).

    Raises :class:`Problem` for a text that is no code.
    """
    digits = re.sub(r"[.\s]", "", code)
    if not _DIGITS.fullmatch(digits):
        expected = ["20 digits", "200000000.05.001.020101"]
        raise Problem("bad-parameter", f"no registration code: {code[:60]!r}", parameter="code",
                      expected=expected)  # fmt: skip
    dotted = f"{digits[:9]}.{digits[9:11]}.{digits[11:14]}.{digits[14:]}"
    return holdings.named("registration-code", [digits, dotted])


def by_matsne(holdings: Holdings, number: str, publication: str | None, today: str) -> Asked:
    """What an address of the national site means: ``/document/view/{id}?publication=N``.

    Without ``publication`` the text of today; with it the version recorded under that number,
    or the text as adopted for 0. Raises :class:`Problem`: numbers that were not recorded are
    not guessed.
    """
    cards = holdings.named("matsne-id", [number]) if _NUMBER.fullmatch(number) else []
    if not cards:
        raise Problem("no-such-act", f"no act with the Matsne id {number[:40]}")
    card = cards[0]
    iri = Iri.parse(card.iri)
    if publication is None:
        return resolve(holdings, iri, today)
    original = resolve(holdings, iri, today, "original")
    recorded = card.particulars.publication_index
    zero = recorded is None and publication == "0" and not original.act.consolidated
    if publication == str(recorded) or zero:
        return original
    names = [one.iri for one in original.versions]
    raise Problem("no-such-publication", f"publication {publication[:20]} of {card.iri}",
                  recorded=recorded, versions=names)  # fmt: skip
