"""Provision citations: „67-ე მუხლის მე-4 და მე-6 ნაწილები, 68-ე მუხლი“ → paths.

A group is numbers and the noun they share („მე-4 და მე-6 ნაწილების“). A group nests under the
one before it when nothing stands between them; after a comma or „და“ it joins the level where
its own rank belongs. The case of the last noun says what is done with the unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from amendments import nominative
from amendments.annex_names import annex_name, names_annex, of_number
from amendments.cited import Cited, CitedToken
from amendments.documents import document_name
from amendments.folding import Folded
from amendments.levels import NESTED, OUTER, RANK, above, beside, is_nested
from amendments.numbering import index_lost, numbers_after, steps_of
from amendments.operations import Path, Step
from amendments.table_parts import ROW_OR_COLUMN, part_of_table
from amendments.tokens import Token
from amendments.unit_names import without_names

SAME = "="  # „ამავე მუხლის“: the number is that of the unit spoken of before


@dataclass(frozen=True, slots=True)
class Target:
    """One place that a phrase cites.

    ``document``: None, or the name as cited. ``annex``: steps that begin with an annex keep it
    as first step until the rule knows whether the annex itself is changed.
    """

    steps: Path = ()
    facet: str = "unit"
    case: str = ""
    act: Cited | None = None
    document: str | None = None
    start: int = 0
    end: int = 0
    norm: str = ""
    doubt: str = ""  # a second reading of a number, or why the target is not certain
    open_range: tuple[str, str] | None = None
    annex_name: str = ""


@dataclass(slots=True)
class Words:
    """Quoted words with the noun that announces them („სიტყვები „X““); ``case`` of the noun."""

    case: str
    quotes: list[Token] = field(default_factory=list)
    noun: str = ""
    place: str = ""  # „after“, „before“, „instead“ where the words are an anchor
    target: int = 0  # how many targets stood before these words


@dataclass(slots=True)
class Phrase:
    """A stretch of instruction read into places, words, keys and what no rule knows."""

    targets: list[Target] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    act: Cited | None = None
    unknown: list[Token] = field(default_factory=list)
    anchor: list[Target] = field(default_factory=list)  # „მე-2 პუნქტის შემდეგ“
    anchor_side: str = ""  # „after“, „before“, or „between“ the two of them
    bare: list[Token] = field(default_factory=list)  # quotes without an announcing noun

    def with_case(self, *cases: str) -> list[Target]:
        return [target for target in self.targets if target.case in cases]


@dataclass(slots=True)
class _Group:
    kind: str
    numbers: list[Step]
    case: str
    start: int
    end: int
    name: str = ""
    doubt: str = ""
    open_range: tuple[str, str] | None = None
    headed: bool = False  # the noun is that of its heading or text, the unit a genitive above it


WHOSE = OUTER + "whose"  # a doubt: „მე-5 მუხლის პირველი პუნქტი და სათაური“
NOT_TOLD = OUTER + "place"  # a doubt: the place is named where the sentence is not read
_HEADED = frozenset({"book", "part", "chapter", "subchapter", "article", "annex"})
_IGNORED_WORDS = frozenset(
    """ასევე აგრეთვე შესაბამისად შესაბამისი მოქმედი არსებული ტექსტში ნორმატიული შემდგომში
    ზემოაღნიშნული აქტების აქტებში აქტის აქტი რიგით დღეიდან მისი მათი კერძოდ ქვემოთ
    მოყვანილი როგორც ტექსტშია ამოქმედების დღიდან ამოქმედებისთანავე ამოქმედებიდან
    გამოქვეყნებისთანავე გამოქვეყნების გამოქვეყნებიდან ძალაში შესვლის მიღებისთანავე მიღების
    შესვლისთანავე მომენტიდან იურიდიულად ძირითადი ვინაიდან ამასთან ამასთანავე""".split()
)


class _Reader:
    def __init__(self, view: Folded) -> None:
        self.view = view
        self.phrase = Phrase()
        self.paths: list[Path] = []
        self.last: _Group | None = None
        self.separated = False
        self.document: str | None = None
        self.facet = "unit"
        self.start = 0
        self.annex_name = ""
        self.norm = ""
        self.emitted = False
        self.unsaid = False  # whether the heading of the act or of a unit before is meant

    def flush(self, case: str | None = None) -> None:
        """The chain read so far becomes targets."""
        if self.emitted or (not self.paths and self.facet == "unit" and self.last is None):
            return
        self.emitted = True
        last = self.last
        for path in self.paths or [()]:
            self.phrase.targets.append(
                Target(
                    path,
                    self.facet,
                    case or (last.case if last else ""),
                    self.phrase.act,
                    self.document,
                    self.start,
                    last.end if last else self.start,
                    self.norm,
                    WHOSE if self.unsaid else _doubt_of(last, path),
                    last.open_range if last else None,
                    self.annex_name,
                )
            )
        self.facet, self.norm, self.unsaid = "unit", "", False

    def attach(self, group: _Group) -> None:
        last = self.last
        if self.facet != "unit" and self.separated and last is not None and last.case == "nom":
            self.flush()  # „სათაური და პირველი პუნქტი“: the heading is said
        if not self.paths or self.last is None:
            base: list[Path] = [()]
            self.start = group.start
        elif not self.separated:
            base = self.paths
            if not group.doubt and self.last.doubt:
                group.doubt = OUTER + self.last.doubt.removeprefix(OUTER)
        else:
            self.flush()
            same = group.kind == self.last.kind
            named = self.last.case == "nom" and bool(self.last.kind)
            # „მე-4 მუხლის სათაური და პირველი პუნქტი“: the genitive holds for both
            inner = self.last.kind == "annex" or RANK[group.kind] > RANK["article"]
            named = named and not (self.last.headed and inner)
            base = list(
                dict.fromkeys(
                    beside(path, group.numbers)
                    if same
                    else above(path[:-1] if named else path, group.kind)
                    for path in self.paths
                )
            )
            if same and is_nested(base, group.numbers):
                group.doubt = group.doubt or NESTED
            self.start = group.start
        if group.kind == "annex":
            self.annex_name = group.name
        self.paths = [(*path, step) for path in base for step in group.numbers]
        self.last = group
        self.separated = self.emitted = False

    def nests_in(self, kind: str) -> bool:
        """Whether the next group stands under a unit of a kind, nothing between them."""
        last = self.last
        return last is not None and last.kind == kind and last.case == "gen" and not self.separated

    def pause(self) -> None:
        """The chain is said; what follows may still stand below its outer units."""
        self.flush()
        self.separated = True

    def close(self) -> None:
        self.flush()
        self.paths, self.last, self.separated, self.emitted = [], None, False, False


def _doubt_of(group: _Group | None, path: Path) -> str:
    """The doubt of one path: of several numbers only the one that can be read in two ways."""
    if group is None or len(group.numbers) < 2 or group.doubt.startswith(OUTER):
        return group.doubt if group else ""
    readings = group.doubt.split("|")
    known = any(number in readings for _, number in group.numbers)
    return "" if known and path[-1][1] not in readings else group.doubt


def read_phrase(tokens: list[Token], view: Folded) -> Phrase:
    """Read a stretch of tokens (no verb among them) into a :class:`Phrase`."""
    tokens = without_names(tokens)
    reader = _Reader(view)
    phrase = reader.phrase
    index = 0
    numbers: list[Token] = []
    words: Words | None = None
    while index < len(tokens):
        token = tokens[index]
        kind = token.kind
        if kind not in ("quote", "mark", "conj", "number", "paren"):
            words = None
        if kind == "number":
            if words is not None and token.series in ("letter", "quoted", "plain"):
                words.quotes.append(token)
            else:
                words = None
                numbers.append(token)
        elif kind in ("mark", "conj"):
            if numbers:
                numbers.append(token)
            elif token.value in (",", "და", "აგრეთვე", "ასევე", "ან", ";", "ან/და", "-"):
                reader.separated = True
        elif kind == "unit":
            index = _unit(tokens, index, numbers, reader)
            numbers = []
        elif kind == "facet" and _of_norm(tokens, index, view):
            phrase.unknown.append(tokens[index - 1])
        elif kind == "facet" and _announces_words(tokens, index, reader):
            words = Words(token.case, noun=token.value, target=_count(reader))
            phrase.words.append(words)
        elif kind == "facet":
            _facet(token, reader)
        elif kind == "norm":
            reader.norm = token.value
            if reader.last is not None:
                reader.last.case = token.case
        elif kind == "cited":
            reader.close()
            _cited(token, reader)
        elif kind == "document":
            index = _document(tokens, index, reader)
        elif kind == "phrase":
            words = Words(token.case, noun=token.value, target=_count(reader))
            phrase.words.append(words)
        elif kind == "quote":
            if words is not None:
                words.quotes.append(token)
            else:
                phrase.bare.append(token)
        elif kind == "key" and token.value == "approved" and _ends_in(reader, "ins"):
            index = _approved(tokens, index, reader)
        elif kind == "key":
            _key(token, reader, words)
            if token.value in ("after", "before", "instead") and phrase.words:
                last = phrase.words[-1]
                if not last.place and _directly(tokens, index, last):
                    last.place = token.value
        elif kind == "paren" or (token.value == "შორის" and _between(reader)):
            pass
        elif kind in ("word", "latin") and token.value not in _IGNORED_WORDS:
            phrase.unknown.append(token)
        index += 1
    leftover = [t for t in numbers if t.kind == "number"]
    phrase.unknown.extend(leftover)
    reader.close()
    return phrase


def _of_norm(tokens: list[Token], index: int, view: Folded) -> bool:
    """„მე-3 მუხლის ნორმატიული შინაარსი“: what a norm says, which is none of its words."""
    before = tokens[index - 1].value if index else ""
    return before == "ნორმატიული" and view.text.startswith("შინაარს", tokens[index].start)


def _announces_words(tokens: list[Token], index: int, reader: _Reader) -> bool:
    """„ბრძანებაში დასახელება „X“ შეიცვალოს დასახელებით „Y““: a name met in the text."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.value != "heading" or following is None or following.kind != "quote":
        return False
    if token.case == "ins":
        return any(w.noun == "heading" for w in reader.phrase.words) or not reader.paths
    return token.case == "nom" and reader.last is not None and reader.last.case == "loc"


