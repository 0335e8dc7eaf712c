"""What the engine says of its refusals, notes and checks, in Georgian for Georgian pages.

The engine's reasons are English sentences around words of the act. A page in Georgian shows the
Georgian sentence of ``reasons.json``, which holds every sentence of the engine (a test reads the
engine's own modules and finds each); one from an older store that is not in it is shown as it is,
marked as English, beside the Georgian name of the refusal, which always stands.

>>> in_georgian("no point 7 in მუხლი 4")
'პუნქტი 7 – მუხლი 4: ასეთი ერთეული არ არის'
>>> in_georgian("2: target-not-found")
'2: ასეთი ერთეული იმ დღეს მოქმედ ტექსტში არ არის'
>>> in_georgian("the moon is full") is None
True
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib import resources

from markupsafe import Markup, escape

from api.workbench_words import ACTIONS, FACETS, ORDER_FIELDS, PARTS, UNITS
from schemas.refusals import GEORGIAN

_REFUSED = re.compile(rf"((?:\d+: )?)({'|'.join(map(re.escape, GEORGIAN))})")
_LETTERS = re.compile("[ა-ჰ]")
_LATIN = re.compile("[A-Za-z]{3,}")
_ORDER = re.compile(r"((?:\d+: )?)([a-z_, ]+)")  # fields of an order, of one order of several
_WORDS = {
    **{name: pair[0] for pairs in (UNITS, FACETS, PARTS, ACTIONS) for name, pair in pairs.items()},
    "unit": "ერთეული", "body": "ტექსტი", "cover": "სათაური", "title": "სათაური", "act": "აქტი",
    "clause": "პუნქტი", "conclusions": "ხელმოწერა", "subchapter": "ქვეთავი", "group": "სათაური",
    "removed": "ამოღებულია", "adoption": "მიღება", "publication": "გამოქვეყნება",
    "end": "ბოლო", "after": "შემდეგ", "before": "წინ", "cell": "უჯრა", "word": "სიტყვა",
}  # fmt: skip
_UNIT = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b")
_SPACED = re.compile("[a-z]{2,} [a-z]")
_MOST_JOINED = 3  # semicolons of one reason, and one more


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of reasons.json as patterns; those with more words of their own come first."""
    rows = json.loads(resources.files("api").joinpath("reasons.json").read_text("utf-8"))
    rows.sort(key=lambda row: (-len(row["en"].replace("{}", "")), row["en"]))
    return tuple(
        (re.compile(re.escape(row["en"]).replace(r"\{\}", "(.{1,400}?)"), re.DOTALL), row["ka"])
        for row in rows
    )


_PARTICULARS = {
    "title": "სათაური", "date": "თარიღი", "number": "ნომერი", "kind": "სახე", "issuer": "მიმღები",
    "registration_code": "სარეგისტრაციო კოდი", "publication": "გამოქვეყნება",
    "published": "გამოქვეყნების დღე", "organ": "გამოქვეყნების ორგანო", "force": "ძალაში შესვლა",
    "until": "ვადა", "conclusion": "დასკვნა", "signature": "ხელმოწერა", "text": "ტექსტი",
    "reason": "მიზეზი", "form": "სახე", "signer": "ხელმომწერი", "evidence": "დადასტურება",
    "place": "ადგილი", "step": "ნაბიჯი", "unit": "ერთეული", "ground": "საფუძველი",
}  # fmt: skip


def in_georgian(text: str) -> str | None:
    """A reason in Georgian, None where there are no words for it.

    Several reasons are joined by semicolons, and a reason may have one of its own.
    """
    parts, out, at = text.split("; "), [], 0
    while at < len(parts):
        ends = range(min(len(parts), at + _MOST_JOINED), at, -1)
        found = ((end, _one("; ".join(parts[at:end]).strip())) for end in ends)
        end, georgian = next(((e, words) for e, words in found if words is not None), (at, None))
        if georgian is None:
            return None
        out.append(georgian)
        at = end
    return "; ".join(out)


def said(text: str, language: str) -> Markup:
    """A reason as a page shows it: in the page's language, or marked as English."""
    if language == "en":
        return escape(text)
    if (georgian := in_georgian(text)) is not None:
        return escape(georgian)
    if _LATIN.search(text) and not _LETTERS.search(text):
        return Markup('<span lang="en">{}</span>').format(text)
    return escape(text)


def detail_of(text: str, language: str) -> str:
    """What is told beside an error: on a Georgian page nothing that has no Georgian words.

    >>> detail_of("a person drafts for their own body", "ka"), detail_of("title, text", "ka")
    ('', 'სათაური, ტექსტი')
    """
    if language == "en":
        return text
    return in_georgian(text) or ("" if _LATIN.search(text) else text)


def particulars(names: str, language: str) -> str:
    """Names of particulars, comma-separated, in words of the page.

    >>> particulars("date, number", "ka")
    'თარიღი, ნომერი'
    """
    if language == "en":
        return names
    return ", ".join(_PARTICULARS.get(name, name) for name in names.split(", "))


@lru_cache(maxsize=2000)
def _one(text: str) -> str | None:
    if not _LATIN.search(text):
        return text  # words of the act, numbers, days
    for pattern, georgian in _sentences():
        if found := pattern.fullmatch(text.rstrip(".")):
            parts = list(found.groups())

            def filled(mark: re.Match[str], parts: list[str] = parts) -> str:
                quoted = mark.string[: mark.start()].endswith("„")
                return _part(parts[int(mark[1]) - 1], quoted=quoted)

            return re.sub(r"\{(\d)\}", filled, georgian)
    if found := _REFUSED.fullmatch(text):
        return f"{found[1]}{GEORGIAN[found[2]]}"
    if found := _ORDER.fullmatch(text):
        fields = [ORDER_FIELDS.get(name) for name in found[2].split(", ")]
        if all(fields):
            return found[1] + ", ".join(pair[0] for pair in fields if pair)
    names = text.split(", ")
    if all(name in _PARTICULARS for name in names):
        return ", ".join(_PARTICULARS[name] for name in names)
    return None


def _part(words: str, *, quoted: bool) -> str:
    """What stands in the place of a mark: a reason of its own, kinds of units, names of
    particulars, or words of the act, which are left alone."""
    if quoted or "„" in words:
        return _WORDS.get(words, words)
    if _SPACED.search(words) and (reason := _one(words)) is not None:
        return reason
    out = _UNIT.sub(lambda found: _WORDS[found[0]], words)
    return re.sub(r"[a-z_]+", lambda found: _PARTICULARS.get(found[0], found[0]), out)
