"""The guard of editorial corrections (Order 158 art. 8(5)): spelling and punctuation only.

A correction may join or split words, mend letters inside a word, and set commas, stops, colons and
dashes between words; a new full stop between words makes other sentences. It may not touch what
can change the law:

| what | how it is kept |
|---|---|
| numbers | each with the marks inside it („1,5“, „1 000“, „10–12“, „37^1“), and signs |
| dates | words of months |
| names | words inside quotation marks, surnames, words in other letters than Georgian |
| negation, bonds | „არ“, „ვერ“, „ან“, „მხოლოდ“, „თუ“ … in place, marks beside „არ“; every „უ“ |
| voice, person | a vowel for a vowel, a vowel right behind the preverb („გაცვალოს“, „გაიცვალოს“) |
| places | quotation marks, brackets, line breaks, marks beside a single letter („ა.ბ“) |
| words | their number, beyond joining and splitting; another word, another form, number words |

Marks stand between words: a word with a comma in it is two words, and none was ordered. Words are
compared by diff-match-patch; each pair must be one word misspelt: a letter too many, too few or
another, or two neighbours in each other's place. A word that stands in the act elsewhere too
(``elsewhere``) is a word, not a misprint.

>>> check_correction("კანონისთანახმად პირი ვალდებულლია", "კანონის თანახმად პირი ვალდებულია")
>>> check_correction("ვადა არის 5 დღე", "ვადა არის 6 დღე")
Traceback (most recent call last):
consolidation.editorial.NotEditorial: digits differ: 5 → 6
>>> check_correction("პირს აქვს უფლება", "პირს არ აქვს უფლება")
Traceback (most recent call last):
consolidation.editorial.NotEditorial: negation differs
>>> check_correction("ვადა გრძელდება", "ვადა გრძელ,დება")
Traceback (most recent call last):
consolidation.editorial.NotEditorial: a mark inside a word: გრძელ,დება
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from diff_match_patch import diff_match_patch

from consolidation.petits import MONTHS_GENITIVE

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# „1,5“, „1 000“, „10–12“, „01.02.2020“, „-5“, „37^1“; the ending of „5-ე“ is a word
_NUMBER = re.compile(r"(?:(?<![^\s(])[-–−+])?\d(?:[\s.,:/^–−-]*\d)*")
_ROMAN = re.compile(r"\b[IVXLCDM]+\b")
_BOUNDS = re.compile(r"[„“”‟«»\"()\[\]{}\n]")  # what one of these holds stays in it
_QUOTES = frozenset('„“”‟«»"')
_SOFT = frozenset(".,;:-–—'’")  # marks that a correction may set
_JOINT = re.compile(
    r"(?P<left>[^\W\d_]+)(?P<mark>[\s-]*(?:[.,;:–—'’]|-\s*-)[\s.,;:–—'’-]*)(?=(?P<right>[^\W\d_]+))"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:\^\d+)?")
_GEORGIAN = re.compile(r"[ა-ჰ-]+")
_HYPHENATED = 3  # letters of a word that a hyphen may bind
_BONDS = re.compile(
    r"\b(?:არ|არა|ვერ|ნუ|აღარ|ვეღარ|ნუღარ|არც|ვერც|ნურც|უ|გარდა|გარეშე|მხოლოდ|მარტო|ან|ანდა|და|ხოლო|"
    r"თუ|ყველა|ყოველი|უნდა|შეიძლება|არავინ|არაფერი|ვერავინ|ნებისმიერი|მინიმუმ|მაქსიმუმ)\b"
)
_NOT = frozenset(("არ", "არა", "ვერ", "ნუ", "აღარ", "ვეღარ", "ნუღარ", "არც", "ვერც", "ნურც"))
_NEGATIVE_PREFIXES = ("არა", "ვერ", "უ")
_PREVERBS = (
    "გადმო", "გადა", "გამო", "წამო", "ჩამო", "შემო", "დამო", "მიმო", "ამო", "წარ", "და", "გა", "შე",
    "მი", "მო", "წა", "ჩა", "აღ",
)  # fmt: skip
_SURNAME = re.compile(r"(?:ძე|ძის|ძეს|ძემ|შვილ[ა-ჰ]{0,3}|ავა[სმ]?|უა[სმ]?|იან[ა-ჰ]{0,3})$")
_FAMILY = re.compile(r"(?:ძე|ძის|ძეს|ძემ|შვილ[ა-ჰ]{0,3})$")  # „ბ. ერიძე“ is not „ბერიძე“
_COUNT = (
    r"(?:ნულ|ერთ|ორ|სამ|ოთხ|ხუთ|ექვს|შვიდ|რვა?|ცხრა?|ათ|ოც|ორმოც|სამოც|ოთხმოც|"
    r"(?:ორ|სამ|ოთხ|ხუთ|ექვს|შვიდ|რვა|ცხრა)?ას|ათას|მილიონ|მილიარდ|[ა-ჰ]{2,9}მეტ|"
    r"(?:ორმ|სამ|ოთხმ)?ოცდა[ა-ჰ]{2,10}|პირველ|მესამ|მეოთხ|მეორ|მეხუთ|მეექვს|მეშვიდ|მერვ|მეცხრ|მეათ)"
)
_NUMBER_WORD = re.compile(
    rf"(?:მე)?{_COUNT}(?:ი|მა|ს|ის|ით|ად|ე|ედ|ჯერ|ივე|ზე|ში|იდან|ამდე|ისა|ა|ას)?"
)
_MONTH_STEMS = tuple(month[:4] for month in MONTHS_GENITIVE)
_PERIODS = re.compile("თვ|წელ|წლ|კვირ|დღ|საათ|წუთ")
_VOWELS = frozenset("აეიოუ")
_MAX_LETTERS = 2  # of an ending


class NotEditorial(ValueError):
    """The change is more than spelling or punctuation; nothing of it is kept."""


def check_correction(old: str, new: str, elsewhere: Iterable[str] = ()) -> None:
    """Raises :class:`NotEditorial` where a correction would change more than spelling.

    ``elsewhere``: other texts of the same act, whose words are taken to be words.
    """
    if old == new:
        raise NotEditorial("nothing is corrected")
    old, new = (_INVISIBLE.sub("", text).replace("\u00a0", " ") for text in (old, new))
    _same("digits differ", _numbers(old), _numbers(new))
    _same("signs differ", _signs(old), _signs(new))
    _check_bonds(_BONDS.findall(old), _BONDS.findall(new))
    _check_marks(old, new)
    _check_sentences(old, new)
    held, now = (list(_stretches(text)) for text in (old, new))
    if [bound for bound, _, _ in held] != [bound for bound, _, _ in now]:
        raise NotEditorial("quotation marks, brackets or line breaks stand otherwise")
    for (_, quoted, before), (_, _, after) in zip(held, now, strict=True):
        if quoted and _letters(before) != _letters(after):
            raise NotEditorial(f"another name: {before} → {after}")
        for gone, came in changed_words(before, after):
            _check_words(gone, came)
            if len(gone) == len(came):
                _check_misprints(gone, elsewhere)


def _numbers(text: str) -> list[str]:
    found = [" ".join(one.split()) for one in _NUMBER.findall(text)]
    return [*found, *_ROMAN.findall(text)]


def _signs(text: str) -> list[str]:
    """Every character but letters, digits, white space, the marks that may be set, and bounds."""
    return [
        one
        for one in text
        if not (one.isalnum() or one.isspace() or one in _SOFT or _BOUNDS.match(one))
        or (one.isalnum() and not one.isalpha() and not one.isdecimal())
    ]


def _stretches(text: str) -> list[tuple[str, bool, str]]:
    """The text between bounds: the bound before it, whether it is quoted, the stretch itself."""
    out: list[tuple[str, bool, str]] = []
    at, bound, quoted = 0, "", False
    for found in _BOUNDS.finditer(text):
        out.append((bound, quoted, text[at : found.start()]))
        mark = found.group()
        quoted = not quoted if mark in _QUOTES else quoted
        at, bound = found.end(), '"' if mark in _QUOTES else mark
    return [*out, (bound, quoted, text[at:])]


def _letters(text: str) -> str:
    return " ".join(text.split())


def _same(what: str, old: list[str], new: list[str]) -> None:
    if old != new:
        raise NotEditorial(f"{what}: {' '.join(old) or '—'} → {' '.join(new) or '—'}")


def _check_bonds(old: list[str], new: list[str]) -> None:
    """Words that deny or bind stand as they stood; the first that does not is told."""
    if old == new:
        return
    pairs = zip_longest(old, new, fillvalue="")
    differing = next((one, other) for one, other in pairs if one != other)
    if _NOT.isdisjoint(differing):
        one, other = (word or "—" for word in differing)
        raise NotEditorial(f"a word that binds others differs: {one} → {other}")
    raise NotEditorial("negation differs")


def _check_sentences(old: str, new: str) -> None:
    """No full stop comes between words, or moves: it makes other sentences."""
    held, now = (
        [(left, right) for left, mark, right in _joints(text) if "." in mark] for text in (old, new)
    )
    if len(held) == len(now):
        odd = [other for one, other in zip(held, now, strict=True) if _apart(one, other)]
    else:
        odd = [other for other in now if other not in held] if len(now) > len(held) else []
    if odd:
        raise NotEditorial(f"a full stop that makes other sentences: {odd[0][0]} … {odd[0][1]}")


def _apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a stop stands between other words: neither of its neighbours is the same."""
    return one[0] != other[0] and one[1] != other[1]


