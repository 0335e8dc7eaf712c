"""Lists lettered after the Latin keyboard: „ა) ბ) ც) დ) ე) ფ) გ) ჰ)“ is a b c d e f g h.

Whoever typed such a list wrote each Latin letter with the key that it is on. The letters stay as
printed; what goes on with what is told by the Latin order, for the whole run and no other.

>>> from acts.source import Source
>>> from acts.paragraphs import paragraphs
>>> found = paragraphs(Source("ა) ერთი;\\nბ) ორი;\\nც) სამი;\\nდ) ოთხი.", "", "text"))
>>> readings = []
>>> read_latin_order(found, readings)
>>> [(str(p.label.number), str(p.label.shown)) for p in found]
[('ა', 'ა'), ('ბ', 'ბ'), ('გ', 'ც'), ('დ', 'დ')]
"""

from __future__ import annotations

from dataclasses import replace

from acts.paragraphs import Paragraph
from schemas.letters import ALPHABET
from schemas.model import Reading
from schemas.numbers import Number

_LATIN = "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ"  # the keys a to z
_MIN_RUN = 3
_PROOF = 4  # „ა) ბ) ც) დ)“: „ც)“ alone may be a misprinted „გ)“


def read_latin_order(found: list[Paragraph], readings: list[Reading]) -> None:
    """Give the labels of such lists their places in the Georgian order, the printed letters kept
    as ``shown``; recorded once a list. Nothing is done where no list of the document shows the
    order beyond doubt."""
    runs: list[list[Paragraph]] = []
    for paragraph in found:
        label = paragraph.label
        if paragraph.quoted or label is None or label.style != "letter" or len(label.numbers) > 1:
            continue
        letter = str(label.number)
        if letter == _LATIN[0]:
            runs.append([paragraph])
        elif runs and runs[-1] and letter == _LATIN[len(runs[-1]) : len(runs[-1]) + 1]:
            runs[-1].append(paragraph)
        else:
            runs.append([])
    runs = [run for run in runs if len(run) >= _MIN_RUN]
    if max(map(len, runs), default=0) < _PROOF:
        return
    for run in runs:
        for letter, paragraph in zip(ALPHABET, run, strict=False):
            label = paragraph.label
            assert label is not None
            numbers = (Number.parse(letter),)
            paragraph.relabel(replace(label, numbers=numbers, shown=label.number))
        span = (run[0].start, run[-1].end)
        readings.append(
            Reading("latin-order", run[_MIN_RUN - 1].text[:2], "„ც)“ follows „ბ)“", span)
        )
