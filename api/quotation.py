"""Is this quotation the law of that day? Compared in the normal form, so that quote marks,
dashes and spaces do not matter and every letter, digit and stop does."""

from __future__ import annotations

from dataclasses import replace

from api import v1_models as m
from api.answers import about
from api.asked import Asked
from api.holdings import Holdings, Version
from api.life import by_wid
from api.names import place_name
from api.problems import Problem
from schemas.model import Unit, text_of
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
    stood = [one for one in asked.versions if wanted in _normal(holdings, asked, one)]
    places = {one.place for one in stood}
    here = asked.version.place in places
    later = [one for one in asked.versions[asked.version.place :] if one.place not in places]
    now = [one for one in later if (one.valid_from or "") <= today]
    result = "not-found" if not here else "changed-since" if now else "exact"
    words = fold_superscripts(text_of(asked.shown))
    name = asked.card.title
    if asked.unit is not None:
        name += f", {place_name(asked.unit.eid)}"
    return m.VerifyAnswer(
        result=result,  # type: ignore[arg-type]
        letter_for_letter=here and fold_superscripts(quote.strip()) in words,
        changed_on=now[0].valid_from if here and now else None,
        permalink=str(asked.permalink),
        name=name,
        stood=_intervals(asked, stood),
        about=about(holdings, asked, today),
    )


def _normal(holdings: Holdings, asked: Asked, version: Version) -> str:
    act = holdings.act(version)
    unit: Unit | None = act.root if asked.unit is None else by_wid(act, asked.unit.wid)
    return normal_form(text_of(unit)) if unit else ""


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
