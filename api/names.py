"""How units, acts and changes are called, in Georgian and in English.

>>> place_name("art_37-3__para_2__point_a")
'მუხლი 37³, პუნქტი 2, ქვეპუნქტი „ა“'
>>> place_name("att_1__art_3", "en")
'Annex 1, Article 3'
>>> short_place("art_3__para_1__point_b")
'მ. 3, პ. 1, „ბ“'
"""

from __future__ import annotations

from typing import Literal

from schemas.eid import BadEid, Segment, parse_eid
from schemas.kinds import kind_slug
from schemas.model import Kind, Particulars

Language = Literal["ka", "en"]

UNITS: dict[Kind, tuple[str, str, str]] = {  # Georgian, English, Georgian abbreviated
    Kind.COVER: ("სათაური", "Title", "სათ."),
    Kind.PREAMBLE: ("პრეამბულა", "Preamble", "პრეამბ."),
    Kind.BODY: ("ძირითადი ტექსტი", "Body", "ტექსტი"),
    Kind.CONCLUSIONS: ("ხელმოწერა", "Signature", "ხელმოწ."),
    Kind.END_LIST: ("შეტანილი ცვლილებები", "List of amendments", "ცვლ."),
    Kind.ANNEX: ("დანართი", "Annex", "დან."),
    Kind.BOOK: ("წიგნი", "Book", "წიგნი"),
    Kind.PART: ("კარი", "Part", "კარი"),
    Kind.CHAPTER: ("თავი", "Chapter", "თავი"),
    Kind.SUBCHAPTER: ("ქვეთავი", "Subchapter", "ქვეთ."),
    Kind.GROUP: ("ქვესათაური", "Heading", "ქვესათ."),
    Kind.ARTICLE: ("მუხლი", "Article", "მ."),
    Kind.CLAUSE: ("მუხლი", "Clause", "მ."),
    Kind.POINT: ("პუნქტი", "paragraph", "პ."),
    Kind.SUBPOINT: ("ქვეპუნქტი", "subparagraph", ""),
    Kind.PARAGRAPH: ("აბზაცი", "indent", "აბზ."),
    Kind.TEXT: ("აბზაცი", "indent", "აბზ."),
    Kind.NOTE: ("შენიშვნა", "Note", "შენ."),
    Kind.TABLE: ("ცხრილი", "Table", "ცხრ."),
    Kind.UNPLACED: ("დაუდგენელი ადგილი", "Unplaced text", "დაუდგ."),
}
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
_PATH_WORDS = {
    "sentence": ("წინადადება", "sentence"), "row": ("სტრიქონი", "row"),
    "column": ("სვეტი", "column"),
}  # fmt: skip
_ACT_KINDS = {
    "kanoni": "Law", "organuli-kanoni": "Organic Law", "konstitutsiuri-kanoni":
    "Constitutional Law", "brdzaneba": "Order", "dadgenileba": "Resolution",
    "brdzanebuleba": "Decree", "gankarguleba": "Ordinance", "dekreti": "Decree",
}  # fmt: skip


def _step(step: Segment, language: Language) -> str:
    georgian, english, _ = UNITS[step.kind]
    name = english if language == "en" else georgian
    if step.number is not None:
        number = step.number.display
        return f"{name} „{number}“" if step.number.series == "letter" else f"{name} {number}"
    return f"{name} {step.place}" if step.place else name


def place_name(eid: str, language: Language = "ka") -> str:
    """A unit by its whole path; an eId that cannot be read stands as it is."""
    try:
        return ", ".join(_step(step, language) for step in parse_eid(eid))
    except BadEid:
        return eid


def short_place(eid: str) -> str:
    """The same, abbreviated in Georgian."""
    try:
        steps = parse_eid(eid)
    except BadEid:
        return eid
    parts = []
    for step in steps:
        name = UNITS[step.kind][2]
        number = step.number.display if step.number else str(step.place or "")
        if step.number and step.number.series == "letter":
            number = f"„{number}“"
        parts.append(" ".join(part for part in (name, number) if part))
    return ", ".join(parts)


def action_name(action: str, language: Language = "ka") -> str:
    pair = _ACTIONS.get(action, (action, action))
    return pair[1] if language == "en" else pair[0]


def ordered_path(units: list[list[str | None]], language: Language = "ka") -> str:
    """Where an order points, in the words of its path.

    >>> ordered_path([["article", "3"], ["subpoint", "ბ"]])
    'მუხლი 3, ქვეპუნქტი „ბ“'
    """
    english = language == "en"
    parts = []
    for kind, number in units:
        known = _PATH_UNITS.get(kind or "")
        pair = UNITS[known][:2] if known else _PATH_WORDS.get(kind or "", (kind or "", kind or ""))
        name = pair[1] if english else pair[0]
        shown = f"„{number}“" if kind == "subpoint" and number else number or ""
        parts.append(f"{name} {shown}".strip())
    return ", ".join(parts)


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
