"""Citations of an act or a unit as it stood, ready to copy: Georgian, English, BibTeX, CSL.

The Georgian form is that of Law 1876 art. 20(7): title, issuer, date, kind and number, then
the organ and day of publication; the permanent address closes it.
"""

from __future__ import annotations

import re

from api.asked import Asked
from api.days import day_before, english_day, genitive_day, printed_day
from api.names import act_name
from api.v1_models import CiteAnswer
from schemas.kinds import issuer_genitive
from schemas.letters import slug
from schemas.model import Particulars

_BIB = re.compile(r"[\\{}%&$#_~^]")


def cite(asked: Asked, base: str = "") -> CiteAnswer:
    """All forms. ``base``: the site's address, before the permanent name."""
    p = asked.card.particulars
    link = base + str(asked.permalink)
    ka, en = _georgian(asked, p, link), _english(asked, p, link)
    return CiteAnswer(
        permalink=link, ka=ka, en=en, bibtex=_bibtex(asked, p, link), csl=_csl(asked, p, link)
    )


def _interval(asked: Asked) -> tuple[str | None, str | None]:
    """First and last day of the version."""
    end = asked.version.valid_to
    return asked.version.valid_from, day_before(end) if end else None


def _georgian(asked: Asked, p: Particulars, link: str) -> str:
    title = f"„{p.title}“" if p.title else ""
    issuer = issuer_genitive(p.issuer) if p.issuer and "კანონი" not in (p.kind or "") else None
    if issuer is None and "კანონი" in (p.kind or ""):
        issuer = "საქართველოს"
    day = genitive_day(p.date) if p.date else ""
    kind = " ".join(x for x in (p.kind or "აქტი", f"№{p.number}" if p.number else "") if x)
    head = " ".join(part for part in (title, issuer or p.issuer, day, kind) if part)
    parts = [head]
    if p.published:
        parts.append(f"გამოქვეყნებულია {printed_day(p.published)}")
    if asked.unit is not None:
        parts.append(asked.name())
    start, end = _interval(asked)
    if start:
        until = f"{printed_day(end)}-მდე ჩათვლით" if end else "დღემდე"
        parts.append(f"მოქმედი {printed_day(start)}-დან {until}")
    return f"{', '.join(parts)}. {link}"


def _english(asked: Asked, p: Particulars, link: str) -> str:
    name = act_name(p, "en")
    parts = [f"{name} of {english_day(p.date)}" if p.date else name]
    if p.title:
        parts[0] += f" „{p.title}“"
    if asked.unit is not None:
        parts.append(asked.name("en"))
    start, end = _interval(asked)
    if start:
        until = f"to {english_day(end)}" if end else "onwards"
        parts.append(f"as in force from {english_day(start)} {until}")
    return f"{', '.join(parts)}. Legislative Herald of Georgia. {link}"


def _bibtex(asked: Asked, p: Particulars, link: str) -> str:
    def safe(words: str) -> str:
        return _BIB.sub(lambda found: "\\" + found.group(), words)

    unit = asked.unit.eid.replace("__", "-") if asked.unit else ""
    stem = "-".join(
        part for part in (slug(p.kind or "act"), slug(p.number or ""), asked.version.valid_from)
        if part
    )  # fmt: skip
    key = "-".join(part for part in ("ge", stem, unit) if part).replace("_", "-")
    note = _interval(asked)
    fields = {
        "title": p.title or asked.card.iri,
        "author": f"{{{p.issuer}}}" if p.issuer else "",
        "type": p.kind or "",
        "number": p.number or "",
        "date": p.date or "",
        "pages": asked.name(),
        "note": f"valid {note[0] or '?'}/{note[1] or '..'}",
        "langid": "georgian",
        "url": link,
    }
    lines = [
        f"  {name} = {{{value if name in ('url', 'author') else safe(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "@legislation{" + key + ",\n" + "\n".join(lines) + "\n}\n"


def _csl(asked: Asked, p: Particulars, link: str) -> dict[str, object]:
    item: dict[str, object] = {"id": str(asked.permalink), "type": "legislation", "URL": link}
    if p.title:
        item["title"] = p.title
    if p.number:
        item["number"] = p.number
    if p.issuer:
        item["authority"] = p.issuer
    if p.kind:
        item["genre"] = p.kind
    if p.date:
        item["issued"] = {"date-parts": [[int(part) for part in p.date.split("-")]]}
    if asked.unit is not None:
        item["section"] = asked.name()
    if asked.version.valid_from:
        item["version"] = asked.version.valid_from
    item["language"] = "ka"
    item["container-title"] = "საქართველოს საკანონმდებლო მაცნე"
    return item
