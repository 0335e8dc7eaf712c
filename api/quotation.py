"""Is this quotation the law of that day? Compared in the normal form, so that quote marks,
dashes and spaces do not matter and every letter, digit and stop does."""

from __future__ import annotations

from dataclasses import replace

from api import v1_models as m
from api.answers import about
from api.asked import Asked
from api.holdings import Holdings, Version
from api.life import intervals
from api.problems import Problem
from schemas.model import text_of
from schemas.normal import normal_form
from schemas.numbers import fold_superscripts

SHORTEST = 8  # letters: fewer stand anywhere
LONGEST = 100_000


def check(holdings: Holdings, asked: Asked, quote: str, today: str) -> m.VerifyAnswer:
    """Where and when the quoted words stand. Raises :class:`Problem` for too few words."""
    wanted = normal_form(quote)
    if not SHORTEST <= len(wanted) <= LONGEST:
        raise Problem(
            "bad-parameter",
            f"a quotation has {SHORTEST} to {LONGEST} letters",
            parameter="quote",
            expected=[f"{SHORTEST} or more letters"],
        )
    stood = _stood(holdings, asked, wanted)
    places = {one.place for one in stood}
    here = asked.version.place in places
    later = [one for one in asked.versions[asked.version.place :] if one.place not in places]
    now = [one for one in later if (one.valid_from or "") <= today]
    result = "not-found" if not here else "changed-since" if now else "exact"
    words = fold_superscripts(text_of(asked.shown))
    name = asked.card.title
    if asked.unit is not None:
        name += f", {asked.name()}"
    return m.VerifyAnswer(
        result=result,  # type: ignore[arg-type]
        letter_for_letter=here and fold_superscripts(quote.strip()) in words,
        changed_on=now[0].valid_from if here and now else None,
        permalink=str(asked.permalink),
        name=name,
        stood=_intervals(asked, stood),
        about=about(holdings, asked, today),
    )


def _stood(holdings: Holdings, asked: Asked, wanted: str) -> list[Version]:
    """The versions in which the words stand; a unit is read once for each of its wordings."""
    if asked.unit is None:
        return [
            one for one in asked.versions if wanted in normal_form(text_of(holdings.act(one).root))
        ]
    out: list[Version] = []
    for start, end, unit in intervals(holdings, asked, asked.unit):
        if unit is not None and wanted in normal_form(text_of(unit)):
            out += [
                one
                for one in asked.versions
                if (one.valid_from or "") >= (start or "")
                and (end is None or (one.valid_from or "") < end)
            ]
    return out


def _intervals(asked: Asked, stood: list[Version]) -> list[m.Held]:
    """Times without gaps are one."""
    out: list[m.Held] = []
    places: list[int] = []
    for one in stood:
        iri = str(replace(asked.permalink, day=one.valid_from or ""))
        if places and one.place == places[-1] + 1:
            out[-1] = out[-1].model_copy(update={"valid_to": one.valid_to})
        else:
            out.append(m.Held(iri=iri, valid_from=one.valid_from, valid_to=one.valid_to))
        places.append(one.place)
    return out
