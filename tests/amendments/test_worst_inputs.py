"""The worst input of each pattern: the time grows with the size, not with its square."""

from __future__ import annotations

import time

import pytest

from acts.source import Source
from amendments.read import read_amendments

HEAD = "„ბაღის შესახებ“ მინისტრის 2010 წლის 3 მაისის №5 ბრძანებაში ცვლილების შეტანის შესახებ\n\n1. "
REPEATED = {
    "opening marks": "„",
    "closing marks": "“",
    "quotations": "„ბაღი“ ",
    "opening brackets": "(",
    "open brackets with words": "(ბაღი ",
    "ordinals": "მე-2 და ",
    "numbers": "1 ",
    "one long number": "1",
    "numbers with dots": "1.",
    "numero signs": "№ 1 ",
    "hyphens": "ბაღი-",
    "years": "2010 წლის ",
    "dates": "2010 წლის 3 მაისის ",
    "kinds of acts": "ბრძანების ",
    "cited acts": "მინისტრის 2010 წლის 3 მაისის №5 ბრძანება, ",
    "nouns of units": "მუხლის ",
    "units": "მე-2 მუხლის „ა“ ქვეპუნქტი, ",
    "verbs": "ამოღებულ იქნეს ",
    "repeals": "ძალადაკარგულად გამოცხადდეს ",
    "verbs and but": "ამოღებულ იქნეს, ხოლო ",
    "announced words": "სიტყვები „ბაღი“ ",
    "new text without end": "მე-2 პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით: „2. ბაღი\n",
    "orders": "\n2. მე-2 პუნქტი ამოღებულ იქნეს.",
    "labels": "\nა) ",
    "numbered lines": "\n1. ბაღი",
    "article labels": "\nმუხლი 1. ",
    "line breaks": "\n",
    "blanks": " ",
    "broken words": "იქნ ე ს ",
    "single letters": "ა ",
    "soft hyphens": "ა\u00ad",
    "lost characters": "\ufffdა",
    "titles without marks": "ბაღის შესახებ ",
    "approved documents": "დამტკიცებული ბაღის დებულების ",
    "no end of a sentence": "ბაღი და ტყე ",
    "commencement": "ეს ბრძანება ამოქმედდეს გამოქვეყნებიდან ",
    "signatures": "\nმინისტრი გ. ბაღათურია",
    "one word": "ბაღი",
}


def seconds(repeated: str, times: int) -> float:
    text = HEAD + repeated * times
    best = 1e9
    for _ in range(2):
        clock = time.process_time()
        read_amendments(Source(text=text, sha256="", format="text"))
        best = min(best, time.process_time() - clock)
    return best


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED.keys())
def test_time_grows_with_the_size(repeated: str) -> None:
    """Eight times the text takes about eight times as long; a square would take 64 times."""
    times = max(40, 6_000 // len(repeated))
    small = max(seconds(repeated, times), 0.002)
    assert seconds(repeated, 8 * times) / small < 36
