"""Items „ა. …“, „ბ. …“, „გ. …“ whose words are shaped like the name of a signatory: „დ. კადრები“.

A letter with a stop and one word may be an item of a list or an initial with a surname. It is an
item where it goes on with the letters above, from „ა.“ on, and the word does not end as surnames
do, or the item before it stands right above it and ended like an item of a list, or the next
letter follows close below.
"""

from __future__ import annotations

from acts.offices import is_signature, is_surname
from acts.paragraphs import Paragraph

_MIN_ABOVE = 2  # letters
_NEAR = 8  # paragraphs from one letter to the next


def mark_lettered_items(found: list[Paragraph]) -> None:
    """Mark the paragraphs that are items of a list, no names that sign.

    >>> from acts.source import Source
    >>> from acts.paragraphs import paragraphs
    >>> text = "ა. ნავები\\nბ. ღუზები\\nგ. თოკები\\nნავი ხისაა.\\nე. ნიმუშაძე"
    >>> found = paragraphs(Source(text, "", "text"))
    >>> mark_lettered_items(found)
    >>> [one.listed for one in found]
    [False, False, True, False, False]
    """
    run = 0  # letters so far
    last = -1  # where the last of them stands
    for index, paragraph in enumerate(found):
        label = paragraph.label
        if label is None or label.style != "letter-dot" or label.number.prims:
            continue
        place = label.number.base[-1]
        if place == 1:
            run, last = 1, index
            continue
        if not run or place != run + 1:
            continue
        words = paragraph.text
        if run >= _MIN_ABOVE and is_signature(words):
            beside = last == index - 1 and found[last].text[-1] in ";,"
            within = last > index - _NEAR and _goes_on(found, index, place)
            paragraph.listed = beside or within or not is_surname(words[label.end :])
            if not paragraph.listed:
                continue
        run, last = place, index


def _goes_on(found: list[Paragraph], index: int, place: int) -> bool:
    """Whether the letter after the one at this place in the alphabet stands close below."""
    labels = (one.label for one in found[index + 1 : index + _NEAR])
    below = next((one for one in labels if one is not None and one.style == "letter-dot"), None)
    return below is not None and below.number.base == (place + 1,)
