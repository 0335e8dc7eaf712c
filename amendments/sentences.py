"""Every imperative sentence accounted for: an operation, without effect and why, or unclaimed.

Georgian commands in the optative: „დაევალოს“, „უზრუნველყოს“, „დამტკიცდეს“, „… იქნეს“. A sentence
with such a verb and without a modal („უნდა“, „შეიძლება“, „თუ“) orders something. What changes no
act is told with its reason; what speaks of a unit of an amended act, and yet became no
operation, is unclaimed and stops the act from being applied.

>>> [why for _, _, why in orders("2. დაევალოს სამინისტროს უზრუნველყოს აღრიცხვა.", 0, 42)]
['an order to a person or a body']
"""

from __future__ import annotations

import re

_PREVERB = (
    "გამო|გადა|გან|გა|და|მიმო|მი|მო|შემო|შე|ჩამო|ჩა|წარმო|წარ|წა|აღ|ამო|უზრუნველ|"
    "ეთხოვ|ეცნობ|აცნობ|ეწოდ|იხელმძღვან|ითანამშრომ|იზრუნ|აწარმო|ეკრძალ|ეძლე"
)
_OPTATIVE = re.compile(
    rf"(?<![ა-ჰ])(?:(?:{_PREVERB})[ა-ჰ]*(?:ოს|ონ|ოთ|ოდ)|[ა-ჰ]+(?<![ობვ])დეს|[ა-ჰ]+(?<![ობვ])დნენ"
    r"|[ა-ჰ]+ იქნ[ეა]ს|იქნ[ეა]ს [ა-ჰ]+(?:ლი|ული|ილი|ებული)|შეიქმნას|შეიქმნან|გაიცეს|დარჩეს|მიეცეს"
    r"|აღდგეს)"
    r"(?![ა-ჰ])"
)
_NOT_VERBS = frozenset(
    "გაეროს გარემოს მილიონ მილიონს დედოფლისწყაროს გასამრჯელოს გალიონ შემონატანს სიდიდეს".split()
)
_MODAL = re.compile(
    r"(?<![ა-ჰ])(?:უნდა|შეიძლება|შესაძლებელია|თუ|რომ|რათა|როდესაც|როცა|რომელიც|რომლებიც|რომელმაც|"
    r"რომლის|რომელთა|რომლებმაც|რომელსაც|ვალდებულია|უფლება|უფლებამოსილია|აუცილებელია|საჭიროა|"
    r"დასაშვებია|არ|ვერ|შეუძლია|შეუძლიათ|მოვალეა|მოითხოვოს|იმისათვის)(?![ა-ჰ])"
)
_SENTENCE = re.compile(r"(?:(?<=\d)\.(?=\d)|(?<=[ა-ჰ]\.) ?|[^.;\n])+")
_WHY = (
    (re.compile(r"გასაჩივრ"), "an appeal clause"),
    (re.compile(r"კონტროლი|ზედამხედველობა"), "who watches over the execution"),
    (re.compile(r"დამტკიცდეს|დამტკიცებულ იქნ|მოწონებულ იქნ|რატიფიცირ"), "approves a document"),
    (
        re.compile(r"შეიქმნას|ჩამოყალიბდეს|დაარსდეს|დაფუძნდეს|რეორგანიზ|ლიკვიდ|შეუერთდეს|გაუქმდეს"),
        "makes, reshapes or ends a body",
    ),
    (
        re.compile(r"გამოქვეყნდეს|გაიგზავნოს|გაეგზავნოს|გაეგზავნოთ|ეცნობოს|აცნობოს"),
        "publication or notice",
    ),
    (re.compile(r"განისაზღვროს|განესაზღვროს|დადგინდეს"), "sets an amount or a rule of its own"),
    (re.compile(r"დაინიშნოს|დანიშნულ|გათავისუფლდეს|არჩეულ"), "appoints or dismisses"),
    (
        re.compile(r"დაევალოს|დაევალოთ|ეთხოვოს|უზრუნველყო|დაეკისრ|განახორციელ|წარმოადგინ|წარუდგინ"),
        "an order to a person or a body",
    ),
)
# „… ინსტრუქციის მოქმედების ვადა განისაზღვროს 2006 წლის 1 იანვრამდე“: the term of another act;
# „მე-5 მუხლის მოქმედება აღდგეს 2018 წლის 1 სექტემბრიდან“: of a unit
_SETS_TERM = re.compile(
    r"№ ?\d[^.;\n]*(?:ბრძანებ|დადგენილებ|კანონ|განკარგულებ)[^.;\n]*"
    r"მოქმედებ(?:ის ვად|ა (?:გაგრძელდეს|შეწყდეს|შეჩერდეს))|"
    r"(?:მუხლ|პუნქტ|ნაწილ)ის მოქმედებ(?:ის ვად|ა (?:გაგრძელდეს|შეწყდეს|აღდგეს|განახლდეს))|"
    r"(?:აღდგეს|განახლდეს) [^.;\n]{1,200}(?:მუხლ|პუნქტ|ნაწილ)ის მოქმედება(?![ა-ჰ])"
)
_ENDS_ACT = re.compile(
    r"ძალ[ა-ჰ]*ლად (?:გამოცხად|ჩაითვალ|იქნ[ეა]ს)[^\n]*№ ?\d[^\n]{0,20}"
    r"(?:ბრძანებ|დადგენილებ|განკარგულებ)ა"
)
_CHANGES_TEXT = re.compile(r"სიტყვ(?:ა|ები) „|შემდეგი (?:რედაქციით|შინაარსის)|ახალი რედაქციით")
_WORDING = re.compile(r"(?:შემდეგი|ახალი) რედაქციით")
_NUMBERED = re.compile(r"(?:მე-?\d+|\d-? ?ე|პირველ[ი]?) (?:მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|აბზაც)")
# a unit that the sentence does not call one of its own act: „ამ წესის მე-2 პუნქტი“
_OF_THIS = re.compile(
    r"(?<![ა-ჰ])(?:ამ|წინამდებარე) (?:(?:კანონ|დადგენილებ|ბრძანებ|ბრძანებულებ|განკარგულებ|"
    r"გადაწყვეტილებ|კოდექს|წეს|დებულებ|მუხლ|პუნქტ|ნაწილ)[ა-ჰ]*)"
)
_UNIT = re.compile(
    r"(?:მე-? ?\d+(?:\^\d+)?|\d+(?:\^\d+)?(?:-? ?ე)?|პირველი?|მეორე|მესამე|მეოთხე|მეხუთე)"
    r"(?:,? (?:და |-)?(?:მე-? ?\d+|\d+-? ?ე))* "
    r"(?:მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|აბზაც|თავ(?=ი|ის|ს|ებ))[ა-ჰ]*|"
    r"„[ა-ჰ](?:\^\d+)?“ (?:ქვე)?პუნქტ[ა-ჰ]*"
)
OTHER = "an order that changes no act"
# „ამ კანონის მე-2 პუნქტი მოქმედებს 2024 წლის 1 იანვრიდან“, „ეს კანონი მოქმედებს 2 წლის ვადით“
_OWN_FORCE = re.compile(
    r"(?:ეს|ამ|წინამდებარე) (?:კანონ|ბრძანებ|დადგენილებ|განკარგულებ|ბრძანებულებ|კოდექს)[ა-ჰ]{1,3} "
    r"(?:[^.;„“\n]*?(?:მუხლ|პუნქტ|ნაწილ)(?:ებ)?ის? )?"
    r"(?:მხოლოდ |დროებით )?(?:მოქმედებს|მოქმედებდეს|ძალაშია|"
    r"(?:სამართლებრივ |იურიდიულ )?ძალას იძენს|"
    r"ამოქმედების (?:თარიღი|თარიღია|თარიღად|დღეა|დღედ)|მოქმედება (?:დაიწყოს|იწყება|შეუ?ჩერდეს))"
    r"(?![ა-ჰ])"
)
_TIME = re.compile(
    r"(?:19|20)\d\d ?წლ|განმავლობაში|ვადით|თვის|დღის|გამოქვეყნებ|ამოქმედებ(?:ამდე|იდან)"
)


