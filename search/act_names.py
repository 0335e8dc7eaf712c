"""Which act a citation names: by short name, title, or date and number.

Titles are compared by stems, so that „სისხლის სამართლის კოდექსის“ is the Criminal Code. Several
acts may have one title (an old code and the new one); they are all given, the youngest first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from registry.provisions import register
from registry.store import Store
from schemas.iri import number_slug
from schemas.model import Particulars
from search.short_names import bare_title, short_names, titles_of
from search.tokens import tokens

MONTHS = (
    "იანვ", "თებერვ", "მარტ", "აპრილ", "მაის", "ივნის", "ივლის", "აგვისტ", "სექტემბ", "ოქტომბ",
    "ნოემბ", "დეკემბ",
)  # fmt: skip
_NOUN = (
    "(?:კანონ|კოდექს|ბრძანებ|ბრძანებულებ|დადგენილებ|განკარგულებ|დებულებ|წეს|ინსტრუქცი|რეგლამენტ|"
    "კონსტიტუცი|კონვენცი|ხელშეკრულებ|შეთანხმებ|დანართ|წესდებ|ოქმ|გადაწყვეტილებ|დეკრეტ)"
)
_THIS = re.compile(
    rf"(?:^|\W)(?P<this>(?:ამ|ამავე|წინამდებარე)\s+(?P<what>{_NOUN}|მუხლ)[ა-ჰ]*(?:\s*\([ა-ჰ]+\))?)\s*$"
)
_ANNEXED = frozenset({"დებულებ", "წეს", "ინსტრუქცი", "რეგლამენტ", "დანართ", "წესდებ"})
_TITLED = re.compile(
    r"[„\"“«](?P<title>[^„“”\"«»]{3,400})[“”\"»]\s*(?P<between>[^„“”\"«»;:]{0,160}?)"
    rf"{_NOUN}[ა-ჰ]*\s*(?:\([^()]{{0,200}}\)\s*)?$"
)
_DATED = re.compile(
    r"(?P<year>\d{4})\s*წლის\s*(?P<day>\d{1,2})\s*(?P<month>[ა-ჰ]{4,11})\s*(?:№|N)\s*"
    rf"(?P<number>[\w/-]+)\s*(?:[ა-ჰ]+\s+)?{_NOUN}[ა-ჰ]*\s*$"
)
_CODE = re.compile(r"(?P<words>(?:[ა-ჰ][ა-ჰ,-]*\s+){0,9}(?:კოდექს|კონსტიტუცი|რეგლამენტ)[ა-ჰ]*)\s*$")
_SHORT = re.compile(r"(?<![ა-ჰ])(?P<short>[ა-ჰ]{2,6}?)(?:-?(?:ის|ით|ში|ს|ი))?\s*$")
_ABOUT = re.compile(
    rf"(?P<end>შესახებ)[“”\"»]?\s+(?:საქართველოს\s+)?(?:ორგანული\s+)?{_NOUN}[ა-ჰ]*\s*(?:\([^()]{{0,200}}\)\s*)?$"
)
_QUOTED = re.compile(r"[„\"“«](?P<title>[^„“”\"«»]{2,400})[“”\"»]\s*$")
_SOME_ACT = re.compile(rf"(?:^|\W){_NOUN}[ა-ჰ]*\s*(?:\([^()]{{0,80}}\)\s*)?$")
_OWNED = re.compile(r"[ა-ჰ]{2}(?:ის|ისა|თა)\s+$")  # „ქვითრის პირველი ნაწილი“: of what, is not known
_REACH = 600


@dataclass(frozen=True, slots=True)
class Named:
    """What stands before a citation. ``this-…``: the act, the statute or rules in its annex, or
    the article that speaks; ``unknown``: an act is named that is not held; ``none``: no act is
    named."""

    how: Literal["this-act", "this-annex", "this-article", "acts", "unknown", "none"]
    works: tuple[str, ...] = ()
    start: int = 0  # where the name begins in the text


class ActNames:
    """The acts held, by everything they are cited by."""

    def __init__(self, register_: Iterable[tuple[str, Particulars]]) -> None:
        self.known: dict[str, Particulars] = {}
        self.by_title: dict[str, list[str]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_short: dict[str, list[str]] = defaultdict(list)
        for iri, particulars in register_:
            self.known[iri] = particulars
            if particulars.title:
                self.by_title[title_key(particulars.title)].append(iri)
                for short in short_names(particulars.title):
                    self.by_short[short].append(iri)
            if particulars.date and particulars.number:
                key = (particulars.date, number_slug(particulars.number))
                self.by_number[key].append(iri)

    @classmethod
    def of(cls, store: Store) -> ActNames:
        return cls(register(store))

    def titled(self, words: str) -> tuple[str, ...]:
        """Acts with this title, the youngest first."""
        return self._youngest_first(self.by_title.get(title_key(words), ()))

    def short(self, name: str) -> tuple[str, ...]:
        """Acts with this short name: by the order of the data, then the youngest first."""
        order = {title_key(title): place for place, title in enumerate(titles_of(name))}
        found = self._youngest_first(self.by_short.get(name, ()))
        return tuple(sorted(found, key=lambda iri: order.get(title_key(self.title(iri)), 99)))

    def dated(self, day: str, number: str) -> tuple[str, ...]:
        return tuple(self.by_number.get((day, number_slug(number)), ()))

    def title(self, iri: str) -> str:
        known = self.known.get(iri)
        return (known.title or "") if known else ""

    def adopted(self, iri: str) -> str | None:
        known = self.known.get(iri)
        return known.date if known else None

    def before(self, text: str, at: int, *, plain: bool = False) -> Named:
        """The act named right before an offset of a text. ``plain``: a title may stand without
        quotation marks where the text begins with it, as people cite; acts never do so."""
        start = max(0, at - _REACH)
        lead = text[start:at]
        if this := _THIS.search(lead):
            at_ = start + this.start("this")
            if this["what"] == "მუხლ":
                return Named("this-article", start=at_)
            return Named("this-annex" if this["what"] in _ANNEXED else "this-act", start=at_)
        if dated := _DATED.search(lead):
            found = self.dated(_day(dated), dated["number"])
            return Named("acts" if found else "unknown", found, start + dated.start())
        if titled := _last(_TITLED, lead):
            found = self.titled(titled["title"])
            return Named("acts" if found else "unknown", found, start + titled.start())
        if (code := _CODE.search(lead)) and (named := self._longest(code)):
            return Named("acts", named[0], start + code.start() + named[1])
        if plain and (about := _ABOUT.search(lead)):
            found = self.titled(lead[: about.end("end")])
            return Named("acts" if found else "unknown", found, start)
        if (short := _SHORT.search(lead)) and (found := self.short(short["short"])):
            return Named("acts", found, start + short.start())
        if quoted := _last(_QUOTED, lead):  # „კანონის „… კოდექსის“ 28-ე მუხლი“
            found = self.titled(quoted["title"])
            return Named("acts" if found else "unknown", found, start + quoted.start())
        unknown = _SOME_ACT.search(lead) or _OWNED.search(lead)
        return Named("unknown" if unknown else "none", start=at)

    def _longest(self, code: re.Match[str]) -> tuple[tuple[str, ...], int] | None:
        """The longest run of words before „კოდექსის“ that is a title."""
        words = code["words"]
        at = 0
        while True:
            if found := self.titled(words[at:]):
                return found, at
            space = words.find(" ", at)
            if space < 0:
                return None
            at = space + 1

    def _youngest_first(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(iris, key=lambda iri: self.adopted(iri) or "", reverse=True))


@lru_cache(maxsize=1 << 16)
def title_key(title: str) -> str:
    """A title as it is compared: stems of its words, country and kind of act left out.

    >>> title_key("საქართველოს სისხლის სამართლის კოდექსის") == title_key(
    ...     "სისხლის სამართლის კოდექსი")
    True
    """
    stems = [token.stem for token in tokens(bare_title(title))]
    return " ".join(stems)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A match that begins at the last opening mark it can begin at."""
    for at in range(len(text) - 1, -1, -1):
        if text[at] in '„"“«' and (match := pattern.match(text, at)):
            return match
    return None


def _day(dated: re.Match[str]) -> str:
    month = next((n for n, name in enumerate(MONTHS, 1) if dated["month"].startswith(name)), 0)
    return f"{dated['year']}-{month:02}-{int(dated['day']):02}"
