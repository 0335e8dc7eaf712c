"""What stands on a line behind the new text of an order: nothing, the next order, or a limit.

„მე-2 პუნქტი ჩამოყალიბდეს …: „2. ახალი.“ (ამოქმედდეს 2024 წლის 1 იანვრიდან).“ The bracket belongs
to the order, and no rule reads it there; the order is refused.

>>> from amendments.payload import Payload
>>> text = "„2. ახალი.“ (ამოქმედდეს 2024 წლის 1 იანვრიდან)."
>>> unread_behind(text, Payload(1, 10, 12, opened=True, closed=True))
'(ამოქმედდეს 2024 წლის 1 იანვრიდან)'
>>> unread_behind("„2. ახალი.“, ხოლო მე-3 პუნქტი ამოღებულ იქნეს.", Payload(1, 10, 13, True, True))
''
"""

from __future__ import annotations

import re

from amendments.bracket_words import says_nothing
from amendments.drafts import Draft
from amendments.payload import Payload
from amendments.verbs import ANY, STEM_END

_BRACKET = re.compile(r"\([^()\n]*\)?")
_LIMITS = re.compile(r"(?:გარდა|გამორიცხვით|მხოლოდ|თუ|\d{4} ?წლ)(?![ა-ჰ]*ოს)")
_WORDS = re.compile(r"[ა-ჰ0-9]{2}")
_JOINED = re.compile(r"(?:ხოლო|და|აგრეთვე|ასევე)(?![ა-ჰ])")
_SAID = 60  # characters of the words quoted in a reason


def unread_behind(text: str, payload: Payload) -> str:
    """The words behind new text that belong to its order and are not read, or ""."""
    if not payload.opened:
        return ""
    start = payload.after if payload.closed else _first_close(text, payload)
    line_end = text.find("\n", start)
    rest = text[start : line_end if line_end >= 0 else len(text)].lstrip(" .;,:“")
    if not rest or start < 0:
        return ""
    said = rest.rstrip(" .;,:“")[:_SAID]
    if rest[0] == "(":
        bracket = _BRACKET.match(rest)
        told = bracket is not None and says_nothing(bracket.group())
        return "" if told else said
    if _LIMITS.match(rest):
        return said
    if not payload.closed:
        return said if ANY.search(rest) and _JOINED.match(rest) else ""
    ends = "." in text[payload.end : payload.after].partition("“")[2]
    if ends or ANY.search(rest) or STEM_END.search(rest) or not _WORDS.search(rest):
        return ""
    return said


def refuse_behind(text: str, drafts: list[Draft], payload: Payload) -> None:
    """Refuses the orders behind whose new text words stand that are not read."""
    behind = unread_behind(text, payload)
    for draft in drafts if behind else []:
        why = f"the words behind the new text are not read: „{behind}“"
        draft.refusal = draft.refusal or ("not-understood", why)


def _first_close(text: str, payload: Payload) -> int:
    """Behind the mark that closes what the new text opened, on its first line; -1 without one."""
    depth = 0
    for mark in re.finditer("[„“\n]", text[payload.start - 1 : payload.end]):
        if mark.group() == "\n":
            break
        depth += 1 if mark.group() == "„" else -1
        if depth <= 0:
            return payload.start - 1 + mark.end()
    return -1
