"""What of an act is order: where orders end, copied labels, the act the title names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amendments.acts_cited import fold_citations
from amendments.cited import Cited, CitedToken
from amendments.folding import fold
from amendments.outline import Line, follows, is_signature
from amendments.tokens import tokenize
from amendments.verbs import STARTS

_END = re.compile(
    r" ?(?:გ ?ა ?ნ ?მ ?ა ?რ ?ტ ?ე ?ბ ?ი ?თ ?ი ?ბ ?ა ?რ ?ა ?თ ?ი|გ?ანმარტებითი$|"
    r"შეტანილი ცვლილებები ?:)"
)
_AMENDS = re.compile(r"არარა(?:დ| )|ცვ?ლილებ|დამატებ|ძალადაკარგულ|გაუქმებ|შესწორებ")
_CHANGES = re.compile(r" (?:ცვლილებ|დამატებ|შესწორებ|ცლილებ)")
_REPEALED = re.compile(r" (?:ნაწილობრივ )?(?:ძალა?დაკა?რგულად|ბათილად|არარად)")
_ONLY_NAME = re.compile(r"(?:[„“”\"«]|,,)(?P<name>[^„“”\"«»\n]{10,}?)(?:[“”\"»]|'')?")
_ORDERS = re.compile(
    r"ძალადაკარგულად (?:გამოცხადებ|ცნობ|ჩათვლ)|"
    r"(?:ცვ?ლილებ|დამატებ|შესწორებ)[ა-ჰ]* (?:შეტანის )?(?:შესახებ|თაობაზე)[“”\" .�]*$"
)
# „… კანონის პროექტის გამოქვეყნების შესახებ“, and the draft's name ends there
_PUBLISHES_DRAFT = re.compile(
    r"კანონ(?:ის|ების)\s+პროექტ(?:ის|ების)\s+(?:[^\s„“”]+\s+){0,3}?(?:გამოქვეყნ|განხილვ|წარდგენ)"
    r"(?![^„“]*“\s*[^\s“])"
)
_BILL = re.compile(r"[„\" ]*(?:საქართველოს )?(?:ორგანული |კონსტიტუციური )?კანონის პროექტი(?![ა-ჰ])")
# below the text: „განმარტებითი ბარათი საქართველოს კანონის პროექტზე „…“
_CARD = re.compile(
    r"^[ \t]*გ\s?ა ?ნ ?მ ?ა ?რ ?ტ ?ე ?ბ ?ი ?თ ?ი\s+ბ ?ა ?რ ?ა ?თ ?ი"
    r".{0,400}კანონ ?(?:ის ?)?პროექტ",
    re.M | re.S,
)
# „… კანონის პროექტი“: what is discussed or approved, not ordered
_DRAFTED = re.compile(r"(?:კანონ|ბრძანებულებ|დადგენილებ|განკარგულებ|ბრძანებ)ის პროექტ")
_TREATIES = ("შეთანხმება", "ხელშეკრულება", "კონვენცია", "ოქმი")
_HEAD_LINES = 12
# „… №299 ბრძანებაში ცვლილების შეტანის შესახებ“, and nothing behind
_HEADING = re.compile(r"(?:ცვლილებ|დამატებ)[ა-ჰ]* (?:[ა-ჰ]+ ){0,2}(?:შესახებ|თაობაზე)[“” .]*$")
_BELOW = 80  # lines below a signature in which the act may go on
_IN_FORCE = re.compile(r"ამოქმედდეს|(?<!კანონიერ )ძალაში|შემოღებულ")
_ANNEX = re.compile(r" ?დანართი(?![ა-ჰ])")
_ITEMS = frozenset({"arabic", "letter1", "roman", "paren"})


def end_of_orders(text: str, lines: Sequence[Line]) -> int:
    """Index of the first line after the orders: signature, explanatory note, end list.

    A line that reads like a signature is none where the numbering of the orders goes on below
    it (a list of persons); an annex begins its own numbering.
    """
    articles = [index for index, line in enumerate(lines) if line.label == "article"]
    last_article = articles[-1] if articles else 0
    for index, line in enumerate(lines[1:], 1):
        if _END.match(text, line.start, line.end):
            return index
        signed = index > max(last_article, 3) and is_signature(text, line)
        if signed and not _goes_on(lines, index) and not _starts_below(text, lines, index):
            return index
    return len(lines)


def end_of_text(text: str, lines: Sequence[Line], end_line: int) -> int:
    """Where the act itself ends: at an explanatory note, which may repeat the amended law."""
    if end_line < len(lines) and _END.match(text, lines[end_line].start, lines[end_line].end):
        return lines[end_line].start
    return len(text)


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether the first label after a line follows the last one of its class before it."""
    after = next((line for line in lines[index + 1 :] if line.label in _ITEMS), None)
    if after is None:
        return False
    before = next((line for line in reversed(lines[:index]) if line.label == after.label), None)
    return before is not None and follows(after.label, after.value, before.value)


