"""Structure recognition: each case is a text, a ruler and the outline expected."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from acts.lossless import first_difference
from acts.read import read_source
from acts.source import Segment, Source
from acts.structure import recognize
from schemas.model import Kind, Particulars, text_of

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "structure").glob("*.txt"))
_spec = importlib.util.spec_from_file_location("outline", HERE / "outline.py")
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
outline = _module.outline


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_outline(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition("====\n")
    source = read_source(text.encode())
    act = recognize(source)
    assert outline(act) == expected.strip("\n")
    assert first_difference(source, act) is None


def test_particulars_of_a_heading_block() -> None:
    text = (HERE / "cases" / "structure" / "order_with_rule.txt").read_text(encoding="utf-8")
    particulars = recognize(read_source(text.partition("====")[0].encode())).particulars
    assert particulars.kind == "ბრძანება"
    assert particulars.number == "12/ნ"
    assert particulars.date == "2011-03-05"
    assert particulars.issuer == "საქართველოს სატესტო საქმეთა მინისტრი"
    assert particulars.place == "ქ. თბილისი"
    assert particulars.title == "ბეჭდების აღრიცხვის წესის დამტკიცების შესახებ"
    assert particulars.registration_code == "010.020.000.22.033.016.001"


def test_number_and_date_of_a_law_stand_below_the_signature() -> None:
    text = (HERE / "cases" / "structure" / "consolidated_law.txt").read_text(encoding="utf-8")
    act = recognize(read_source(text.partition("====")[0].encode()))
    assert act.particulars.number == "250-IIს"
    assert act.particulars.date == "1996-06-05"
    assert act.consolidated


def test_seed_order_158(shared: Path) -> None:
    """Every word in order, both printed „5.“ of article 1, the codes of the annexes."""
    source = read_source((shared / "seeds" / "002_861f8f7ea649afc2.txt").read_bytes())
    act = recognize(source)
    assert first_difference(source, act) is None
    rule = act.annexes[0]
    assert rule.role == "წესი"
    first = next(unit for unit in rule.walk() if unit.kind is Kind.ARTICLE)
    assert [point.label for point in first.children] == ["1.", "2.", "3.", "4.", "5.", "5."]
    notes = [petit for unit in act.walk() for petit in unit.petits]
    assert {(note.style, note.date, note.number) for note in notes} == {
        ("inline", "2012-06-29", "111"),
        ("inline", "2012-12-27", "192"),
    }
    codes = text_of(act.root)
    assert "საქართველოს ენერგეტიკისა და ბუნებრივი რესურსების მინისტრი  025" in codes
    assert "გარდაბნის მუნიციპალიტეტი 161" in codes
    assert [str(annex.number) for annex in act.annexes[1:]] == ["1", "2", "3", "4"]


def test_consolidated_order_158(shared: Path) -> None:
    source = read_source((shared / "corpus" / "pairs" / "ge-doc-1544716.json").read_bytes())
    act = recognize(source)
    assert first_difference(source, act) is None
    assert [str(annex.number) for annex in act.annexes] == ["1", "2", "3", "4"]


def test_a_chapter_cut_from_its_name_ends_where_the_next_name_begins() -> None:
    """The container names chapters without their numbers; one number was left in an article."""
    record = {
        "id": "test-1",
        "title": "ნავის კოდექსი",
        "provisions": [
            {
                "chapter": "ზოგადი წესი",
                "title": "მუხლი 1. ნავი",
                "content": "ნავი ხისაა.\nთავი I^1",
            },
            {"chapter": "ნავის მოვლა", "title": "მუხლი 2. მოვლა", "content": "ნავი იღებება."},
            {"chapter": "ნავის შენახვა", "title": "მუხლი 3. ფარდული", "content": "ნავი ფარდულშია."},
        ],
    }
    source = read_source(json.dumps(record, ensure_ascii=False).encode())
    act = recognize(source)
    body = act.section(Kind.BODY)
    assert body is not None
    assert first_difference(source, act) is None
    assert [(u.kind, str(u.number or ""), u.heading) for u in body.children] == [
        (Kind.GROUP, "", "ზოგადი წესი"),
        (Kind.CHAPTER, "I^1", "ნავის მოვლა"),
        (Kind.GROUP, "", "ნავის შენახვა"),
    ]


def test_word_markup_is_recorded_and_is_no_law() -> None:
    record = {
        "id": "test-2",
        "title": "ნავის კანონი",
        "provisions": [
            {
                "title": "მუხლი 1. ნავი",
                "content": "ნავი ხისაა.\n1024x768\nNormal\n0\nfalse\nfalse\nEN-US\nX-NONE\nX-NONE\n"
                "table.MsoNormalTable\n{mso-style-name:Table; font-size:10pt;}",
            },
        ],
    }
    source = read_source(json.dumps(record, ensure_ascii=False).encode())
    act = recognize(source)
    assert [defect.name for defect in source.defects if defect.name == "word-markup"]
    assert outline(act) == (
        "cover\n  text [title] | ნავის კანონი\nbody\n  article 1 «მუხლი 1.» ნავი\n"
        "    text | ნავი ხისაა."
    )


def test_the_title_of_a_wider_division_is_no_text_of_the_article_above() -> None:
    """Its petit goes back to the article too."""
    petit = "საქართველოს 2013 წლის 14 ივნისის კანონი №741 – ვებგვერდი, 27.06.2013წ."
    record = {
        "id": "test-3",
        "title": "ნავის კოდექსი",
        "provisions": [
            {
                "chapter": "ზოგადი წესი",
                "title": "მუხლი 1. ნავი",
                "content": f"1. ნავი ხისაა.\n2. ნავი იღებება.\n{petit}\nგარიგებანი",
            },
            {"chapter": "ნავის ყიდვა", "title": "მუხლი 2. ფასი", "content": "ფასი თავისუფალია."},
        ],
    }
    source = read_source(json.dumps(record, ensure_ascii=False).encode())
    act = recognize(source)
    assert first_difference(source, act) is None
    body = act.section(Kind.BODY)
    assert body is not None
    assert [unit.heading for unit in body.children] == ["ზოგადი წესი", "გარიგებანი", "ნავის ყიდვა"]
    article = body.children[0].children[0]
    assert [note.number for note in article.petits] == ["741"]


def test_a_title_that_begins_with_the_issuer_does_not_take_its_line() -> None:
    title = "საქართველოს სატესტო საქმეთა სამინისტროს ნავების შესახებ"
    record = {
        "id": "test-4",
        "title": title,
        "provisions": [
            {
                "title": "",
                "content": "სახელმწიფო სარეგისტრაციო კოდი 010.320.010.22.028.014.256\n"
                "საქართველოს სატესტო საქმეთა\nმინისტრის ბრძანება №3/31\n"
                f"2010 წლის 25 თებერვალი\nქ. თბილისი\n{title}\n"
                "„ნავების შესახებ“ კანონის საფუძველზე ვბრძანებ:\n"
                "1. ნავი აღირიცხოს.\n2. ნავი იღებოს.",
            },
        ],
    }
    act = recognize(read_source(json.dumps(record, ensure_ascii=False).encode()))
    cover = act.section(Kind.COVER)
    assert cover is not None
    assert [line.role for line in cover.children] == [
        "code", "issuer", "kind", "date", "place", "title",
    ]  # fmt: skip
    assert act.particulars.number == "3/31"


def test_titles_of_wider_divisions_and_anchors_of_comments() -> None:
    """„#“ at the end of a sentence is the Herald's anchor of a comment; the second title of a
    book, and a line that the title below begins with, name wider divisions."""
    record = {
        "id": "test-5",
        "title": "ნავის კოდექსი",
        "provisions": [
            {
                "chapter": "ზოგადი წესი",
                "title": "მუხლი 1. ნავი #",
                "content": "1. ნავი ხისაა. # # #\n2. ნავი იღებება.\n# #\nწიგნი მეორე\n"
                "ნავის მოვლა ნავმისადგომზე\nსადგომი",
            },
            {
                "chapter": "სადგომის მოწყობა",
                "title": "მუხლი 2. ადგილი",
                "content": "ადგილი დაცულია.\n„ნავების საერთაშორისო შენახვის შესახებ“ შეთანხმებით "
                "ნავის მიღების წესი",
            },
            {
                "chapter": "„ნავების საერთაშორისო შენახვის შესახებ“ შეთანხმებით მიღებული ნავი",
                "title": "მუხლი 3. ფარდული",
                "content": "ნავი ფარდულშია.",
            },
        ],
    }
    source = read_source(json.dumps(record, ensure_ascii=False).encode())
    act = recognize(source)
    anchors = [defect.detail for defect in source.defects if defect.name == "comment-anchors"]
    assert anchors == ["#", "# # # # #"]
    assert first_difference(source, act) is None
    assert "#" not in text_of(act.root)
    body = act.section(Kind.BODY)
    assert body is not None
    assert [(u.kind, u.heading) for u in body.children] == [
        (Kind.GROUP, "ზოგადი წესი"),
        (Kind.BOOK, "ნავის მოვლა ნავმისადგომზე"),
    ]
    assert [u.heading for u in body.children[1].children] == [
        "სადგომი",
        "სადგომის მოწყობა",
        "„ნავების საერთაშორისო შენახვის შესახებ“ შეთანხმებით ნავის მიღების წესი",
        "„ნავების საერთაშორისო შენახვის შესახებ“ შეთანხმებით მიღებული ნავი",
    ]


def test_place_and_date_below_a_title_are_of_the_cover() -> None:
    title = "ევროპული კონვენცია ცნობების შესახებ"
    text = f"{title}\nლონდონი, 1968 წლის 7 ივნისი\nპრეამბულა\nმუხლი 1\nმხარეები თანამშრომლობენ."
    source = Source(text, "", "text", Particulars(title=title))
    act = recognize(source)
    assert outline(act).splitlines()[:3] == [
        "cover",
        f"  text [title] | {title}",
        "  text [date] | ლონდონი, 1968 წლის 7 ივნისი",
    ]
    assert act.particulars.date == "1968-06-07"
    assert first_difference(source, act) is None


def test_a_title_printed_again_below_its_registry_number_is_of_the_cover() -> None:
    title = "კონვენცია უფლებების შესახებ"
    again = ["№2613. კონვენცია", "უფლებების შესახებ"]
    text = "\n".join([title, *again, "ხელშემკვრელი მხარეები შეთანხმდნენ:", "მუხლი 1", "უფლება."])
    act = recognize(Source(text, "", "text", Particulars(title=title)))
    assert [unit.text for unit in act.root.children[0].children] == [title, *again]
    assert act.root.children[1].kind is Kind.PREAMBLE


def test_a_lead_beside_the_number_of_an_article_stays_before_its_points() -> None:
    heading = "მუხლი 6 [დაცული მაუწყებლობა: 1. დაცვის პირობები; 2. დათქმის უფლება]"
    text = f"{heading}\nმონაწილე უზრუნველყოფს დაცვას.\n2. მონაწილეს აქვს დათქმის უფლება."
    segments = (
        Segment(0, len(heading), "heading"),
        Segment(len(heading) + 1, len(text), "content"),
    )
    source = Source(text, "", "text", segments=segments)
    assert first_difference(source, recognize(source)) is None


def test_a_formula_above_the_known_title_belongs_to_the_cover() -> None:
    """„სახელითა უზენაესისაითა“ stands above the title that the container knows."""
    title = "ერთობლივი განცხადება ორი სატესტო ქვეყნის მეგობრობის თაობაზე"
    text = (
        f"სახელითა უზენაესისაითა\n{title}\nმხარეები ადასტურებენ მეგობრობას.\nისინი თანამშრომლობენ."
    )
    act = recognize(Source(text, "", "text", particulars=Particulars(title=title)))
    cover = act.section(Kind.COVER)
    assert cover is not None
    assert [(line.role, line.text) for line in cover.children] == [
        ("formula", "სახელითა უზენაესისაითა"),
        ("title", title),
    ]


def test_the_title_printed_again_below_its_number_is_of_the_cover() -> None:
    """„3068 (XVIII) საერთაშორისო კონვენცია“ and the line on its revision are no preamble."""
    title = "საერთაშორისო კონვენცია წიგნების დაცვის შესახებ"
    again = "3068 (XVIII) საერთაშორისო კონვენცია\nწიგნების დაცვის შესახებ"
    revised = "გადასინჯულია 1971 წლის 14 ივლისს და შეცვლილია 1979 წლის 28 სექტემბრის აქტით"
    dated = f"ლონდონი, 1968 წლის 7 ივნისი\n{revised}"
    text = f"{title}\n{again}\n{dated}\nმუხლი 1\nწიგნი დაცულია.\nმუხლი 2\nდაცვა უვადოა."
    act = recognize(Source(text, "", "text", particulars=Particulars(title=title)))
    cover = act.section(Kind.COVER)
    assert cover is not None
    roles = [line.role for line in cover.children]
    assert roles == ["title", "title", "title", "date", "revision"]
    assert act.section(Kind.PREAMBLE) is None


def test_the_note_above_a_repealed_act_is_its_removal_and_no_issuer() -> None:
    act = recognize(read_source(_case("repeal_above_act.txt")))
    assert act.root.removal is not None
    assert act.root.removal.date == "2016-06-25"
    assert act.root.removal.number == "48"
    assert act.particulars.issuer is None
    assert act.consolidated


def test_an_issuer_printed_in_pieces_is_named_whole() -> None:
    particulars = recognize(read_source(_case("covers_with_slips.txt"))).particulars
    assert particulars.issuer == "საქართველოს რესპუბლიკის ნავთსადგურების მინისტრი"
    assert particulars.registration_code == "120.010.000.22.026.014.118"


def _case(name: str) -> bytes:
    path = HERE / "cases" / "structure" / name
    return path.read_text(encoding="utf-8").partition("====\n")[0].encode()


@pytest.mark.parametrize("line", ["\ufffd \ufffd", "\ufffd", " \ufffd \ufffd "])
def test_a_line_of_signs_that_a_copy_could_not_read_is_kept(line: str) -> None:
    text = _case("footnotes_below_names.txt").decode()
    text = text.replace("მოადგილე თ. ნიმუშაძე", f"{line}\nმოადგილე თ. ნიმუშაძე\n{line}")
    source = read_source(text.encode())
    assert first_difference(source, recognize(source)) is None