def _count(reader: _Reader) -> int:
    reader.pause()
    return len(reader.phrase.targets)


def _directly(tokens: list[Token], index: int, words: Words) -> bool:
    """Whether the key stands right behind the quoted words."""
    at = index - 1
    while at >= 0 and tokens[at].kind == "mark":
        at -= 1
    return bool(words.quotes) and at >= 0 and tokens[at] is words.quotes[-1]


def _key(token: Token, reader: _Reader, words: Words | None) -> None:
    phrase = reader.phrase
    phrase.keys.add(token.value)
    said = reader.last is not None and not reader.emitted
    if token.value in ("after", "before") and words is None and said:
        reader.pause()
        phrase.anchor = [t for t in phrase.targets if t.end == phrase.targets[-1].end]
        phrase.targets = phrase.targets[: len(phrase.targets) - len(phrase.anchor)]
        phrase.anchor_side = token.value
    elif token.value == "content":
        reader.pause()


def _between(reader: _Reader) -> bool:
    """„მე-3 და მე-4 მუხლებს შორის“, „მე-3 მუხლსა და მე-4 მუხლს შორის“: the two are the place."""
    phrase = reader.phrase
    if reader.last is None or reader.emitted:
        return False
    reader.pause()
    ends = phrase.targets[-2:]
    alike = {(t.steps[:-1], t.steps[-1][0], t.case, t.document, t.facet) for t in ends if t.steps}
    if len(ends) < 2 or len(alike) > 1 or any(t.case != "dat" or t.doubt for t in ends):
        return False
    phrase.anchor, phrase.anchor_side = ends, "between"
    phrase.targets = phrase.targets[:-2]
    return True


