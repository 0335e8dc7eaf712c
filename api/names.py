"""How units, acts and changes are called, in Georgian and in English.

>>> place_name("art_37-3__para_2__point_a")
'მუხლი 37³, პუნქტი 2, ქვეპუნქტი „ა“'
>>> place_name("att_1__art_3", "en")
'Annex 1, Article 3'
>>> place_name("art_3__para_1__point_b", parts=True)
'მუხლი 3, ნაწილი 1, ქვეპუნქტი „ბ“'
"""

from __future__ import annotations

from typing import Literal

from schemas.eid import BadEid, Segment, parse_eid
from schemas.kinds import kind_slug
from schemas.model import Kind, Particulars

Language = Literal["ka", "en"]

UNITS: dict[Kind, tuple[str, str]] = {  # Georgian, English
    Kind.COVER: ("სათაური", "Title"),
    Kind.PREAMBLE: ("პრეამბულა", "Preamble"),
    Kind.BODY: ("ძირითადი ტექსტი", "Body"),
    Kind.CONCLUSIONS: ("ხელმოწერა", "Signature"),
    Kind.END_LIST: ("შეტანილი ცვლილებები", "List of amendments"),
    Kind.ANNEX: ("დანართი", "Annex"),
    Kind.BOOK: ("წიგნი", "Book"),
    Kind.PART: ("კარი", "Part"),
    Kind.CHAPTER: ("თავი", "Chapter"),
    Kind.SUBCHAPTER: ("ქვეთავი", "Subchapter"),
    Kind.GROUP: ("ქვესათაური", "Heading"),
    Kind.ARTICLE: ("მუხლი", "Article"),
    Kind.CLAUSE: ("მუხლი", "Clause"),
    Kind.POINT: ("პუნქტი", "paragraph"),
    Kind.SUBPOINT: ("ქვეპუნქტი", "subparagraph"),
    Kind.PARAGRAPH: ("აბზაცი", "indent"),
    Kind.TEXT: ("აბზაცი", "indent"),
    Kind.NOTE: ("შენიშვნა", "Note"),
    Kind.TABLE: ("ცხრილი", "Table"),
    Kind.UNPLACED: ("დაუდგენელი ადგილი", "Unplaced text"),
}
_PART = "ნაწილი"  # a point of an article where the act calls it so (api.point_names)
_ACTIONS = {
    "substitute": ("ახალი რედაქცია", "new wording"),
    "insert": ("დაემატა", "added"),
    "repeal": ("ამოღებულია", "removed"),
    "substitute-text": ("სიტყვები შეიცვალა", "words replaced"),
    "insert-text": ("სიტყვები დაემატა", "words added"),
    "repeal-text": ("სიტყვები ამოღებულია", "words removed"),
    "renumber": ("ნუმერაცია შეიცვალა", "renumbered"),
    "repeal-act": ("აქტი ძალადაკარგულია", "act repealed"),
    "suspend": ("შეჩერებულია", "suspended"),
    "resume": ("მოქმედება აღდგა", "in force again"),
    "limit": ("მოქმედების ვადა განისაზღვრა", "term set"),
    "split": ("ერთეული გაიყო", "unit divided"),
    "join": ("ერთეულები გაერთიანდა", "units joined"),
    "other": ("სხვა ცვლილება", "other change"),
}
_PATH_UNITS = {
    "book": Kind.BOOK, "part": Kind.PART, "chapter": Kind.CHAPTER,
    "subchapter": Kind.SUBCHAPTER, "article": Kind.ARTICLE, "point": Kind.POINT,
    "subpoint": Kind.SUBPOINT, "paragraph": Kind.PARAGRAPH, "note": Kind.NOTE,
    "annex": Kind.ANNEX, "document": Kind.ANNEX, "table": Kind.TABLE,
}  # fmt: skip
_PATH_WORDS = {"sentence": "წინადადება", "row": "სტრიქონი", "column": "სვეტი"}
_ACT_KINDS = {
    "kanoni": "Law", "organuli-kanoni": "Organic Law", "konstitutsiuri-kanoni":
    "Constitutional Law", "brdzaneba": "Order", "dadgenileba": "Resolution",
    "brdzanebuleba": "Decree", "gankarguleba": "Ordinance", "dekreti": "Decree",
}  # fmt: skip


def _step(step: Segment, language: Language, *, part: bool) -> str:
    georgian, english = UNITS[step.kind]
    name = english if language == "en" else _PART if part else georgian
    if step.number is not None:
        number = step.number.display
        return f"{name} „{number}“" if step.number.series == "letter" else f"{name} {number}"
    return f"{name} {step.place}" if step.place else name


def place_name(eid: str, language: Language = "ka", *, parts: bool = False) -> str:
    """A unit by its whole path; an eId that cannot be read stands as it is. ``parts``: the act
    calls the points of its articles „ნაწილი“."""
    try:
        steps = parse_eid(eid)
    except BadEid:
        return eid
    out, above = [], None
    for step in steps:
        part = parts and step.kind is Kind.POINT and above is Kind.ARTICLE
        out.append(_step(step, language, part=part))
        above = step.kind
    return ", ".join(out)


def action_name(action: str, language: Language = "ka") -> str:
    pair = _ACTIONS.get(action, (action, action))
    return pair[1] if language == "en" else pair[0]


def ordered_path(units: list[list[str | None]], *, parts: bool = False) -> str:
    """Where an order points, in the words of its path. ``parts``: it calls points „ნაწილი“.

    >>> ordered_path([["article", "3"], ["subpoint", "ბ"]])
    'მუხლი 3, ქვეპუნქტი „ბ“'
    """
    out = []
    for kind, number in units:
        known = _PATH_UNITS.get(kind or "")
        name = UNITS[known][0] if known else _PATH_WORDS.get(kind or "", kind or "")
        name = _PART if parts and known is Kind.POINT else name
        shown = f"„{number}“" if kind == "subpoint" and number else number or ""
        out.append(f"{name} {shown}".strip())
    return ", ".join(out)


def act_name(p: Particulars, language: Language = "ka") -> str:
    """Kind and number: „საქართველოს კანონი №410“, "Law of Georgia No 410"."""
    slug = kind_slug(p.kind) if p.kind else ""
    if language == "en":
        kind = _ACT_KINDS.get(slug, p.kind or "Act")
        kind = f"{kind} of Georgia" if "anon" in slug else kind
        return " ".join(part for part in (kind, f"No {p.number}" if p.number else "") if part)
    kind = p.kind or "აქტი"
    kind = f"საქართველოს {kind}" if "კანონი" in kind else kind
    return " ".join(part for part in (kind, f"№{p.number}" if p.number else "") if part)