def orders(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Imperative sentences of ``text[start:end]`` (folded) with why they change no act."""
    if _OPTATIVE.search(text, start, end) is None:
        return []
    out = []
    for sentence in _SENTENCE.finditer(text, start, end):
        words = sentence.group()
        verb = next((v for v in _OPTATIVE.finditer(words) if v.group() not in _NOT_VERBS), None)
        if verb is None or _MODAL.search(words):
            continue
        why = next((reason for pattern, reason in _WHY if pattern.search(words)), OTHER)
        first = sentence.start() + len(words) - len(words.lstrip(" "))
        out.append((first, sentence.end(), why))
    return out


def formulas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences with a numbered unit and the formula of new wording, whatever their verb."""
    if _WORDING.search(text, start, end) is None:
        return []
    return [
        found.span()
        for found in _SENTENCE.finditer(text, start, end)
        if _WORDING.search(found.group()) and _NUMBERED.search(found.group())
    ]


def in_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of a list of changes that begin with a numbered unit, whatever their verb."""
    return [
        (found.start() + len(found.group()) - len(found.group().lstrip(" ")), found.end())
        for found in _SENTENCE.finditer(text, start, end)
        if orders_on_unit(found.group()) and not found.group().rstrip(" ").endswith((":", "-"))
    ]


def names_unit(text: str) -> bool:
    """Whether a sentence names a numbered unit that is none of its own act.

    >>> names_unit("მე-2 პუნქტი წაიშალოს"), names_unit("ამ წესის მე-2 პუნქტი წაიშალოს")
    (True, False)
    """
    return _UNIT.search(text) is not None and _OF_THIS.search(text) is None


def orders_on_unit(text: str) -> bool:
    """Whether a sentence begins with the numbered unit on which it orders something.

    >>> orders_on_unit("მე-3 პუნქტი წაიშალოს"), orders_on_unit("„ე“ პუნქტით დადგენილი აქტი გაიცეს")
    (True, False)
    """
    words = text.lstrip(" ")
    if _UNIT.match(words) is None:
        return False
    return any(not unit.group().endswith(("ით", "ითა")) for unit in _UNIT.finditer(words))


def forces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences that begin with the act itself and say when it, or a provision, is in force."""
    out = []
    for sentence in _SENTENCE.finditer(text, start, end):
        words = sentence.group()
        begins = len(words) - len(words.lstrip(" "))
        found = _OWN_FORCE.match(words, begins)
        if found and _TIME.search(words, begins):
            out.append((sentence.start() + begins, sentence.end()))
    return out


def changes_text(text: str) -> bool:
    """Whether a sentence speaks of new wording or of words of an act."""
    return _CHANGES_TEXT.search(text) is not None


def ends_act(text: str) -> bool:
    """Whether a sentence ends the force of an act, in words however misspelt."""
    return _ENDS_ACT.search(text) is not None


def sets_term(text: str) -> bool:
    """Whether a sentence sets or ends the term of another act."""
    return _SETS_TERM.search(text) is not None
