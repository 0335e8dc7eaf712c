"""The guard of editorial corrections (Order 158 art. 8(5)): spelling and punctuation only.

A correction may join or split words, mend letters inside a word, and set punctuation. It may not
touch what can change the law: digits, months and other words of dates, names, negation, or the
number of words beyond joining and splitting. Words are compared by diff-match-patch; each pair of
words must be one word misspelt, which is at most two letters away and keeps the first.

>>> check_correction("კანონისთანახმად პირი ვალდებულლია", "კანონის თანახმად პირი ვალდებულია")
>>> check_correction("ვადა არის 5 დღე", "ვადა არის 6 დღე")
Traceback (most recent call last):
consolidation.editorial.NotEditorial: digits differ: 5 → 6
>>> check_correction("პირს აქვს უფლება", "პირს არ აქვს უფლება")
Traceback (most recent call last):
consolidation.editorial.NotEditorial: negation differs
"""

from __future__ import annotations

import re

from diff_match_patch import diff_match_patch

from consolidation.petits import MONTHS_GENITIVE

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIGITS = re.compile(r"\d+(?:\^\d+)?|[IVXLCDM]+\b|№")
_NEGATION = re.compile(
    r"\b(?:არ|არა|ვერ|ნუ|აღარ|ვეღარ|ნუღარ|არც|ვერც|ნურც|უ|გარდა|მხოლოდ|ან|ანდა|და|ხოლო)\b"
)
_NEGATIVE_PREFIXES = ("არა", "ვერ", "უ")
_NAMED = re.compile(r"[„“”\"«»]")
_SURNAME = re.compile(r"(?:ძე|ძის|ძეს|ძემ|შვილ[ა-ჰ]{0,3}|ავა[სმ]?|უა[სმ]?|იან[ა-ჰ]{0,3})$")
_MONTH_STEMS = tuple(month[:4] for month in MONTHS_GENITIVE)
_MAX_LETTERS = 2


class NotEditorial(ValueError):
    """The change is more than spelling or punctuation; nothing of it is kept."""


def check_correction(old: str, new: str) -> None:
    """Raises :class:`NotEditorial` where a correction would change more than spelling."""
    if old == new:
        raise NotEditorial("nothing is corrected")
    _same("digits differ", _DIGITS.findall(old), _DIGITS.findall(new))
    if _NEGATION.findall(old) != _NEGATION.findall(new):
        raise NotEditorial("negation differs")
    if len(_NAMED.findall(old)) % 2 != len(_NAMED.findall(new)) % 2:
        raise NotEditorial("quotation marks no longer pair as they did")
    for gone, came in changed_words(old, new):
        _check_words(gone, came)


def _same(what: str, old: list[str], new: list[str]) -> None:
    if old != new:
        raise NotEditorial(f"{what}: {' '.join(old) or '—'} → {' '.join(new) or '—'}")


def changed_words(old: str, new: str) -> list[tuple[list[str], list[str]]]:
    """Runs of words that differ, old and new; punctuation and spaces left out."""
    codes: dict[str, str] = {}

    def encode(text: str) -> str:
        return "".join(
            codes.setdefault(word, chr(0xE000 + len(codes))) for word in _WORD.findall(text)
        )

    engine = diff_match_patch()
    engine.Diff_Timeout = 5
    word_of: dict[str, str] = {}
    diffs = engine.diff_main(encode(old), encode(new), False)
    word_of.update((code, word) for word, code in codes.items())
    out: list[tuple[list[str], list[str]]] = []
    open_run = False
    for sign, run in diffs:
        words = [word_of[code] for code in run]
        if sign == 0:
            open_run = False
            continue
        if not open_run:
            out.append(([], []))
            open_run = True
        out[-1][0 if sign < 0 else 1].extend(words)
    return out


def _check_words(gone: list[str], came: list[str]) -> None:
    """One misspelt word each, or the same letters joined or split otherwise."""
    if "".join(gone).replace("-", "") == "".join(came).replace("-", ""):
        return
    if len(gone) != len(came):
        raise NotEditorial(f"words differ: {' '.join(gone) or '—'} → {' '.join(came) or '—'}")
    for one, other in zip(gone, came, strict=True):
        _check_word(one, other)


def _check_word(one: str, other: str) -> None:
    if one == other:
        return
    what = f"{one} → {other}"
    if one[:1] != other[:1] or distance(one, other) > _MAX_LETTERS or min(len(one), len(other)) < 4:
        raise NotEditorial(f"another word: {what}")
    if _is_date(one) or _is_date(other):
        raise NotEditorial(f"a word of a date: {what}")
    if _SURNAME.search(one) or _SURNAME.search(other):
        raise NotEditorial(f"another name: {what}")
    if any(one.startswith(p) != other.startswith(p) for p in _NEGATIVE_PREFIXES):
        raise NotEditorial(f"negation differs: {what}")
    if one[-2:] != other[-2:] and _ending_only(one, other):
        raise NotEditorial(f"another form of the word: {what}")


def _is_date(word: str) -> bool:
    return word.startswith(_MONTH_STEMS)


def _ending_only(one: str, other: str) -> bool:
    """Whether two words part only at the end, where case, number and person stand."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared >= min(len(one), len(other)) - _MAX_LETTERS


def distance(one: str, other: str) -> int:
    """How many letters set apart two words: the Levenshtein measure of diff-match-patch."""
    engine = diff_match_patch()
    return int(engine.diff_levenshtein(engine.diff_main(one, other, False)))
