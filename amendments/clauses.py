"""A sentence of the instruction cut into clauses, one verb each.

Before the verb stands what it governs („მე-3 პუნქტი ამოღებულ იქნეს“) or only the place, and the
rest follows („მე-6 მუხლიდან ამოღებულ იქნეს მე-4 პუნქტი“). The cut between two verbs is „ხოლო“,
a semicolon, or the „და“ after what the first verb still governs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from amendments.lexicon import MODAL
from amendments.tokens import Token


@dataclass(slots=True)
class Clause:
    """``left`` and ``right``: the tokens that belong to the verb. ``joined``: by a bare „და“."""

    verb: Token
    left: list[Token] = field(default_factory=list)
    right: list[Token] = field(default_factory=list)
    joined: bool = False
    norm: bool = False  # „შეიძლება შეჩერდეს ან გაუქმდეს“: the modal of the first verb governs both

    @property
    def start(self) -> int:
        return min([t.start for t in (*self.left, self.verb)])

    @property
    def end(self) -> int:
        return max([t.end for t in (*self.left, self.verb, *self.right)])


def split(tokens: list[Token]) -> list[Clause]:
    """The clauses of a sentence; tokens before the first verb belong to it."""
    verbs = [i for i, token in enumerate(tokens) if token.kind == "verb"]
    clauses: list[Clause] = []
    begin = 0
    for order, at in enumerate(verbs):
        begin = _sentence_start(tokens, begin, at)
        left = _trim(tokens[begin:at])
        until = verbs[order + 1] if order + 1 < len(verbs) else len(tokens)
        between = tokens[at + 1 : until]
        last = order + 1 == len(verbs)
        cut = _sentence_end(between) if last else _cut(tokens[at].value, left, between)
        if not last and tokens[at].value == "renumber":
            cut = max(cut, _renumbered(between, tokens[until].value))
        right = _trim(between[:cut])
        joined = bool(clauses) and not left
        norm = joined and (clauses[-1].norm or any(t.value in MODAL for t in clauses[-1].left))
        clauses.append(Clause(tokens[at], left, right, joined, norm))
        begin = at + 1 + cut
    return clauses


def _trim(tokens: list[Token]) -> list[Token]:
    first, last = 0, len(tokens)
    while first < last and (tokens[first].kind in ("conj", "but", "mark")):
        first += 1
    while first < last and tokens[last - 1].kind in ("conj", "but", "mark"):
        last -= 1
    return tokens[first:last]


_ABBREVIATIONS = frozenset("მუხ გვ ქ სსმ ე წ ს კვ ბ-ნი ქ-ნი ც კ გ დ ა ბ ო რ ი მ თ ნ ლ ზ შ".split())


def _is_stop(tokens: list[Token], at: int) -> bool:
    """Whether a full stop ends a sentence."""
    if tokens[at].kind != "mark" or tokens[at].value != "." or not at:
        return False
    before = tokens[at - 1]
    if before.kind == "word" and before.value in _ABBREVIATIONS:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    inside = before.kind == "word" and after is not None and after.kind == "word"
    return not (
        inside and after and before.end == tokens[at].start and after.start == before.end + 1
    )


def _sentence_start(tokens: list[Token], begin: int, at: int) -> int:
    for place in range(at - 1, begin, -1):
        if _is_stop(tokens, place):
            return place + 1
    return begin


def _sentence_end(tokens: list[Token]) -> int:
    for place in range(1, len(tokens)):
        if _is_stop(tokens, place):
            return place
    return len(tokens)


def _cut(verb: str, left: list[Token], between: list[Token]) -> int:
    """How many of the tokens between two verbs belong to the first."""
    for kind, values in (("but", None), ("mark", ";.")):
        for i, token in enumerate(between):
            if token.kind == kind and (values is None or token.value in values):
                return i
    if not _trim(between):
        return 0
    if verb == "frame":
        return _frame_cut(between)
    governed = any(_nominative(left, i) for i in range(len(left)))
    if verb in ("suspend", "resume", "limit"):  # „მე-2 პუნქტის მოქმედება შეჩერდეს“
        governed = governed or any(token.kind in ("unit", "cited") for token in left)
    if verb in ("remove", "substitute", "repeal", "suspend", "resume", "limit") and governed:
        return _leading_keys(between)
    return _object_cut(between)


def _renumbered(between: list[Token], following: str) -> int:
    """How many of the tokens behind „ჩაითვალოს“ still tell new numbers: „… მე-6 პუნქტად, ხოლო მე-5
    პუნქტი – მე-7 პუნქტად“. A following verb that may govern a new number itself („მე-2 პუნქტად
    დაემატოს“) leaves only what is told with a dash."""
    cut = 0
    for i, token in enumerate(between):
        if token.kind != "unit" or token.case != "adv":
            continue
        told = between[cut:i]
        dash = any(t.kind == "mark" and t.value in "-–—−" for t in told)
        if following not in ("renumber", "insert") or dash:
            cut = i + 1
    return cut


def _nominative(tokens: list[Token], at: int) -> bool:
    """Whether a noun stands in the nominative; „დანართი №1-იდან“ carries its case on the number."""
    token = tokens[at]
    if token.kind not in ("unit", "facet", "cited", "phrase") or token.case not in ("nom", "stem"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.kind != "number" or not following.case


def _object_cut(between: list[Token]) -> int:
    """After what the first verb governs: the last separator behind a whole object.

    What follows it is the place („ამავე მუხლიდან“) or the object of the next verb.
    """
    cut = 0
    for i, token in enumerate(between):
        if token.kind not in ("conj", "mark") or i == 0:
            continue
        if _ends_object(between[i - 1]):
            cut = i
    if cut and _trim(between[cut:]):
        return cut
    return len(between)


def _ends_object(token: Token) -> bool:
    if token.kind in ("unit", "facet", "cited", "document"):
        return token.case in ("nom", "adv", "stem", "ins")
    return token.kind in ("quote", "paren") or (token.kind == "number" and not token.case)


def _leading_keys(between: list[Token]) -> int:
    """„შემდეგი რედაქციით“ right behind the verb belongs to it."""
    i = 0
    while i < len(between) and between[i].kind == "key" and between[i].value in (
        "following", "wording", "content", "new", "attached",
    ):  # fmt: skip
        i += 1
    return i


def _frame_cut(between: list[Token]) -> int:
    """After „ცვლილება(ები) [და დამატება(ები)] [X-ში]“, before the next instruction."""
    seen = False
    for i, token in enumerate(between):
        if token.kind == "key" and token.value == "amendment":
            seen = True
        elif (token.kind == "key" and token.value == "namely") or (
            token.kind == "mark" and token.value in ":" and seen
        ):
            return i + 1
        elif token.kind in ("conj", "mark") and seen and token.value in ("და", ",", "-"):
            following = between[i + 1] if i + 1 < len(between) else None
            if following is not None and following.kind == "key" and following.value in (
                "amendment", "following", "new",
            ):  # fmt: skip
                continue
            return i
    return len(between)


def is_lead_of_change(clause: Clause, opens: bool) -> bool:
    """„დებულების 136-ე მუხლი შეიცვალოს, კერძოდ:“: the place of what follows.

    ``opens``: something follows the sentence; else it orders a change without saying which.
    """
    words = any(t.kind in ("phrase", "quote") for t in (*clause.left, *clause.right))
    units = any(t.kind == "unit" for t in (*clause.left, *clause.right))
    return opens and clause.verb.value == "change" and units and not words


def one_change(clause: Clause, following: Clause) -> Clause | None:
    """Two clauses of one change as one: a unit changed „და ჩამოყალიბდეს“, words taken out „და მის
    ნაცვლად ჩაიწეროს“ others. None: each is a change of its own."""
    if _restates(clause, following):
        return _merged(clause, following)
    return _replaced(clause, following)


def _replaced(clause: Clause, following: Clause) -> Clause | None:
    """„სიტყვა „X“ ამოღებულ იქნეს და მის ნაცვლად ჩაიწეროს სიტყვა „Y““ as „შეიცვალოს სიტყვით „Y““."""
    instead = [t.value for t in following.left if t.kind not in ("mark", "conj")]
    verbs = clause.verb.value == "remove" and following.verb.value in ("change", "insert")
    if not verbs or instead not in (["მის", "instead"], ["მათ", "instead"]):
        return None
    right = [replace(t, case="ins") if t.kind == "phrase" else t for t in following.right]
    verb = replace(following.verb, value="change", start=clause.verb.start, end=following.verb.end)
    return Clause(verb, [*clause.left, *clause.right], right)


def _restates(clause: Clause, following: Clause) -> bool:
    """„… და [პუნქტი] ჩამოყალიბდეს შემდეგი რედაქციით“ after another verb: one change."""
    if following.verb.value != "substitute":
        return False
    if clause.verb.value not in ("change", "remove", "insert", "repeal"):
        return False
    if clause.verb.value == "repeal" and not following.left:
        last = clause.left[-1] if clause.left else None
        if last is None or last.kind != "unit" or last.case != "nom" or clause.right:
            return False
    words = [t for t in following.left if t.kind not in ("mark", "conj")]
    if not words:
        return True
    return all(
        (t.kind == "unit" and t.case == "nom")
        or (t.kind == "key" and t.value in ("it", "same", "this"))
        for t in words
    )


def renumbers_and_restates(clause: Clause, following: Clause) -> bool:
    return (
        clause.verb.value == "renumber"
        and following.verb.value == "substitute"
        and not following.left
    )


def adds_and_numbers(clause: Clause, following: Clause) -> bool:
    """„… დაემატოს შემდეგი შინაარსის მე-2 პუნქტი და არსებული ტექსტი ჩაითვალოს პირველ პუნქტად:
    „2. …““: the new text is that of the new unit."""
    adds = clause.verb.value == "insert" and _of_units(clause)
    adds = adds and any(t.kind == "unit" and t.case == "nom" for t in clause.right)
    tokens = (*following.left, *following.right)
    said = any(t.kind == "key" and t.value in ("wording", "content") for t in tokens)
    return adds and following.verb.value == "renumber" and not said


def share_new_text(clause: Clause, following: Clause) -> bool:
    """„მე-2 პუნქტი ჩამოყალიბდეს … რედაქციით და დაემატოს მე-3 პუნქტი: „2. … 3. …““: one for both."""
    given = all(c.verb.value in ("substitute", "insert") for c in (clause, following))
    return given and _of_units(clause) and _of_units(following)


def _of_units(clause: Clause) -> bool:
    """Whether a clause names no words and no annex that holds its new text."""
    tokens = (*clause.left, *clause.right)
    return not any(t.kind in ("phrase", "quote") or t.value == "attached" for t in tokens)


def _merged(clause: Clause, following: Clause) -> Clause:
    """One clause of the two: the unit of the first, the wording of the second."""
    verb = replace(following.verb, value="substitute")
    if clause.verb.value == "insert" and not any(
        t.kind == "phrase" for t in (*clause.left, *clause.right)
    ):
        verb = replace(following.verb, value="insert")
    tokens = [*clause.left, *clause.right]
    if verb.value == "substitute" and any(t.kind == "phrase" for t in tokens):
        tokens = _before_words(tokens)
    if verb.value == "substitute":  # „დანართიდან „ცნობა“ ამოღებულ იქნეს და ჩამოყალიბდეს …“
        tokens = [t for t in tokens if t.kind != "quote"]
    left = clause.left if verb.value == "insert" else tokens
    right = [*clause.right, *following.right] if verb.value == "insert" else following.right
    joined = Clause(verb, left, right)
    joined.verb = replace(verb, start=clause.verb.start, end=following.verb.end)
    return joined


def _before_words(tokens: list[Token]) -> list[Token]:
    """The citation before „სიტყვები“; its last noun counts as the unit restated."""
    at = next(i for i, t in enumerate(tokens) if t.kind == "phrase")
    return _trim(tokens[:at])