def _check_marks(old: str, new: str) -> None:
    """Marks stand between words, and as they stood beside letters, numbers and „არ“."""
    stood = {(left, right) for left, _, right in _joints(old)}
    for left, mark, right in _joints(new):
        if not mark[-1:].isspace() and not mark[:1].isspace() and (left, right) not in stood:
            raise NotEditorial(f"a mark inside a word: {left}{mark}{right}")
    held, now = (_guarded(text) for text in (old, new))
    if held != now:
        one = next((a or b for a, b in zip([*held, ""], [*now, ""], strict=False) if a != b), "")
        raise NotEditorial(f"a mark beside a letter, a number or a negation: {one}")


def _joints(text: str) -> list[tuple[str, str, str]]:
    """Words with marks between them: the word before, the marks, the word after."""
    return [(found["left"], found["mark"], found["right"]) for found in _JOINT.finditer(text)]


def _guarded(text: str) -> list[str]:
    """The marks that may not change, each with what it stands beside, in order."""
    out: list[str] = []
    for _, _, stretch in _stretches(text):
        at, before = 0, ""
        for found in [*_TOKEN.finditer(stretch), None]:
            after = found.group() if found is not None else ""
            marks = _plain(stretch[at : found.start() if found is not None else len(stretch)])
            beside = [one if _is_guarded(one) else "" for one in (before, after)]
            alone = not before and not after
            if marks and (alone or (before and after and any(beside))):
                out.append(f"{beside[0]} {marks} {beside[1]}".strip())
            at, before = (found.end(), after) if found is not None else (at, before)
    return out


