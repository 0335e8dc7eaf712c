"""Lines below the signature that say who agreed to an act, prepared it or is sent it."""

from __future__ import annotations

import re

from acts.offices import is_signature
from acts.paragraphs import Paragraph

_VISA = re.compile(
    r"[„“\"]?(?:შეთანხმებულია|ვიზები|(?:საკითხი )?მოამზადა|მომზადებულია|ეგზავნება|დაეგზავნოს|"
    r"(?:ვ|გ)ეთანხმები)[“”\"]?\s?(?::|$)"
)
_STAMP = "დამტკიცებულია"  # the head of what the act approves
_MAX_VISAS, _MAX_ABOVE = 8, 20  # lines

ORDER = re.compile(r"(?:დეს|დნენ|ნეს|ნას)(?![ა-ჰ])")  # an optative: law, not a signature
_APPROVALS = re.compile(r"(?:ამტკიცებენ|ვამტკიცებ|ვამტკიცებთ|შეთანხმებულია|დამტკიცებულია)\s?:")
_MAX_APPROVALS = 60  # lines


def in_visas(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a line below the signature says who agreed, prepared or is sent the act
    („შეთანხმებულია:“, „ეგზავნება: …“), or such a line stands close below."""
    for paragraph in paragraphs[index : index + _MAX_VISAS]:
        if paragraph.role == "table" or "".join(paragraph.text.split()) == _STAMP:
            return False
        if paragraph.label is not None and not is_signature(paragraph.text):
            return False
        if _VISA.match(paragraph.text):
            return True
    return False


def above_visas(paragraphs: list[Paragraph], end: int) -> int:
    """Where the lines begin that say who agreed to the act or is sent it; else ``end``."""
    found = end
    for index in range(end - 1, max(end - _MAX_ABOVE, 0), -1):
        one = paragraphs[index]
        if one.role in ("heading", "group", "table"):
            break
        if one.label is not None and not is_signature(one.text):  # an initial is no label
            break
        if _VISA.match(one.text):
            found = index
    return found


def approvals_start(paragraphs: list[Paragraph], end: int) -> int | None:
    """Where „ამტკიცებენ:“ or „შეთანხმებულია:“ stands with offices and names alone below it."""
    found = None
    names = 0
    for index in range(end - 1, max(end - _MAX_APPROVALS, 0), -1):
        text = paragraphs[index].text
        if paragraphs[index].role in ("heading", "group", "table", "petit"):
            break
        if _APPROVALS.fullmatch(text):
            found = index
            continue
        if len(text) > 120 or text[-1] in ".;:," or ORDER.search(text) or text[0].isdigit():
            break
        names += is_signature(text)
    return found if found is not None and names else None
