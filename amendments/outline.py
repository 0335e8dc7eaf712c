"""Lines of an act and their labels: „მუხლი 2“, „I.“, „3.“, „ბ)“, „ა.ა)“, a dash.

Labels nest by first appearance: a label of a class already open closes what is below it, a new
class opens one level deeper. The order of classes is not fixed, acts differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from amendments.ordinals import read_word
from schemas.letters import ALPHABET
from schemas.numbers import roman_to_int

_LABEL = re.compile(
    r" ?(?:"
    r"(?P<article>მუხლი ?(?:(?:მე ?- ?)?(?P<anum>\d+(?:\^\d+)?)(?: ?-? ?ე)?"
    r"|(?P<aword>პირველი|მე[ა-ჰ]+))"
    r" ?(?:[.:]|(?=\s)|$))"
    r"|(?P<heading>(?:თავი|კარი|წიგნი|ქვეთავი) [IVXLC\dა-ჰ^-]{1,14}\.?(?=\s|$))"
    r"|(?P<roman>[IVXLC]{1,6}(?:\^\d+)?) ?[.)](?=\s|[ა-ჰ„])"
    r"|(?P<decimal>\d+(?:\.\d+)+(?:\^\d+)?)(?!\d|-ე|\^| ?-ე)[.)]?(?=\s|[ა-ჰ„])"
    r"|(?P<arabic>\d{1,3}(?:\^\d+)?) ?\.(?=\s|[ა-ჰ„(]|\d+(?:\^\d+)?[- ]|$)"
    r"|(?P<paren>\d{1,3}(?:\^\d+)?) ?\)(?=\s|\S)"
    r"|(?P<letter>[ა-ჰ](?:\^\d+| ?\d{1,2}(?= ?\)))?(?: ?\. ?[ა-ჰ](?:\^\d+)?)*) ?\.? ?\)(?=\s|\S)"
    r"|(?P<dotted>[ა-ჰ])\. (?=მე ?- ?\d|\d+(?:\^\d+)? ?- ?ე|პირველ)"
    r"|\((?P<bracket>[ა-ჰa-zivx]{1,4})\)(?=\s)"
    r"|(?P<dash>[-●·•*])(?= ?[„ა-ჰ\d])"
    r") ?"
)
_RAISED = re.compile(r"(?<=[ა-ჰ])(?=\d)")
# „მუხლი 26 (…) ჩამოყალიბდეს“: the unit ordered about, not a heading of this act.
_ORDERED = re.compile(
    r"(?<![.:] )(?<![.:])(?:\([^)\n]*\) ?)?"
    r"(?:უნდა )?(?:ჩამოყალიბდ|ამოღებულ|და ?ემატ|გაუქმდ|შეიცვალ|ძალადაკარგ)"
)
_OFFICE = (
    "პრეზიდენტი|პრემიერ ?- ?მინისტრი|მინისტრი|თავმჯდომარე|გამგებელი|მერი|დირექტორი|უფროსი|"
    "აუდიტორი|მოადგილე|შემსრულებელი|რწმუნებული|პროკურორი|მდივანი|სპიკერი|მეთაური|ხელმძღვანელი|"
    "გუბერნატორი|რექტორი|კომისარი|დამცველი"
)
_SURNAME = r"[ა-ჰ]{2,}(?:შვილი|ძე|ია|უა|ავა|ანი|ელი|ური|იანი|ული|აია|ვა|ეთი|უხი|ნტი|სკი|ოვი|ევი)"
_SIGNATURE = re.compile(
    rf"(?:[ა-ჰ-]+ ){{0,14}}(?:{_OFFICE}) ?[-,]? ?"
    rf"(?:(?:[ა-ჰ] ?\. ?){{1,2}}[ა-ჰ-]{{3,}}|(?P<first>[ა-ჰ]{{3,}}) (?P<last>{_SURNAME})) ?\.?"
    r"|(?:ბ-ნი )?(?!ქ ?\.)[ა-ჰ] ?\. ?(?:[ა-ჰ] ?\. ?)?[ა-ჰ-]{3,20} ?\.?"
)
# Words that end like surnames and stand in the names of posts and bodies.
_NO_NAME = re.compile(
    rf"(?:{_OFFICE})|პირველი|მრჩეველი|მთავარი|სახელმწიფო|სამსახური|დეპარტამენტი|განყოფილება|"
    r"საქართველოს|[ა-ჰ]+(?:ობის|ების|ტროს|ციის|იური|ული)|წევრი"
)


@dataclass(frozen=True, slots=True)
class Line:
    """``text[start:end]`` of the folded text; ``body`` is where the words after the label begin."""

    start: int
    end: int
    body: int
    label: str  # class of the label, "" where there is none
    value: str


def lines_of(text: str) -> list[Line]:
    """All lines that are not empty, with their labels read."""
    out: list[Line] = []
    place = 0
    for raw in text.split("\n"):
        end = place + len(raw)
        if raw and not raw.isspace():
            line = _line(text, place, end)
            whole = _broken_label(text, out[-1], line) if out else None
            if whole is not None:
                out[-1] = whole
                place = end + 1
                continue
            if out and _bare_label(out[-1]) and not line.label:
                line = Line(out[-1].start, end, line.start, out[-1].label, out[-1].value)
                out.pop()
            out.append(line)
        place = end + 1
    return out


def _broken_label(text: str, before: Line, line: Line) -> Line | None:
    """„ბ“ and „)“ on two lines: one label."""
    if before.end - before.start > 4 or not text.startswith(")", line.start):
        return None
    whole = _line(text, before.start, line.end, text[before.start : before.end] + ")")
    if not whole.label:
        return None
    return Line(before.start, line.end, line.start + 1, whole.label, whole.value)


def _bare_label(line: Line) -> bool:
    """A line that holds nothing but a label: its words stand on the next line."""
    return line.body >= line.end and line.label in (
        "roman",
        "arabic",
        "paren",
        "letter1",
        "letter2",
    )


def _line(text: str, start: int, end: int, mended: str = "") -> Line:
    found = _LABEL.match(mended + " ა") if mended else _LABEL.match(text, start, end)
    if found is None:
        return Line(start, end, start, "", "")
    kind = next(k for k in _CLASSES if found.group(k))
    value = found.group(kind)
    if kind == "article":
        value = found.group("anum") or _spelled(found.group("aword"))
        if not value or _ORDERED.match(text, found.end(), end):
            return Line(start, end, start, "", "")
    if kind == "letter":
        value = _RAISED.sub("^", value.replace(" ", ""))  # „ჰ 2 )“ is ჰ^2
        kind = f"letter{value.count('.') + 1}"
    return Line(start, end, found.end(), kind, value)


_CLASSES = (
    "article", "heading", "roman", "decimal", "arabic", "paren", "letter", "dotted", "bracket",
    "dash",
)  # fmt: skip


def _spelled(word: str) -> str:
    ordinal = read_word(word)
    return ordinal.value if ordinal else ""


def is_signature(text: str, line: Line) -> bool:
    """Whether the line is a signature: an office and a name, or initials and a surname.

    „ნინო ბაქრაძე - სამინისტროს უფროსის მოადგილე, კომისიის მდივანი“ is a person of a list.
    """
    if line.label or line.end - line.start > 110:
        return False
    found = _SIGNATURE.fullmatch(text, line.start, line.end)
    if found is None or " - " in found.group().replace("პრემიერ - ", ""):
        return False
    names = (found["first"], found["last"])
    return not any(name and _NO_NAME.fullmatch(name) for name in names)


def follows(label: str, value: str, last: str) -> bool:
    """Whether ``value`` is a natural next label after ``last`` in a class.

    >>> follows("letter1", "გ", "ბ"), follows("arabic", "4", "2"), follows("roman", "II", "I")
    (True, False, True)
    """
    if label in ("dash", "heading"):
        return True
    if label.startswith("letter"):
        head, _, tail = value.rpartition(".")
        last_head, _, last_tail = last.rpartition(".")
        if head != last_head:
            return tail == "ა"
        return _next_letter(tail, last_tail)
    if label == "roman":
        return _integer(value, roman=True) == _integer(last, roman=True) + 1
    base, _, prim = value.partition("^")
    last_base, _, last_prim = last.partition("^")
    if base == last_base:
        return bool(prim) and int(prim) == int(last_prim or 0) + 1
    return base.isdigit() and last_base.isdigit() and int(base) == int(last_base) + 1


def _next_letter(letter: str, last: str) -> bool:
    base, _, prim = letter.partition("^")
    last_base, _, last_prim = last.partition("^")
    if base == last_base:
        return bool(prim) and int(prim) == int(last_prim or 0) + 1
    if base in ALPHABET and last_base in ALPHABET:
        return ALPHABET.index(base) == ALPHABET.index(last_base) + 1
    return False


def _integer(value: str, *, roman: bool) -> int:
    try:
        return roman_to_int(value.partition("^")[0]) if roman else int(value)
    except ValueError:
        return -1


Held = TypeVar("Held")
LEAD = "lead-in"
_USUAL = ("roman", "arabic", "letter1")  # outermost first


class Stack(Generic[Held]):
    """The labels open at a place, outermost first, each with what it holds."""

    def __init__(self, root: Held) -> None:
        self.entries: list[tuple[str, str, Held]] = [("", "", root)]

    @property
    def top(self) -> Held:
        return self.entries[-1][2]

    def replace_top(self, held: Held) -> None:
        label, value, _ = self.entries[-1]
        self.entries[-1] = (label, value, held)

    def close_for(self, label: str, value: str) -> None:
        """Close the levels at and below that of a new label.

        Where two open levels share the class (items 1., 2. under a lead-in in point 6.), the
        label goes to the one it follows, the innermost first.
        """
        self.close_lead("")
        places = [at for at, (known, _, _) in enumerate(self.entries) if known == label]
        if label in ("article", "heading"):
            del self.entries[1:]
            return
        for at in reversed(places):
            if follows(label, value, self.entries[at][1]):
                del self.entries[at:]
                return
        barrier = next(
            (i for i, (k, v, _) in enumerate(self.entries) if k == LEAD and v == label), None
        )
        if barrier is not None:
            del self.entries[barrier + 1 :]
        elif places:
            del self.entries[places[-1] :]
        elif value not in ("I", "1", "ა"):
            self._close_below(label)

    def _close_below(self, label: str) -> None:
        """„II.“ where no „I.“ stands open: the copy lost it, and what is open was below it."""
        rank = _USUAL.index(label) if label in _USUAL else len(_USUAL)
        for at, (known, _, _) in enumerate(self.entries):
            if known in _USUAL and _USUAL.index(known) > rank:
                del self.entries[at:]
                return

    def lead(self, items: str, held: Held) -> None:
        """Open the level of a lead-in („გაუქმდეს:“); ``items`` is the class of its items."""
        self.entries.append((LEAD, items, held))

    def close_lead(self, items: str) -> None:
        """Close a lead-in of plain lines, or of the same items, with all below it."""
        for place, (known, value, _) in enumerate(self.entries):
            if known == LEAD and value == items:
                del self.entries[place:]
                return

    @property
    def plain_lead(self) -> bool:
        """Whether the items of the lead-in at the top are lines without labels."""
        return self.entries[-1][:2] == (LEAD, "")

    def push(self, label: str, value: str, held: Held) -> None:
        self.entries.append((label, value, held))

    def last(self, label: str) -> str | None:
        """The value of the open label of a class."""
        return next((v for known, v, _ in reversed(self.entries) if known == label), None)
