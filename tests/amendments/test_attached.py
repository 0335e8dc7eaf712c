"""Annexes behind the signature: taken where one fits, refused where it is not sure."""

from __future__ import annotations

from acts.source import Source
from amendments.operations import Operation
from amendments.read import read_amendments

ORDER = (
    "„ბაღების შესახებ“ საქართველოს მთავრობის 2010 წლის 3 მაისის №120 განკარგულების {annex} "
    "ჩამოყალიბდეს თანდართული რედაქციით.\nპრემიერ-მინისტრი გ. ბაღაშვილი\n"
)


def read(text: str) -> list[Operation]:
    return read_amendments(Source(text, "", "text")).operations


def test_the_annex_of_the_number_ordered_is_taken() -> None:
    text = ORDER.format(annex="№1 და №3 დანართები")
    text += "დანართი №1\nბაღი\nვაზი\nდანართი № 3\nტყე\nმუხა\n"
    one, three = read(text)
    assert (one.new_text, three.new_text) == ("დანართი №1\nბაღი\nვაზი", "დანართი № 3\nტყე\nმუხა")
    assert three.new_text_source is not None
    assert text[three.new_text_source.start : three.new_text_source.end] == three.new_text


def test_an_annex_of_another_number_is_not_taken() -> None:
    text = ORDER.format(annex="№1 დანართი") + "დანართი №2\nბაღი\nდანართი №4\nტყე\n"
    (op,) = read(text)
    assert op.new_text is None
    assert op.refusal is not None
    assert op.refusal.name == "payload-missing"


def test_two_annexes_without_a_number_are_not_told_apart() -> None:
    (op,) = read(ORDER.format(annex="დანართი") + "დანართი\nბაღი\nდანართი\nტყე\n")
    assert op.refusal is not None


def test_text_without_the_head_of_an_annex_is_not_taken() -> None:
    (op,) = read(ORDER.format(annex="დანართი") + "ბაღების ნუსხა\n" + "ბაღი დიდი და მწვანე\n" * 40)
    assert op.new_text is None
    assert op.refusal is not None


def test_nothing_below_leaves_the_annex_attached() -> None:
    (op,) = read(ORDER.format(annex="დანართი"))
    assert (op.status, op.new_text) == ("understood", None)
    assert op.note == "the new wording is only attached"


def test_an_annex_in_marks_of_its_own_is_taken_without_them() -> None:
    text = ORDER.format(annex="დანართი") + "დანართი\n„ბაღების ნუსხა\n1. „ვარდის“ ბაღი\n2. ტყე“.\n"
    (op,) = read(text)
    assert op.new_text == "ბაღების ნუსხა\n1. „ვარდის“ ბაღი\n2. ტყე"