def _is_guarded(token: str) -> bool:
    return len(token) == 1 or token in _NOT or any(char.isdigit() for char in token)


def _plain(marks: str) -> str:
    """Marks without white space, every dash as one."""
    return re.sub(r"[–—−]", "-", "".join(marks.split()))


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
        _check_joined(gone, came)
        return
    if len(gone) != len(came):
        raise NotEditorial(f"words differ: {' '.join(gone) or '—'} → {' '.join(came) or '—'}")
    for one, other in zip(gone, came, strict=True):
        _check_word(one, other)


def _check_joined(gone: list[str], came: list[str]) -> None:
    """A hyphen is set or taken out between whole words alone: „ა-დ“ is a range; no date and no
    number or surname comes of joining or splitting, or goes with it."""
    counted = [
        [w for w in words if _is_date(w) or _NUMBER_WORD.fullmatch(w)] for words in (gone, came)
    ]
    _same("words of dates or numbers differ", *counted)
    names = [[w for w in words if _FAMILY.search(w)] for words in (gone, came)]
    _same("another name", *names)
    if not _cuts("-", came) <= _cuts(" -", gone):
        raise NotEditorial(f"a mark inside a word: {' '.join(came)}")
    for word in (*gone, *came):
        parts = word.split("-")
        if len(parts) > 1 and min(map(len, parts)) < _HYPHENATED:
            raise NotEditorial(f"a mark beside a letter: {word}")


