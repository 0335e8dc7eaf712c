"""The words of the drafting language, with their inflected forms, as data.

Georgian inflects by suffix, so each noun is given once and its forms are made here:
``forms("მუხლი")`` knows „მუხლის“, „მუხლიდან“, „მუხლებში“ … and says which case each is.

Cases: ``nom`` (მუხლი), ``gen`` (მუხლის), ``dat`` (მუხლს), ``loc`` (მუხლში), ``abl`` (მუხლიდან),
``adv`` (მუხლად), ``ins`` (მუხლით), ``on`` (მუხლზე), ``erg`` (მუხლმა), ``stem`` (მუხლ, before an
ending that stands on the number: „მუხლ 1.4.-ს“).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Form(NamedTuple):
    """One inflected form: dictionary word, case, and whether it is plural."""

    word: str
    case: str
    plural: bool


_CONSONANT = {
    "nom": ("ი",), "gen": ("ის", "ისა"), "dat": ("ს", "სა"), "loc": ("ში",),
    "abl": ("იდან",), "adv": ("ად", "ადაც"), "ins": ("ით", "ითა"), "on": ("ზე",), "erg": ("მა",),
    "with": ("თან",), "for": ("ისთვის", "ისათვის"), "stem": ("",),
}  # fmt: skip
_A_STEM = {
    "nom": ("ა",), "gen": ("ის", "ისა"), "dat": ("ას", "ასა"), "loc": ("აში",), "abl": ("იდან",),
    "adv": ("ად",), "ins": ("ით", "ითა"), "on": ("აზე",), "erg": ("ამ",), "with": ("ასთან",),
    "for": ("ისთვის", "ისათვის"),
}  # fmt: skip
_E_STEM = {
    "nom": ("ე",), "gen": ("ის", "ისა"), "dat": ("ეს", "ესა"), "loc": ("ეში",), "abl": ("იდან",),
    "adv": ("ედ",), "ins": ("ით", "ითა"), "on": ("ეზე",), "erg": ("ემ",), "with": ("ესთან",),
}  # fmt: skip
_O_STEM = {
    "nom": ("ო",), "gen": ("ოს", "ოსა"), "dat": ("ოს", "ოსა"), "loc": ("ოში",), "abl": ("ოდან",),
    "adv": ("ოდ",), "ins": ("ოთი",), "on": ("ოზე",), "erg": ("ომ",),
}  # fmt: skip
_PLURAL = {
    "nom": ("ები", "ნი"), "gen": ("ების", "ებისა", "თა"), "dat": ("ებს", "ებსა"),
    "loc": ("ებში",), "abl": ("ებიდან",), "adv": ("ებად",), "ins": ("ებით", "ებითა"),
    "on": ("ებზე",), "erg": ("ებმა",),
}  # fmt: skip


def forms(word: str) -> dict[str, Form]:
    """All forms of a noun given in the nominative, each with its case and number.

    >>> forms("მუხლი")["მუხლებიდან"]
    Form(word='მუხლი', case='abl', plural=True)
    >>> forms("წინადადება")["წინადადებაში"].case
    'loc'
    """
    last, stem = word[-1], word[:-1]
    singular = {"ი": _CONSONANT, "ა": _A_STEM, "ე": _E_STEM, "ო": _O_STEM}[last]
    out: dict[str, Form] = {}
    for case, endings in _PLURAL.items():
        for ending in endings:
            base = stem if last in "იაე" else word
            if ending in ("ნი", "თა") and last != "ი":
                base = word
            out[base + ending] = Form(word, case, True)
    for case, endings in singular.items():
        for ending in endings:
            out[stem + ending] = Form(word, case, False)
    return out


def _table(words: dict[str, str]) -> dict[str, tuple[str, Form]]:
    return {
        form: (meaning, info)
        for word, meaning in words.items()
        for form, info in forms(word).items()
    }


# Units of an act, and the kind each is in an operation.
UNIT_WORDS = {
    "წიგნი": "book", "კარი": "part", "თავი": "chapter", "ქვეთავი": "subchapter",
    "მუხლი": "article", "პუნქტი": "point", "ნაწილი": "point", "პარაგრაფი": "point",
    "ქვეპუნქტი": "subpoint", "აბზაცი": "paragraph", "წინადადება": "sentence",
    "დანართი": "annex", "შენიშვნა": "note", "სტრიქონი": "row", "გრაფა": "row",
    "სვეტი": "column", "ცხრილი": "table",
}  # fmt: skip
UNITS = _table(UNIT_WORDS)
UNITS["წინადადებში"] = UNITS["წინადადებაში"]  # misspellings met in acts
UNITS |= {"პუქნტი": UNITS["პუნქტი"], "ქვეპუქნტი": UNITS["ქვეპუნქტი"]}
UNITS |= {"პუქტი": UNITS["პუნქტი"], "ქვეპუქტი": UNITS["ქვეპუნქტი"], "პუნტი": UNITS["პუნქტი"]}

# Parts of a unit or act that are not numbered: the facet of the operation.
FACET_WORDS = {
    "სათაური": "heading", "სახელწოდება": "heading", "დასახელება": "heading",
    "პრეამბულა": "preamble", "ანოტაცია": "preamble", "ტექსტი": "text", "შინაარსი": "text",
    "რედაქცია": "text",
}  # fmt: skip
FACETS = _table(FACET_WORDS)
FACETS |= {"ტექტსში": FACETS["ტექსტში"], "ტექტში": FACETS["ტექსტში"]}

# Semantic parts of a penal norm: they have no place in the tree. Words in one are words of the unit
# that must stand there once: the operation's note begins so.
OF_NORM = "in a part of the norm: "
NORM_PARTS = _table({"სანქცია": "sanction", "დისპოზიცია": "disposition", "ჰიპოთეზა": "hypothesis"})

# Kinds of acts.
ACT_WORDS = (
    "კანონი", "კოდექსი", "კონსტიტუცია", "დადგენილება", "განკარგულება", "ბრძანება",
    "ბრძანებულება", "დეკრეტი", "გადაწყვეტილება", "შეთანხმება", "ხელშეკრულება", "კონვენცია",
    "ოქმი", "განჩინება", "რეზოლუცია",
)  # fmt: skip
ACTS = _table({word: word for word in ACT_WORDS})

# What an act approves: documents with their own numbering.
DOCUMENT_WORDS = (
    "დებულება", "წესი", "წესდება", "ინსტრუქცია", "რეგლამენტი", "პროგრამა", "კონცეფცია",
    "მეთოდიკა", "ნუსხა", "სია", "გეგმა", "სტრატეგია", "პოლიტიკა", "ნომენკლატურა",
    "კლასიფიკატორი",
)  # fmt: skip
DOCUMENTS = _table({word: word for word in DOCUMENT_WORDS})
# Nouns that name a document only behind „დამტკიცებული“.
APPROVED = _table(
    {
        word: word
        for word in (
            "პროექტი სტანდარტი ფორმა სქემა სტრუქტურა შემადგენლობა ბიუჯეტი ოდენობა განაკვეთი "
            "მოთხოვნა თემატიკა პირობა ნორმა ნორმატივი ტარიფი"
        ).split()    }
)  # fmt: skip

# Nouns that announce quoted words.
PHRASE_WORDS = (
    "სიტყვა", "რიცხვი", "ციფრი", "ფრაზა", "ტერმინი", "აბრევიატურა", "სიმბოლო", "ნიშანი", "თარიღი",
    "სიტყვათშეთანხმება", "გამოთქმა", "თანხა", "ინდექსი", "ჩანაწერი",
)  # fmt: skip
PHRASES = _table({word: word for word in PHRASE_WORDS})

MONTHS = {
    name: place
    for place, name in enumerate(
        ("იანვარი", "თებერვალი", "მარტი", "აპრილი", "მაისი", "ივნისი", "ივლისი", "აგვისტო",
         "სექტემბერი", "ოქტომბერი", "ნოემბერი", "დეკემბერი"), 1)
}  # fmt: skip
MONTH_STEMS = {
    "იანვრ": 1, "თებერვლ": 2, "მარტ": 3, "აპრილ": 4, "მაის": 5, "ივნის": 6, "ივლის": 7,
    "აგვისტო": 8, "სექტემბრ": 9, "ოქტომბრ": 10, "ნოემბრ": 11, "დეკემბრ": 12,
    "იანვარ": 1, "თებერვალ": 2, "სექტემბერ": 9, "ოქტომბერ": 10, "ნოემბერ": 11, "დეკემბერ": 12,
}  # fmt: skip
# „აგვისტოს“ beside „იანვრის“; spelled with the endings met in dates.
MONTH = "|".join(sorted({*MONTHS, *MONTH_STEMS}, key=len, reverse=True))


def nearest_month(word: str) -> str | None:
    """The month a misspelled genitive means („თებევრლის“), or None where it may be none or two.

    >>> nearest_month("თებევრლის"), nearest_month("ბრძანების")
    ('თებერვლ', None)
    """
    stem = word.removesuffix("ის")
    near = [(distance(stem, month), month) for month in MONTH_STEMS]
    near.sort(key=lambda pair: pair[0])  # of two stems of one month the usual one comes first
    limit = 2 if len(stem) >= 6 else 1
    least, month = near[0]
    rivals = [other for distance, other in near if distance == least]
    if least > limit or len({MONTH_STEMS[other] for other in rivals}) > 1:
        return None
    return month


def nearest_act(word: str) -> str:
    """The kind of act a misspelled nominative means („დადაგენილება“), or "".

    >>> nearest_act("ბრანება"), nearest_act("დანართი")
    ('ბრძანება', '')
    """
    near = sorted((distance(word, kind), kind) for kind in ACT_WORDS if len(kind) > 6)
    least, kind = near[0]
    return kind if 0 < least <= 2 and near[1][0] > least else ""


def distance(one: str, other: str) -> int:
    """Letters to change, add or drop to make one word of the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