def _facet(token: Token, reader: _Reader) -> None:
    beside = reader.facet != "unit" and reader.separated
    if beside:
        reader.flush()  # „მე-5 მუხლის სათაურსა და ტექსტში“: both are the article's
    elif reader.last is not None and reader.separated and reader.last.case != "gen":
        unsaid = any(kind in _HEADED for path in reader.paths for kind, _ in path)
        reader.close()
        reader.unsaid = unsaid
    reader.facet = token.value
    if reader.emitted:
        reader.emitted = False
        if reader.separated and not (beside and token.value != "preamble"):
            reader.paths = []
    if reader.last is None:
        reader.last = _Group("", [], token.case, token.start, token.end)
        reader.start = token.start
    else:
        reader.last = replace_case(reader.last, token)
    reader.separated = False


def replace_case(group: _Group, token: Token) -> _Group:
    """The group as it ends in another noun."""
    doubt = group.doubt if group.doubt == ROW_OR_COLUMN else ""
    return replace(group, case=token.case, end=token.end, doubt=doubt, open_range=None, headed=True)


def _cited(token: Token, reader: _Reader) -> None:
    assert isinstance(token, CitedToken)
    assert token.cited is not None
    cited = token.cited
    phrase = reader.phrase
    if phrase.act is not None and not phrase.act.local and cited.local:
        document = cited.document or (None if cited.own else phrase.act.document)
        cited = replace(phrase.act, case=cited.case, plural=cited.plural, document=document)
    phrase.act = cited
    reader.document = cited.document or None
    reader.emitted = False
    reader.paths, reader.start = [()], token.start
    reader.last = _Group("", [], cited.case, token.start, token.end)
    reader.separated = False


def _ends_in(reader: _Reader, case: str) -> bool:
    return reader.last is not None and not reader.emitted and reader.last.case == case


def _approved(tokens: list[Token], index: int, reader: _Reader) -> int:
    """„… პირველი პუნქტით დამტკიცებული X“: the provision that approved is no target, X is."""
    reader.paths, reader.last = [], None
    found = document_name(tokens, index + 1, reader.view, approved=True)
    if found is None:
        return index
    stop, reader.document, case, _ = found
    reader.emitted = reader.separated = False
    reader.paths, reader.start = [()], tokens[index].start
    reader.last = _Group("", [], case, tokens[index].start, tokens[stop - 1].end)
    return stop - 1


