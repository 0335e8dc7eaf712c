"""New text of an operation as units."""

from __future__ import annotations

import pytest

from acts.fragment import UnreadableFragment, recognize_fragment
from schemas.model import Kind, Unit, text_of
from schemas.normal import same_law
from schemas.numbers import Number

READ = {
    "article": ("მუხლი 5. ბაღი\n1. ერთი.\n2. ორი.", Kind.ARTICLE, "5", ["მუხლი 5."]),
    "article, glued": ("მუხლი 51. ბაღი\nტექსტი.", Kind.ARTICLE, None, ["მუხლი 51."]),
    "point alone": ("42. ტექსტი.", Kind.POINT, "42", ["42."]),
    "point with a glued superscript": ("31. ტექსტი.", Kind.POINT, "3^1", ["31."]),
    "two points": ("2. ორი.\n3. სამი:\nა) ანი;\nბ) ბანი.", Kind.POINT, "2", ["2.", "3."]),
    "subpoint": ("გ) ტექსტი;", Kind.SUBPOINT, "გ", ["გ)"]),
    "nested subpoint": ("ა.ბ) ტექსტი;", Kind.SUBPOINT, "ბ", ["ა.ბ)"]),
    "subpoint in Arabic": ("2) ტექსტი;", Kind.SUBPOINT, "2", ["2)"]),
    "chapter": ("თავი II\nქონება\nმუხლი 7\nტექსტი.", Kind.CHAPTER, "II", ["თავი II"]),
    "note": ("შენიშვნა: ტექსტი.", Kind.NOTE, None, ["შენიშვნა:"]),
    "words": ("უბრალო ტექსტი.\nმეორე აბზაცი.", Kind.TEXT, None, ["", ""]),
    "annex": ("დანართი №2\nბაღის ნუსხა\n1. ხე.\n2. ბუჩქი.", Kind.ANNEX, "2", ["დანართი №2"]),
    "whatever it is": ("1. ერთი.\n2. ორი.", None, None, ["1.", "2."]),
}
REFUSED = {
    "words for a point": ("უბრალო ტექსტი.", Kind.POINT, "2", "different-kind"),
    "another number": ("3. ტექსტი.", Kind.POINT, "2", "different-kind"),
    "points for an article": ("1. ერთი.\n2. ორი.", Kind.ARTICLE, None, "different-kind"),
    "words after a subpoint": ("ა) ერთი.\nორი.", Kind.SUBPOINT, "ა", "different-kind"),
    "nothing": (" \n", Kind.POINT, None, "structure-not-readable"),
    "a table": ("ერთი", Kind.TABLE, None, "structure-not-readable"),
}


def number(text: str | None) -> Number | None:
    return Number.parse(text) if text else None


@pytest.mark.parametrize("case", READ)
def test_read(case: str) -> None:
    text, kind, first, labels = READ[case]
    units = recognize_fragment(text, kind, number(first))
    assert [unit.label for unit in units] == labels
    if kind is not None:
        assert {unit.kind for unit in units} == {kind}
    if first is not None:
        assert str(units[0].number) == first
    assert same_law(text_of(Unit(Kind.BODY, children=units)), text)


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    text, kind, first, name = REFUSED[case]
    with pytest.raises(UnreadableFragment) as refused:
        recognize_fragment(text, kind, number(first))
    assert refused.value.name == name