_KEY_WORDS = {
    "after": "შემდეგ",
    "before": "წინ",
    "instead": "ნაცვლად",
    "following": "შემდეგი შედეგი შემდგი შემდეი",
    "content": "შინაარსის შინაარის შინარსის რედაქციის სახის",
    "wording": "შინაარსით რედაქციით სახით შემდეგნაირად ტექსტით ასეთი",
    "attached": "თანდართული თანდართულ დართული დანართით",
    "basis": (
        "თანახმად საფუძველზე მიზნით დაკავშირებით გათვალისწინებით გამომდინარე შესასრულებლად "
        "უზრუნველსაყოფად"
    ),
    "according": "შესაბამისად",
    "end": "ბოლოში ბოლოს დასასრულს",
    "from-end": "ბოლოდან",
    "same": "ამავე იმავე იგივე აღნიშნული აღნიშნულ ხსენებული ხსენებულ",
    "this": "ამ ეს წინამდებარე",
    "throughout": "მთელ მთლიანად ყველა ყველგან",
    "new": "ახალი ახალ",
    "amendment": (
        "ცვლილება ცვლილებები ცვლილებანი დამატება დამატებები დამატებანი ცვლილება-დამატება "
        "შესწორება ცვლილება-დამატებები შესწორებები შესწორებანი ცვლილებების ცვლილებით"
    ),
    "approved": "დამტკიცებული დამტკიცებულ დამტკიცებულს მოწონებული მოწონებულ",
    "namely": "კერძოდ",
    "it": "იგი ისინი",
    "about": "შესახებ თაობაზე",
}
# Words that steer a phrase, by what they mean in it.
KEYS = {word: key for key, words in _KEY_WORDS.items() for word in words.split()}

