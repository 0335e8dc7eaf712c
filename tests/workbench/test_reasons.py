"""Everything the engine says of its refusals, notes and doubts has its Georgian sentence.

The sentences are read out of the engine's own modules, so a new one without Georgian words fails
here, not before a reader.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from api.workbench_reasons import detail_of, in_georgian, said
from api.workbench_words import CHECKS, DECISIONS, ERRORS, ORDER_FIELDS
from registry.changed_fields import FIELDS
from schemas.refusals import GEORGIAN, NAMES

ROOT = Path(__file__).parents[2]
# Modules whose sentences are for programs and for the English command line alone.
OTHERS = {"explain.py", "report.py", "reasons.py", "places.py"}
SENTENCE = re.compile(r"[a-z]{2,} [a-z„{]")
PATTERN = re.compile(r"[\\|\[\]*?^]|\(\?|SELECT")
# Parts of sentences, which stand whole elsewhere in the list; what no page shows.
PARTS = {
    "; {} longer word forms begin with it", "inflected forms of", "a removed unit", "the act",
    "stands also beside the text of the act", "„{}“ {}: {}; left as they stand there",
    "places {} of {}", "no {} in {}", "„{}“ does not stand in the unit{}",
    "{} {} „{}“ left as they stand", "a mark inside a word: {}{}{}", "unknown refusal name {}",
    "{} {} on {}",
}  # fmt: skip
SAMPLES = ("მუხლი 3", "point 2", "heading", "7", "№12, 2020-01-02", "article")


def sentences() -> Iterator[tuple[str, str]]:
    """Place and words of every English sentence in the engine, „{}“ for what is filled in."""
    for room in ("amendments", "consolidation"):
        for file in sorted((ROOT / room).rglob("*.py")):
            if file.name in OTHERS:
                continue
            tree = ast.parse(file.read_text("utf-8"))
            said_nowhere = set(_not_told(tree))
            for node in ast.walk(tree):
                if id(node) in said_nowhere:
                    continue
                words = _words(node)
                if words and SENTENCE.search(words) and not PATTERN.search(words):
                    yield f"{file.name}:{node.lineno}", words  # type: ignore[attr-defined]


def _not_told(tree: ast.Module) -> Iterator[int]:
    """Docstrings, pieces of longer strings, and errors of programming."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            called = ast.unparse(node.exc.func)
            if called in ("BadDecision", "TypeError", "KeyError", "RuntimeError", "AssertionError"):
                yield from (id(part) for part in ast.walk(node))


def _words(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)  # type: ignore[misc]


def test_every_sentence_of_the_engine_is_told_in_georgian() -> None:
    found = {words: place for place, words in sentences() if words not in PARTS}
    assert len(found) > 200
    left = []
    for words, place in found.items():
        for sample in SAMPLES:
            georgian = in_georgian(words.replace("{}", sample).strip(" ;:"))
            told = re.sub(r"„[^“]*“|№12, 2020-01-02", "", georgian or "English words")
            if re.search(r"[A-Za-z]", re.sub(r"MATSNE_\w+|CRL|OCSP|PDF", "", told)):
                left.append(f"{place}: {words} ({sample}): {georgian}")
    assert left == []


def test_every_name_of_a_refusal_has_its_words() -> None:
    assert NAMES.keys() == GEORGIAN.keys()
    for name in NAMES:
        assert in_georgian(f"3: {name}") == f"3: {GEORGIAN[name]}"


def test_every_error_and_check_of_the_office_has_its_words() -> None:
    errors, checks = set(), set()
    for file in (*(ROOT / "registry").glob("*.py"), *(ROOT / "api").glob("workbench_*.py")):
        text = file.read_text("utf-8")
        errors |= set(re.findall(r'OfficeError\(\s*"([a-z-]+)"', text))
        checks |= set(re.findall(r'Check\(\s*"([a-z-]+)"', text))
    # an answer that cannot happen while the store works, told in the words of any failure
    assert errors - ERRORS.keys() <= {"not-kept"}
    assert checks <= CHECKS.keys()
    assert set(FIELDS) <= ORDER_FIELDS.keys()
    assert all(len(pair) == 2 and all(pair) for pair in DECISIONS.values())


def test_reasons_are_joined_and_words_of_the_act_are_left_alone() -> None:
    assert in_georgian("the act is a bill: no law until it is adopted; the attached list names it")
    text = "„point 7“ does not stand in the unit; 2 longer word forms begin with it"
    assert in_georgian(text) == "„point 7“ ერთეულში არ არის; ამ სიტყვით იწყება 2 სხვა სიტყვაფორმა"
    assert in_georgian("a unit მუხლი 4. stands there already") == "მუხლი 4. იქ უკვე არის"
    assert in_georgian("2: units, valid_from") == "2: ერთეული, ძალაშია დღიდან"
    assert said("the moon is full", "ka") == '<span lang="en">the moon is full</span>'
    assert detail_of("the moon is full", "ka") == ""