def _document(tokens: list[Token], index: int, reader: _Reader) -> int:
    token = tokens[index]
    if token.case in ("stem", "ins", "erg", "adv"):
        reader.phrase.unknown.append(token)
        return index
    reader.close()
    found = document_name(tokens, index, reader.view)
    stop, name = (found[0], found[1]) if found else (index + 1, token.value)
    if found and found[2] != token.case:
        stop, name = index + 1, token.value
    first = _name_start(tokens, index)
    if first < index:
        name = nominative.name(reader.view.text[tokens[first].start : token.end])
        taken = {t.start for t in tokens[first:index]}
        unknown = reader.phrase.unknown
        unknown[:] = [t for t in unknown if t.start not in taken]
        stop = index + 1
    reader.document = name
    reader.emitted = False
    reader.paths, reader.start = [()], token.start
    reader.last = _Group("", [], token.case, token.start, tokens[stop - 1].end)
    reader.separated = False
    return stop - 1


def _name_start(tokens: list[Token], index: int) -> int:
    """First token of the name that a document's noun ends: „პირთა მიერ დეკლარირების წესში“."""
    first = index
    while first and _in_name(tokens[first - 1]):
        first -= 1
    while first < index and (tokens[first].kind != "word" or tokens[first].value in _IGNORED_WORDS):
        first += 1
    before = tokens[first - 1] if first else None
    of_act = before is not None and before.kind == "cited" and before.case != "nom"
    whole = (before is None or of_act) and tokens[first].value != "დღემდე"
    return first if whole else index


def _in_name(token: Token) -> bool:
    if token.kind == "document":
        return token.case == "gen"
    return token.kind in ("word", "latin") or token.value == "და"


def _unit(tokens: list[Token], index: int, before: list[Token], reader: _Reader) -> int:
    """A unit noun with the numbers before it, or those after it („დანართი №1“, „მუხლი 26“)."""
    token = tokens[index]
    case, end = token.case, token.end
    numbers = list(before)
    name_start = numbers[0].start if numbers else token.start
    if not numbers or not any(t.kind == "number" for t in numbers):
        numbers, stop = numbers_after(tokens, index, reader.view)
        if numbers:
            index = stop
            end = numbers[-1].end
            case = next((t.case for t in reversed(numbers) if t.case), case)
    kind = token.value
    first = next((t for t in numbers if t.kind == "number"), None)
    if kind == "point" and first is not None and first.series == "letter":
        kind = "subpoint"
    elif reader.nests_in("point") and reader.view.text.startswith("ნაწილ", token.start):
        kind = "paragraph"  # „მე-7 პუნქტის მეორე ნაწილი“: a part of a numbered point
    unsure = ""
    if kind == "row":
        outer = next((k for k in ("row", "column") if reader.nests_in(k)), "")
        kind, unsure = part_of_table(tokens, index, outer, reader.view)
    steps, doubt, open_range = steps_of(kind, numbers)
    doubt = unsure or doubt
    if not doubt and token.plural and len(numbers) == 1 and numbers[0].value.count(".") > 1:
        doubt = f"{numbers[0].value}|a list"  # „1.2.3.7 პუნქტები“
    if not doubt and index_lost(token, numbers):
        value = numbers[0].value
        doubt = f"{value}|{value[:-1]}^{value[-1]}"
    before_key = tokens[index - 1] if index else None
    if not numbers and before_key is not None and before_key.kind == "key":
        steps = [(kind, SAME)] if before_key.value in ("same", "this") else steps
    if case == "stem":
        case = "nom"
    name = ""
    if kind == "annex":
        name = annex_name(numbers, name_start, token, end, reader.view)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            following is not None
            and following.kind == "paren"
            and names_annex(following, reader.view)
        ):
            name += " " + reader.view.text[following.start : following.end]
    group = _Group(kind, steps, case, name_start, end, name, doubt, open_range)
    reader.attach(group)
    return index


def settle_document(target: Target, *, changed: bool) -> Target:
    """An annex above other units, or one that is only the place of a change, is the document.

    ``changed``: the annex itself is given anew or removed, and stays a unit.
    """
    steps = target.steps
    place = next((i for i, step in enumerate(steps) if step[0] == "annex"), None)
    if place is None:
        return target
    if place == len(steps) - 1 and changed and target.facet == "unit":
        return replace(target, facet="annex")
    number = steps[place][1]
    name = f"დანართი №{number}" if number else "დანართი"
    if target.annex_name:
        name = of_number(target.annex_name, number)
    return replace(target, steps=steps[place + 1 :], document=name)
