"""Names as cited, turned to the nominative: issuers („მთავრობის“ → „მთავრობა“) and documents.

Only the head of the name changes, and before a dative head its bare attributes: „დროებით წესში“
→ „დროებითი წესი“ stays readable either way; law does not depend on it, matching folds it.

>>> issuer("საქართველოს ფინანსთა მინისტრის"), issuer("საქართველოს მთავრობის")
('საქართველოს ფინანსთა მინისტრი', 'საქართველოს მთავრობა')
>>> issuer("დუშეთის მუნიციპალიტეტის საკრებულოს")
'დუშეთის მუნიციპალიტეტის საკრებულო'
"""

from __future__ import annotations

import re
from itertools import pairwise

from amendments.lexicon import ACT_WORDS, DOCUMENT_WORDS, UNIT_WORDS, distance, forms

_HEADS = (
    "მთავრობა", "პრეზიდენტი", "პარლამენტი", "მინისტრი", "სამინისტრო", "საკრებულო", "საბჭო",
    "კაბინეტი", "თავმჯდომარე", "კომისია", "სააგენტო", "დეპარტამენტი", "სამსახური", "უფროსი",
    "დირექტორი", "აუდიტორი", "ბანკი", "მერი", "გამგებელი", "გამგეობა", "მერია", "პრემიერ-მინისტრი",
    "პროკურორი", "პალატა", "სასამართლო", "კომიტეტი", "ბიურო", "პრეზიდიუმი",
    "რწმუნებული", "ხელმძღვანელი", "გუბერნატორი", "დირექცია", "ფონდი", "ცენტრი", "ინსპექცია",
    "ადმინისტრაცია", "მმართველი", "რექტორი", "მეთაური",
    "მოადგილე", "კონფერენცია", "კანცელარია", "შტაბი", "სამმართველო", "ინსპექტორი", "დამცველი",
    "რესპუბლიკა", "საპატრიარქო", "კავშირი",
    "კოლეგია", "ოფისი", "ინსტიტუტი", "კოორდინატორი", "მოურავი",
)  # fmt: skip
_NOMINATIVE = {
    form: word
    for word in (
        *_HEADS,
        *ACT_WORDS,
        *DOCUMENT_WORDS,
        *UNIT_WORDS,
        "აქტი",
        "ნორმები",
        "მიმართულება",
    )
    if word[-1] in "იაეო"
    for form, info in forms(word).items()
    if not info.plural and info.case != "stem"
}
# „გამგებლის“: the vowel before the last sound falls out
_NOMINATIVE |= {"გამგებლის": "გამგებელი", "შემსრულებლის": "შემსრულებელი"}
_PLURAL = frozenset(
    form for word in DOCUMENT_WORDS for form, info in forms(word).items() if info.plural
)
_ISSUERS = frozenset(
    form
    for word in _HEADS
    for form, info in forms(word).items()
    if info.case in (("gen", "dat") if word.endswith("ო") else ("gen",)) and not info.plural
) | {"გამგებლის", "შემსრულებლის"}
_LONG_FORMS = tuple(sorted(form for form in _ISSUERS if len(form) > 7))
_OFFICES = ("მინისტრის", "თავმჯდომარის", "პრეზიდენტის", "დირექტორის", "უფროსის")


def noun(word: str) -> str:
    """One noun in the nominative; an unknown one loses its ending by the commonest rule."""
    known = _NOMINATIVE.get(word)
    if known:
        return known
    if word.endswith(("ებში", "ების", "ებს", "ებიდან")):
        return re.sub("(ებში|ების|ებს|ებიდან)$", "ები", word)
    if word.endswith(("აში", "ას")):
        return re.sub("(აში|ას)$", "ა", word)
    if word.endswith(("ში", "ის", "ისა", "იდან", "ით")) and len(word) > 4:
        return re.sub("(ში|ისა|ის|იდან|ით)$", "ი", word)
    return word


def issuer(words: str) -> str:
    """The issuer's name from the genitive it is cited in. Joint issuers are all turned.

    >>> issuer("ფინანსთა მინისტრის და ეკონომიკისა და ვაჭრობის მინისტრის")
    'ფინანსთა მინისტრი და ეკონომიკისა და ვაჭრობის მინისტრი'
    """
    parts = words.strip().split(" და ")
    turned = [_turn(p) if _last(p) in _ISSUERS else p for p in parts[:-1]]
    joint = " და ".join([*turned, _turn(_well_spelt(parts[-1]))])
    bodies = joint.split(", ")  # „ფინანსთა მინისტრის, ბაჟის დეპარტამენტის თავმჯდომარის …“
    for place, (one, behind) in enumerate(pairwise(bodies)):
        another = behind.startswith("საქართველოს ") and _last(one) in _ISSUERS
        bodies[place] = _turn(one) if another or one.endswith(_OFFICES) else one
    return ", ".join(bodies)


def _well_spelt(words: str) -> str:
    """The words with a misspelt last one as it was meant: „საკრებულოს“ for „სკარებულოს“.

    >>> _well_spelt("ხაშურის სკარებულოს"), _well_spelt("ბაღების ინსპექციის")
    ('ხაშურის საკრებულოს', 'ბაღების ინსპექციის')
    """
    head = _last(words)
    if head in _NOMINATIVE or len(head) < 8:
        return words
    near = {
        _NOMINATIVE[form]: form
        for form in _LONG_FORMS
        if abs(len(form) - len(head)) <= 1
        and (step := distance(head, form)) <= 2
        and (step < 2 or sorted(form) == sorted(head))
    }
    if len(near) != 1:
        return words
    return words[: len(words) - len(head)] + next(iter(near.values()))


def name(words: str) -> str:
    """A document's name in the nominative: „ეკონომიკის სამინისტროს დებულებაში“ → „… დებულება“."""
    return _turn(words.strip())


def is_known(word: str) -> bool:
    """Whether the word is a form of a noun listed here."""
    return word in _NOMINATIVE or word in _PLURAL


def ends_in_issuer(words: str) -> bool:
    """Whether words end in the genitive of an office or body: „… საარჩევნო კომისიის“."""
    return _last(words) in _ISSUERS


def _last(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1] if words.split() else ""


def _turn(words: str) -> str:
    head = _last(words)
    return words[: len(words) - len(head)] + noun(head) if head else words