def _starts_below(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the act says below, before any annex, when it starts: it was not signed yet."""
    for line in lines[index + 1 : index + _BELOW]:
        if _ANNEX.match(text, line.start, line.end):
            return False
        starts = STARTS.match(text, line.body, line.end) if line.label else None
        if starts and _IN_FORCE.search(starts.group()):
            return True
    return False


def copied_labels(text: str, lines: Sequence[Line]) -> set[int]:
    """Lines that only repeat the beginning of a later one (labels made in copying)."""
    out = set()
    for index, line in enumerate(lines[:_HEAD_LINES]):
        words = text[line.start : line.end].replace(" ", "").replace("\n", "")
        if len(words) < 60:
            continue
        for other in lines[index + 1 : index + _HEAD_LINES]:
            if other.end - other.start <= line.end - line.start:
                continue
            rest = text[other.start : other.start + 2 * len(words) + 80].replace(" ", "")
            if rest.startswith(words[:-6]):
                out.add(index)
                break
    return out


def title_amends(title: str) -> bool:
    """Whether a title announces a change or a repeal."""
    return _AMENDS.search(title) is not None


def title_act(title: str) -> Cited | None:
    """The act that the title says is changed („… დადგენილებაში ცვლილების შეტანის შესახებ“)."""
    cut = _CHANGES.search(title)
    return (_last_cited(title[: cut.start()]) if cut else None) or _last_cited(title)


def acts_cited_in(title: str) -> list[Cited]:
    """The acts that the title of an act cites in full, whatever it says of them."""
    view = fold(title)
    tokens = fold_citations(tokenize(view.text, 0, len(view.text)), view)
    cited = [token.cited for token in tokens if isinstance(token, CitedToken) and token.cited]
    return [act for act in cited if act.title and act.date and act.number]


def heading_acts(text: str, lines: Sequence[Line]) -> list[Cited]:
    """The acts that headings in the text say are changed: there the title may stand in full."""
    found = []
    for line in lines[:_HEAD_LINES]:
        if line.label == "article" or STARTS.match(text, line.start, line.end):
            break
        heading = text[line.start : line.end]
        if _HEADING.search(heading) and (act := title_act(heading)) is not None:
            found.append(act)
    return [act for act in found if act.date and act.number]


def title_repealed(title: str) -> Cited | None:
    """The act that the title says loses force, whatever is changed in its own title."""
    cut = _REPEALED.search(title)
    return _last_cited(title[: cut.start()]) if cut else None


def title_alone(title: str) -> Cited | None:
    """What is changed where the copy lost the first order and the title is only a name in marks.

    „ფინანსთა სამინისტროს კონკურსის დებულებაში“: the words are all that is known of the act.
    """
    named = _ONLY_NAME.fullmatch(title.strip())
    if named is None or title_amends(named["name"]):
        return None
    return Cited("", "", title=" ".join(named["name"].split()))


def title_orders(title: str, act: Cited | None) -> bool:
    """Whether the text below a title must order a change of that act.

    Not so where drafts of amendments are discussed, or changes of treaties ratified.
    """
    drafted = _DRAFTED.search(title) is not None
    return (
        act is not None
        and not act.kind.endswith(_TREATIES)
        and not drafted
        and bool(_ORDERS.search(title))
    )


def publishes_draft(title: str) -> bool:
    """Whether an act only publishes, brings in or discusses a draft: what its annex orders is no
    law yet.

    >>> publishes_draft("„X-ში ცვლილების შესახებ“ კანონის პროექტის გამოქვეყნების შესახებ")
    True
    >>> publishes_draft("„კანონის პროექტის განხილვის წესის შესახებ“ ბრძანებაში ცვლილების შესახებ")
    False
    """
    return _PUBLISHES_DRAFT.search(title) is not None


def is_draft(title: str, text: str) -> bool:
    """Whether the act itself is a bill: „საქართველოს კანონის პროექტი X კოდექსში ცვლილების …“.

    Or one that its explanatory card, which only bills have, follows.
    """
    return _BILL.match(title) is not None or _CARD.search(text) is not None


def title_repeals(title: str) -> Cited | None:
    """The act that a title alone declares without force: „X-ის ძალადაკარგულად გამოცხადების …“."""
    view = fold(title)
    tokens = fold_citations(tokenize(view.text, 0, len(view.text)), view)
    tokens = [token for token in tokens if token.kind not in ("mark", "paren")]
    first = tokens[0] if tokens else None
    if not isinstance(first, CitedToken) or first.cited is None or len(tokens) > 4:
        return None
    cited = first.cited
    repeals = len(tokens) > 1 and tokens[1].value == "ძალადაკარგულად"
    whole = not (cited.local or cited.plural or cited.document)
    return cited if repeals and whole and cited.case == "gen" else None


def _last_cited(title: str) -> Cited | None:
    view = fold(title)
    tokens = fold_citations(tokenize(view.text, 0, len(view.text)), view)
    for token in reversed(tokens):
        if isinstance(token, CitedToken) and token.cited and not token.cited.local:
            return token.cited if token.cited.case in ("loc", "gen", "dat") else None
    return None
