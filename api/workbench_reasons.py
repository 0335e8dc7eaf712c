"""What the engine says of its refusals, notes and checks, in Georgian for Georgian pages.

The engine's reasons are English sentences around words of the act. A page in Georgian shows the
Georgian sentence; one that is not in the table is shown as it is, marked as English, beside the
Georgian name of the refusal, which always stands.

>>> in_georgian("no point 7 in მუხლი 4")
'პუნქტი 7 – მუხლი 4: ასეთი ერთეული არ არის'
>>> in_georgian("2: target-not-found")
'2: ასეთი ერთეული იმ დღეს მოქმედ ტექსტში არ არის'
>>> in_georgian("the moon is full") is None
True
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from api.workbench_words import ORDER_FIELDS, UNITS
from schemas.refusals import GEORGIAN

_NAMES = re.compile("|".join(sorted(map(re.escape, GEORGIAN), key=len, reverse=True)))
_LETTERS = re.compile("[ა-ჰ]")
_LATIN = re.compile("[A-Za-z]{3,}")
_ORDER = re.compile(r"((?:\d+: )?)([a-z_, ]+)")  # fields of an order, of one order of several
_UNIT = re.compile(rf"\b(?:{'|'.join(UNITS)})\b")
_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), georgian)
    for pattern, georgian in (
        (r"no ([^\n]{1,80}) in ([^\n]{1,200})", r"\1 – \2: ასეთი ერთეული არ არის"),
        (r"„([^\n]*)“ does not stand in the unit; (\d+) longer word forms begin with it",
         r"„\1“ ერთეულში არ არის; ამ სიტყვით იწყება \2 სხვა სიტყვაფორმა"),
        (r"„([^\n]*)“ does not stand in the unit", r"„\1“ ერთეულში არ არის"),
        (r"no paragraph has the words „([^\n]*)“", r"არც ერთ აბზაცში არ არის სიტყვები „\1“"),
        (r"ordered (\d+) times, stands (\d+) times", r"მითითებულია \1 ადგილი, გვხვდება \2"),
        (r"ticked among (\d+) places, stands (\d+) times",
         r"მონიშვნისას \1 ადგილი იყო, ახლა \2 არის"),
        (r"occurrence (\d+) of (\d+)", r"\1-ე ადგილი \2-დან"),
        (r"([^\n]{1,80}) is removed(?: already)?", r"\1 ამოღებულია"),
        (r"([^\n]{1,80}) is removed and its number is not reused",
         r"\1 ამოღებულია, ნომერი ხელახლა არ გამოიყენება"),
        (r"(?:an? [a-z]+ )?([^\n]{1,80}) stands there already", r"\1 იქ უკვე არის"),
        (r"([^\n]{1,80}) stands already", r"\1 უკვე არის"),
        (r"the act has lost force already", r"აქტი უკვე ძალადაკარგულია"),
        (r"the new text is not in the source", r"ახალი ტექსტი წყაროში არ არის"),
        (r"the words to replace, or the new ones, are not given",
         r"შესაცვლელი ან ახალი სიტყვები მითითებული არ არის"),
        (r"the words to remove are not given", r"ამოსაღები სიტყვები მითითებული არ არის"),
        (r"the words to add are not given", r"დასამატებელი სიტყვები მითითებული არ არის"),
        (r"the order does not say where the words go",
         r"მითითებული არ არის, სად ემატება სიტყვები"),
        (r"the new number is not given", r"ახალი ნომერი მითითებული არ არის"),
        (r"the unit has no heading", r"ერთეულს სათაური არ აქვს"),
        (r"the act has no „([^\n]*)“ in this copy", r"აქტის ამ ასლში „\1“ არ არის"),
        (r"„([^\n]*)“ stands only within „([^\n]*)“", r"„\1“ მხოლოდ „\2“-ის შიგნით არის"),
        (r"(\d+) units are ([^\n]{1,80}) in ([^\n]{1,200})", r"\2 – \3: \1 ასეთი ერთეულია"),
        (r"(\d+) paragraphs have „([^\n]*)“", r"„\2“ \1 აბზაცში არის"),
        (r"([^\n]{1,200}) has no paragraph (\S+)", r"\1: \2 აბზაცი არ არის"),
        (r"„([^\n]*)“ cannot be carried out yet", r"ასეთი მითითება („\1“) ჯერ ვერ სრულდება"),
        (r"(\S+) n\. (\d+) \([^)]*\) claims the same unit that day",
         r"იმავე დღეს იმავე ერთეულს ცვლის \1 (ოპერაცია \2)"),
        (r"the petit lacks what is not known of the act: ([^\n]+)",
         r"პეტიტს აკლია ის, რაც აქტზე ცნობილი არ არის: \1"),
        (r"(\d+) inflected forms of „([^\n]*)“ left as they stand",
         r"„\2“ – \1 სხვა სიტყვაფორმა უცვლელია"),
        (r"the count of (\d+) takes in longer words with „([^\n]*)“",
         r"\1 ადგილში „\2“-ის სხვა სიტყვაფორმებიც ითვლება"),
        (r"the unit has no numbered parts; its paragraph (\S+) is cited as one",
         r"ერთეულს დანომრილი ნაწილები არ აქვს; იგულისხმება მისი \1 აბზაცი"),
        (r"the only annex bears no number; the act speaks of №(\S+) only",
         r"ერთადერთ დანართს ნომერი არ აქვს; აქტი მხოლოდ №\1-ს ახსენებს"),
        (r"the day of effect is not proved", r"ამოქმედების დღე დადასტურებული არ არის"),
        (r"every operation", r"ყველა ოპერაცია"),
        (r"nothing is corrected", r"არაფერი სწორდება"),
        (r"the amended act is not held", r"შესაცვლელი აქტი რეესტრში არ არის"),
        (r"no trusted certificates are configured \(MATSNE_TRUST\)",
         r"სანდო სერტიფიკატები მითითებული არ არის (MATSNE_TRUST)"),
        (r"not asked: no CRL or OCSP files are given \(MATSNE_REVOCATION\), nothing is fetched",
         r"არ შემოწმებულა: გაუქმებულთა სიები (CRL, OCSP) მითითებული არ არის "
         r"(MATSNE_REVOCATION), ქსელიდან არაფერი მოწმდება"),
        (r"revoked on (\S+): [^\n]+", r"სერტიფიკატი გაუქმებულია \1"),
        (r"not known: [^\n]+", r"უცნობია: სიები ამ სერტიფიკატზე არაფერს ამტკიცებს"),
        (r"another text is signed", r"ხელმოწერილია სხვა ტექსტი"),
        (r"the draft's bytes", r"პროექტის ბაიტები"),
        (r"the same words", r"იგივე სიტყვები"),
        (r"the PDF has other words than the draft", r"PDF-ში სხვა სიტყვებია"),
        (r"the PDF has no signature", r"PDF-ს ხელმოწერა არ აქვს"),
        (r"a trusted certificate", r"სანდო სერტიფიკატი"),
        (r"the copy holds only the approved text, which its title calls „([^\n]*)“",
         r"ასლში მხოლოდ დამტკიცებული ტექსტია; სათაურში: „\1“"),
        (r"refused when read", r"ვერ წაიკითხა"),
    )
)  # fmt: skip
_PARTICULARS = {
    "title": "სათაური", "date": "თარიღი", "number": "ნომერი", "kind": "სახე", "issuer": "მიმღები",
    "registration_code": "სარეგისტრაციო კოდი", "publication": "გამოქვეყნება",
    "published": "გამოქვეყნების დღე", "organ": "გამოქვეყნების ორგანო", "force": "ძალაში შესვლა",
    "until": "ვადა", "conclusion": "დასკვნა", "signature": "ხელმოწერა", "text": "ტექსტი",
    "reason": "მიზეზი", "form": "სახე", "signer": "ხელმომწერი", "evidence": "დადასტურება",
    "place": "ადგილი", "step": "ნაბიჯი", "unit": "ერთეული", "ground": "საფუძველი",
}  # fmt: skip


def in_georgian(text: str) -> str | None:
    """A reason in Georgian, None where there are no words for it."""
    parts = [_one(part.strip()) for part in text.split("; ")]
    if all(part is not None for part in parts):
        return "; ".join(part for part in parts if part is not None)
    return _one(text)


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


def _one(text: str) -> str | None:
    for pattern, georgian in _SENTENCES:
        if found := pattern.fullmatch(text.rstrip(".")):
            return _units(found.expand(georgian))
    if found := _ORDER.fullmatch(text):
        fields = [ORDER_FIELDS.get(name) for name in found[2].split(", ")]
        if all(fields):
            return found[1] + ", ".join(pair[0] for pair in fields if pair)
    names = text.split(", ")
    if all(name in _PARTICULARS for name in names):
        return ", ".join(_PARTICULARS[name] for name in names)
    if _NAMES.search(text):
        out = _NAMES.sub(lambda found: GEORGIAN[found[0]], text)
        return None if _LATIN.search(out) else out
    return None


def _units(text: str) -> str:
    """Kinds of units in Georgian; names of particulars too. Words of the act are left alone."""
    if "„" in text:
        return text
    out = _UNIT.sub(lambda found: UNITS[found[0]][0], text)
    return re.sub(r"[a-z_]+", lambda found: _PARTICULARS.get(found[0], found[0]), out)
