"""Brackets in an order: only those of a closed list may be left out of the reading.

„… კანონის (www.matsne.gov.ge, 15.02.2010) მე-3 მუხლი“ names the same article with the bracket and
without it; „პირველი მუხლი (გარდა მე-2 პუნქტისა)“ does not.

>>> says_nothing("(www.matsne.gov.ge, 15.02.2010, სარეგისტრაციო კოდი: 010.020.03)")
True
>>> says_nothing("(შემდგომში - სააგენტო)")
True
>>> [says_nothing(words) for words in ("(გარდა მე-2 პუნქტისა)", "(2024 წლის 1 იანვრიდან)", "(1)")]
[False, False, False]
"""

from __future__ import annotations

import re

from amendments.folding import Folded
from amendments.tokens import Token

_PUBLISHED = re.compile(
    r"www|matsne|მაცნე|სსმ|(?<![ა-ჰ])(?:ვებ|სარეგ)|უწყებ|კრებულ|გაზეთ|(?<![ა-ჰ])(?:კოდი|ს/კ)|"
    r"(?<![ა-ჰ])გვ ?\.|\d{9}\.\d{2}\.\d{3}|ბრძანებულებები და განკარგულებები|დადგენილებანი"
)
_NAMES_IT = re.compile(r"\( ?(?:შემდგომ(?:ში)?|შემდეგში|ამის შემდეგ)(?![ა-ჰ])")
_ANNEX = re.compile(
    r"\( ?(?:(?:თანდართული )?დანართი ?№? ?\d*(?: ?(?:და|,) ?№? ?\d+)*|თან ერთვის) ?\)"
)
# words that take something out of what is named, or bind it to a case, a place, a day
_LIMIT = re.compile(
    r"(?<![ა-ჰ])(?:გარდა|გამორიცხვ[ა-ჰ]+|მხოლოდ|ნაწილობრივ|(?:იმ|ამ) ნაწილ[ა-ჰ]+|მიმართ|თუ|"
    r"შემთხვევ[ა-ჰ]+|ყველა|ყველგან|[ა-ჰ]*(?:ამდე|ისთანავე)|ამოქმედ[ა-ჰ]+)(?![ა-ჰ])|"
    r"\d{4} ?(?:წლის \d\d? )?[ა-ჰ]+(?:იდან|ოდან)(?![ა-ჰ])"
)
_UNIT = re.compile(
    r"(?<![ა-ჰ])(?:წინადადებ|აბზაც|ქვეპუნქტ|პუნქტ|მუხლ|ნაწილ|პირველ|მეორე|მესამე|ბოლო|თავ(?:ი|ის|ში)(?![ა-ჰ])|ბრუნვა|რიცხვ)"
)
_PLACED = re.compile(r"(?:ში|ზე|თან|თვის|გან|დან|მდე|ით|ად)(?![ა-ჰ])")
_DIGIT = re.compile(r"\d")
_SAID = 60  # characters of the words quoted in a reason


def limits(bracket: str) -> bool:
    """Whether a bracket takes something out, or names a condition or a day of its own.

    >>> limits("(მე-2 მუხლის გარდა)"), limits("(სსმ, №29, 12.10.2004, მუხ. 137)")
    (True, False)
    """
    return _LIMIT.search(bracket) is not None


def says_nothing(bracket: str) -> bool:
    """Whether a bracket (folded, with its signs) is of the kinds that change no order.

    Where an act was published, with its registration code, the short name it bears from there
    on, that an annex is attached, or the number of the annex that a document is.
    """
    if limits(bracket):
        return False
    return (
        _PUBLISHED.search(bracket) is not None
        or _NAMES_IT.match(bracket) is not None
        or _ANNEX.fullmatch(bracket) is not None
    )


def unread_bracket(
    tokens: list[Token], view: Folded, *, whole_act: bool, anew: bool = False
) -> str:
    """The first bracket among the tokens of a clause that may say what is changed, or "".

    ``whole_act``: an act loses force, by a citation in which brackets may describe it. ``anew``:
    the unit is given anew, where a treaty sets its heading behind it in a bracket.
    """
    for at, token in enumerate(tokens):
        if token.kind != "paren":
            continue
        bracket = view.text[token.start : token.end]
        described = whole_act and not (limits(bracket) or _UNIT.search(bracket))
        if not (described or says_nothing(bracket) or _names_unit(tokens, at, bracket, anew)):
            return bracket.replace("\n", " ")[:_SAID]
    return ""


def _names_unit(tokens: list[Token], at: int, bracket: str, anew: bool) -> bool:
    """„დანართი №2 (ნაკვეთის გეგმა)“, „მე-3 მუხლის (მცველი) პირველი პუნქტი“: its heading."""
    before = tokens[at - 1] if at else None
    if before is not None and before.kind == "number" and at > 1:
        before = tokens[at - 2]
    if before is None or before.kind != "unit":
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    above = before.case == "gen" and following is not None and following.kind == "number"
    above = above and before.value == "article"
    headed = before.value == "annex" or above or (anew and before.value in ("article", "point"))
    says_more = any(p.search(bracket) for p in (_LIMIT, _UNIT, _DIGIT, _PLACED))
    return headed and not says_more
