"""The way of a draft to publication, as a typed state machine (Order 158 arts. 4–7).

::

    drafting → visaed → at-expertise → concluded → signed → sent → received → published
        ↑         ↓          ↓                                ↓        ↓
        └─────────┴──────────┴────────── (returned) ←──────── refused ─┘

Each step says from which states it goes, who may take it, and what it must bring. Nothing else
moves a draft.

>>> step("publish").who, step("publish").to
(<Role.REGISTRAR: 'registrar'>, 'published')
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date as Day
from functools import cache
from importlib import resources

from registry.office import OfficeError, a_day
from registry.rights import Right, Role
from schemas.model import Particulars

STATES = (
    "drafting", "visaed", "at-expertise", "concluded", "returned", "signed", "sent", "received",
    "published", "refused",
)  # fmt: skip
EDITABLE = frozenset({"drafting", "returned"})
# Grounds on which publication must be refused (Law 1876 art. 28(1)).
GROUNDS: dict[str, str] = {
    "no-conclusion": "28(1)ა: არ ახლავს იუსტიციის სამინისტროს დადებითი დასკვნა",
    "differs": "28(1)ა: შინაარსი არ შეესაბამება პროექტს, რომელზედაც დასკვნა გაიცა",
    "not-normative": "28(1)ბ, 2(5): ინდივიდუალური შინაარსი ნორმატიული აქტის სახით",
    "language": "28(1)ბ, 4: აქტი სახელმწიფო ენაზე არ არის",
    "particulars": "28(1)ბ, 18(1): აკლია სავალდებულო რეკვიზიტი",
    "signature": "28(1)ბ, 27(7): ხელმოწერა ან შტამპი არ არის ნამდვილი",
    "order": "28(1)ბ, 27: დარღვეულია გამოქვეყნების წესი",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``needs`` names what the step's detail must hold, not empty."""

    name: str
    sources: frozenset[str]
    to: str
    who: Right | Role
    needs: tuple[str, ...] = ()


STEPS = (
    Step("visa", frozenset({"drafting", "returned"}), "visaed", Right.VISA),
    Step("rework", frozenset({"visaed"}), "drafting", Right.VISA, ("reason",)),
    Step("to-expertise", frozenset({"visaed"}), "at-expertise", Right.EXPERTISE),
    Step("agree", frozenset({"at-expertise"}), "concluded", Role.EXPERT, ("conclusion", "number")),
    Step("object", frozenset({"at-expertise"}), "returned", Role.EXPERT, ("conclusion", "number")),
    Step("sign", frozenset({"visaed", "concluded"}), "signed", Right.SIGN, ("number", "date")),
    Step("send", frozenset({"signed"}), "sent", Right.SEND),
    Step("receive", frozenset({"sent"}), "received", Role.REGISTRAR, ("signature",)),
    Step("publish", frozenset({"received"}), "published", Role.REGISTRAR, ("code", "iri")),
    Step(
        "refuse", frozenset({"sent", "received"}), "refused", Role.REGISTRAR, ("ground", "reason")
    ),
    Step("take-back", frozenset({"refused"}), "returned", Right.SEND),
)


def step(name: str) -> Step:
    """A step by its name. Raises :class:`OfficeError` ``no-such-step``."""
    found = next((one for one in STEPS if one.name == name), None)
    if found is None:
        raise OfficeError("no-such-step", f"there is no step {name}")
    return found


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says of itself. ``force``: „publication“, „days:15“ or an ISO day."""

    title: str = ""
    kind: str = ""
    issuers: tuple[str, ...] = ()
    force: str = ""
    limited: bool = False
    until: str | None = None
    sector: str = ""
    at_once: bool = False  # National Bank, to take effect at once
    exempt: str = ""  # ground on which no conclusion is needed (Law 1876 art. 19(1))
    place: str = ""
    number: str | None = None
    date: str | None = None
    conclusion_of: str | None = None  # SHA-256 of the text the positive conclusion was given on
    notes: dict[str, str] = field(default_factory=dict)

    def missing(self) -> list[str]:
        """Required particulars that are not there (Order 158 art. 4(2))."""
        asked = {
            "title": self.title.strip(), "kind": self.kind.strip(),
            "issuer": "".join(self.issuers).strip(), "force": self.force.strip(),
        }  # fmt: skip
        out = [name for name, value in asked.items() if not value]
        if self.limited and not self.until:
            out.append("until")
        return out

    def check(self) -> None:
        """Raises :class:`OfficeError` ``incomplete`` or ``bad-day``."""
        if missing := self.missing():
            raise OfficeError("incomplete", ", ".join(missing))
        for day in (self.until, self.date, _day_of(self.force)):
            if day:
                a_day(day)

    def needs_conclusion(self, day: Day) -> bool:
        """Whether the Ministry's positive conclusion must go with the act (Law 1876 art. 19)."""
        if self.exempt.strip():
            return False
        return not any(_without_conclusion(issuer, day) for issuer in self.issuers[:1])

    def particulars(self, published: str, code: str | None = None) -> Particulars:
        """What the register knows of the act once it is published."""
        return Particulars(
            title=self.title, kind=self.kind, issuer=self.issuers[0], date=self.date,
            number=self.number, place=self.place or None, registration_code=code,
            published=published, organ="ვებგვერდი",
        )  # fmt: skip


def taken(draft: Draft, state: str, name: str, detail: dict[str, str], day: Day) -> Step:
    """The step, where it may be taken from this state with this detail.

    Raises :class:`OfficeError` ``wrong-state``, ``incomplete``, ``no-conclusion``, ``bad-ground``.
    """
    one = step(name)
    if state not in one.sources:
        raise OfficeError("wrong-state", f"{name} is not possible from the state {state}")
    if missing := [key for key in one.needs if not str(detail.get(key, "")).strip()]:
        raise OfficeError("incomplete", ", ".join(missing))
    if name in ("visa", "sign"):
        replace(draft, date=detail.get("date")).check()
    if name == "sign" and state == "visaed" and draft.needs_conclusion(day):
        raise OfficeError("no-conclusion", "the Ministry's conclusion is needed first (art. 19)")
    if name == "refuse" and detail["ground"] not in GROUNDS:
        raise OfficeError("bad-ground", f"no such ground: {detail['ground']}")
    return one


def to_json(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False)


def from_json(text: str) -> Draft:
    """Inverse of :func:`to_json`. Raises TypeError or ValueError on other JSON."""
    data = json.loads(text)
    return Draft(**{**data, "issuers": tuple(data["issuers"])})


def _day_of(force: str) -> str | None:
    """What must be a day in ``force``; None where it is reckoned from the publication."""
    counted = force.startswith("days:") and force.removeprefix("days:").isdecimal()
    return None if counted or force == "publication" else force


def _without_conclusion(issuer: str, day: Day) -> bool:
    iso = day.isoformat()
    return any(
        row["issuer"] in issuer and row["since"] <= iso and (not row["until"] or iso < row["until"])
        for row in _exempt()
    )


@cache
def _exempt() -> tuple[dict[str, str], ...]:
    path = resources.files("registry").joinpath("data", "expertise.json")
    return tuple(json.loads(path.read_text("utf-8"))["without_conclusion"])