def _cuts(marks: str, words: list[str]) -> set[int]:
    """How many letters stand before each of these marks in a row of words."""
    out: set[int] = set()
    letters = 0
    for char in " ".join(words):
        if char in marks:
            out.add(letters)
        letters += char not in " -"
    return out


def _check_misprints(words: list[str], elsewhere: Iterable[str]) -> None:
    wanted = set(words)
    for text in elsewhere:
        if held := next((word for word in _WORD.findall(text) if word in wanted), None):
            raise NotEditorial(f"no misprint, the act has this word elsewhere too: {held}")


def _check_word(one: str, other: str) -> None:
    if one == other:
        return
    what = f"{one} → {other}"
    if one.count("-") != other.count("-"):
        raise NotEditorial(f"a mark inside a word: {what}")
    if one[:1] != other[:1] or min(len(one), len(other)) < 4:
        raise NotEditorial(f"another word: {what}")
    if distance(one, other) > 1 and not _swapped(one, other):
        raise NotEditorial(f"another word: {what}")
    if not (_GEORGIAN.fullmatch(one) and _GEORGIAN.fullmatch(other)):
        raise NotEditorial(f"another name: {what}")
    if _is_date(one) or _is_date(other):
        raise NotEditorial(f"a word of a date: {what}")
    if _NUMBER_WORD.fullmatch(one) or _NUMBER_WORD.fullmatch(other):
        raise NotEditorial(f"another number: {what}")
    if _SURNAME.search(one) or _SURNAME.search(other):
        raise NotEditorial(f"another name: {what}")
    if any(one.startswith(p) != other.startswith(p) for p in _NEGATIVE_PREFIXES):
        raise NotEditorial(f"negation differs: {what}")
    if one.count("უ") != other.count("უ"):
        raise NotEditorial(f"negation differs: {what}")
    if _PERIODS.findall(one) != _PERIODS.findall(other):
        raise NotEditorial(f"another period: {what}")
    if _preverb(one) != _preverb(other):
        raise NotEditorial(f"another word: {what}")
    _check_voice(one, other)
    if one[-2:] != other[-2:] and _ending_only(one, other):
        raise NotEditorial(f"another form of the word: {what}")


def _check_voice(one: str, other: str) -> None:
    """Vowels say whose act it is and on whom: „გადაიხადოს“ and „გადაახადოს“."""
    at = next(i for i, (a, b) in enumerate(zip(one + " ", other + " ", strict=False)) if a != b)
    pair = (one[at : at + 1], other[at : at + 1])
    if len(one) == len(other) and one[at + 1 :] == other[at + 1 :]:
        if _VOWELS.issuperset(pair):
            raise NotEditorial(f"another form of the word: {one} → {other}")
    elif at == len(_preverb(one)) and at and _VOWELS.intersection(pair):
        raise NotEditorial(f"another form of the word: {one} → {other}")


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters stand in each other's place."""
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _is_date(word: str) -> bool:
    return word.startswith(_MONTH_STEMS)


def _preverb(word: str) -> str:
    """What a verb or its noun begins with: „შე“ of „შეტანა“, „შემო“ of „შემოტანა“."""
    return next((one for one in _PREVERBS if word.startswith(one)), "")


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