# Words that make a sentence a norm or a condition, not an order.
MODAL = frozenset(
    "არ არა შეიძლება შესაძლებელია თუ რომ რათა როდესაც როცა რომელიც რომლის რომლებიც რომელთა "
    "რომელმაც შემთხვევაში შემთხვევებში საჭიროების უნდა უფლება უფლებამოსილია დასაშვებია "
    "დაუშვებელია მაშინ ნებადართულია აუცილებელია საჭიროა იმისათვის სადაც რომელსაც რომელშიც".split()
)

# Verbs of command. Each is a pattern over the folded text; the name is what it orders.
# „ძალადაკარგულად“, with a letter lost as copies lose it.
_FORCE = r"ძალა? ?-?და ?-?[კგქ]ა?რ?გ?უ?ლ[აე]?დ"
# „არარად იქნეს ცნობილი“: void from the beginning, which is more than to lose force.
_VOID = (
    r"არარა(?:დ|[ა-ჰ -]{0,50}აქტად)? "
    r"(?:იქნ[ეა]ს (?:ცნობილი?|გამოცხადებული?|აღიარებული?)|გამოცხადდეს|ჩაითვალოს)"
    r"|(?:გამოცხადდეს|ცნობილ(?:ი)? იქნ[ეა]ს) არარა(?:დ|[ა-ჰ -]{0,50}აქტად)"
)
# of the Constitutional Court
_STRUCK = (
    r"არაკონსტიტუციურად (?:იქნ[ეა]ს (?:ცნობილი?|მიჩნეული?)|ცნობილ(?:ი)? იქნ[ეა]ს|"
    r"გამოცხადდეს|ჩაითვალოს)|ცნობილ(?:ი)? იქნ[ეა]ს არაკონსტიტუციურად"
)
# „მე-3 პუნქტის მოქმედების ვადა განისაზღვროს …“; „განისაზღვროს“ alone orders other things.
_TERM_OF = "|".join(
    f"(?<={noun}{case} მოქმედების ვადა )"
    for noun in ("მუხლ", "პუნქტ", "ნაწილ", "თავ", "აბზაც")
    for case in ("ის", "ების")
)
VERBS = {
    "resume": (
        r"აღდგეს|განახლდეს|(?:აღდგენილ|განახლებულ)(?:ი)? იქნ[ეა]ს"
        r"|(?<=შეჩერება )(?:გაუქმდეს|მოიხსნას|შეწყდეს)"
        r"|(?:გაუქმდეს|მოიხსნას)(?= [^.;:\n]{1,200}მოქმედების შეჩერება(?![ა-ჰ]))"
    ),
    "limit": (
        rf"(?:{_TERM_OF})(?:განისაზღვროს|გაგრძელდეს)"
        r"|განისაზღვროს(?= [^.;:\n]{1,200}(?:მუხლ|პუნქტ|ნაწილ)(?:ის|ების) მოქმედების ვადა(?![ა-ჰ]))"
    ),
    "substitute": (
        r"(?:უნდა )?(?:ჩამოყალიბდ|ჩამოაყლიბდ)(?:ეს|ნენ|ება)|ჩამოყალიბებულ(?:ი)? (?:უნდა )?იქნ[ეა]ს"
        r"|(?:უნდა )?გადმოიცეს|(?:უნდა )?იკითხებოდეს|(?:უნდა )?ჩანაცვლდეს"
        r"|ჩამოყალიბებულ(?:ი)? იქნა"
        r"|იყოს(?= (?:ასეთი|შემდეგი)(?: (?:სახის|რედაქციით|სახით|შინაარსის))? ?:)"
    ),
    "insert": (
        r"(?:უნდა )?(?:და|ჩა|მი|დაე)ემატ(?:ოს|ოთ)|დაეამატოს"
        r"|(?:დამატებულ|ჩამატებულ)(?:ი)? (?:უნდა )?იქნ[ეა]ს"
    ),
    "remove": (
        r"ამოღებულ(?:ი)? (?:უნდა )?იქნ(?:[ეა]ს|ან)|(?:უნდა )?ამოღებულ(?:ი)? იქნ[ეა]ს"
        r"|(?:უნდა )?ამოიშალოს|ამოშლილ(?:ი)? (?:უნდა )?იქნ[ეა]ს|ამორიცხულ(?:ი)? იქნ[ეა]ს"
        r"|გამორიცხულ(?:ი)? იქნ[ეა]ს"
    ),
    "change": (
        r"(?:უნდა )?შეიცვა?ლოს|(?:უნდა )?(?:ჩა|შე)სწორდეს|შეცვლილ(?:ი)? (?:უნდა )?იქნ[ეა]ს"
        r"|(?:უნდა )?ჩაიწეროს|(?<=ნაცვლად )დაიწეროს"
    ),
    "repeal": (
        _FORCE + r" (?:გამოცხად(?:დ?ეს|დნენ)|ჩაითვა?ლოს|იქნ[ეა]ს (?:ცნ?ობილი?|გამოცხადებული?"
        r"|მიჩნეული?|ჩათვლილი?)|(?:ცნობილ|გამოცხადებულ|მიჩნეულ|ჩათვლილ)(?:ი)? იქნ[ეა]ს|იცნოს"
        r"|გამოაცხადოს|მიეჩნეს|მიიჩნეს|ჩაეთვალოს)"
        r"|(?:გამოცხადდეს|ჩაითვალოს|მიიჩნეს|(?:ცნობილ|მიჩნეულ|გამოცხადებულ)(?:ი)? იქნ[ეა]ს) "
        + _FORCE
        + r"|" + _FORCE + r"(?= ?:)"
        r"|" + _VOID + "|" + _STRUCK +
        r"|ბათილად (?:იქნ[ეა]ს ცნობილი?|ცნობილ(?:ი)? იქნ[ეა]ს|გამოცხადდეს|ჩაითვალოს)"
        r"|გაუქმდეს|გაუქმებულ(?:ი)? იქნ[ეა]ს|გაუქმებულად (?:ჩაითვალოს|გამოცხადდეს)"
        r"|ძალა დაკარგოს|მოიხსნას ძალადაკარგულად"
    ),
    "renumber": r"ჩაითვალოს|გადაინომროს|(?:უნდა )?გადაინომროს|გადანომრილ(?:ი)? იქნ[ეა]ს",
    "frame": (
        r"(?:უნდა )?შეტანილ(?:ი)?(?: უნდა)? იქნ(?:[ეა]ს|ა)?|(?:უნდა )?შევიდეს|შეტანილ(?= ცვლილებ)"
    ),
    "suspend": (
        r"(?:უნდა )?(?:შე|შეუ)ჩერდეს|შეჩერებულ(?:ი)? იქნ[ეა]ს"
    ),
}  # fmt: skip

_DRAFTING = (
    "ჩამოყალიბდეს ამოღებულ ამოღებული იქნეს იქნას დაემატოს შეიცვალოს შეტანილ შეტანილი ჩაითვალოს "
    "გამოცხადდეს ძალადაკარგულად გაუქმდეს შევიდეს ამოქმედდეს ბათილად ცნობილ ცნობილი რედაქციით "
    "შემდეგი შემდეგ შინაარსის სახით ცვლილება ცვლილებები ცვლილებანი დამატება დამატებები დამატებანი "
    "გამოქვეყნებისთანავე გამოქვეყნებიდან გამოქვეყნების ხელმოწერისთანავე მიღებისთანავე ძალაში "
    "სიტყვა სიტყვები სიტყვების სიტყვებით სიტყვით ვბრძანებ ვბრძანებთ ადგენს გადაწყვიტა კანონში "
    "დადგენილებაში განკარგულებაში ბრძანებაში ბრძანებულებაში თანდართული დამტკიცებული დამტკიცებულ "
    "დამტკიცდეს უზრუნველყოს დაევალოს პირველი მეორე მესამე მეოთხე მეხუთე საქართველოს მთავრობის "
    "პრეზიდენტის მინისტრის მუნიციპალიტეტის საკრებულოს წლის შესახებ თაობაზე"
).split()
REJOINED = frozenset(
    [*_DRAFTING]
    + [stem + ("ს" if stem.endswith("ო") else "ის") for stem in MONTH_STEMS]
    + [
        f
        for t in (UNITS, FACETS, ACTS, DOCUMENTS)
        for f, (_, info) in t.items()
        if info.case != "stem"
    ]
)
REJOINED_HEADS = frozenset(word[:size] for word in REJOINED for size in range(1, len(word)))
UNGLUED = re.compile(
    r"(?<=[ა-ჰ])(?=(?:ჩამოყალიბდეს|ამოღებულ[ი]? იქნ|დაემატოს შემდეგ|შეტანილ[ი]? ?იქნ|"
    r"შევიდეს ცვლილ))"
    r"|(?<=შეტანილ)(?=იქნ[ეა]ს)|(?<=იქნ[ეა]ს)(?=ცვლილებ|შემდეგი)|(?<=ცვლილება)(?=და )"
    r"|(?<=ამოღებულ)(?=იქნ[ეა]ს)|(?<=გამოცხადდეს)(?=[„ა-ჰ])"
    r"|(?<=\d)(?=(?:ბრძანებ|დადგენილებ|მუხლ|პუნქტ|ქვეპუნქტ|ნაწილ|აბზაც|დანართ)[ა-ჰ])"
)
