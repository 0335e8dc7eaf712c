"""A sentence of the instruction cut into clauses, one verb each.

Before the verb stands what it governs („მე-3 პუნქტი ამოღებულ იქნეს“) or only the place, and the
rest follows („მე-6 მუხლიდან ამოღებულ იქნეს მე-4 პუნქტი“). The cut between two verbs is „ხოლო“,
a semicolon, or the „და“ after what the first verb still governs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from amendments.tokens import Token


@dataclass(slots=True)
class Clause:
    """``left`` and ``right``: the tokens that belong to the verb. ``joined``: by a bare „და“."""

    verb: Token
    left: list[Token] = field(default_factory=list)
    right: list[Token] = field(default_factory=list)
    joined: bool = False

    @property
    def start(self) -> int:
        return min([t.start for t in (*self.left, self.verb)])

    @property
    def end(self) -> int:
        return max([t.end for t in (*self.right, self.verb)])


def split(tokens: list[Token]) -> list[Clause]:
    """The clauses of a sentence; tokens before the first verb belong to it."""
    verbs = [i for i, token in enumerate(tokens) if token.kind == "verb"]
    clauses: list[Clause] = []
    begin = 0
    for order, at in enumerate(verbs):
        left = _trim(tokens[begin:at])
        until = verbs[order + 1] if order + 1 < len(verbs) else len(tokens)
        between = tokens[at + 1 : until]
        if order + 1 == len(verbs):
            cut = _stop(between)
        else:
            cut = _cut(tokens[at].value, left, between)
        right = _trim(between[:cut])
        joined = bool(clauses) and not left
        clauses.append(Clause(tokens[at], left, right, joined))
        begin = at + 1 + cut
    return clauses


def _trim(tokens: list[Token]) -> list[Token]:
    first, last = 0, len(tokens)
    while first < last and (tokens[first].kind in ("conj", "but", "mark")):
        first += 1
    while first < last and tokens[last - 1].kind in ("conj", "but", "mark"):
        last -= 1
    return tokens[first:last]


def _stop(tokens: list[Token]) -> int:
    """The end of the last clause: everything."""
    return len(tokens)


def _cut(verb: str, left: list[Token], between: list[Token]) -> int:
    """How many of the tokens between two verbs belong to the first."""
    for kind, values in (("but", None), ("mark", ";.\n")):
        for i, token in enumerate(between):
            if token.kind == kind and (values is None or token.value in values):
                return i
    if not _trim(between):
        return 0
    if verb == "frame":
        return _frame_cut(between)
    governed = any(
        token.kind in ("unit", "facet", "cited", "phrase") and token.case in ("nom", "stem")
        for token in left
    )
    if verb in ("remove", "substitute", "repeal", "suspend") and governed:
        return _leading_keys(between)
    if verb == "renumber":
        return _after(between, lambda t: t.kind in ("unit", "facet") and t.case == "adv")
    if verb == "change":
        return _after(between, lambda t: t.kind in ("quote", "number"), last=True)
    last = [i for i, t in enumerate(between) if t.kind == "conj"]
    if last and last[-1] == len(between) - 1:
        return last[-1]
    return _after(
        between, lambda t: t.kind in ("unit", "quote", "facet", "cited") and t.case in ("nom", "")
    )


def _leading_keys(between: list[Token]) -> int:
    """„შემდეგი რედაქციით“ right behind the verb belongs to it."""
    i = 0
    while i < len(between) and between[i].kind == "key" and between[i].value in (
        "following", "wording", "content", "new", "attached",
    ):  # fmt: skip
        i += 1
    return i


def _after(between: list[Token], wanted, *, last: bool = False) -> int:  # type: ignore[no-untyped-def]
    places = [i for i, token in enumerate(between) if wanted(token)]
    if not places:
        conj = [i for i, t in enumerate(between) if t.kind == "conj"]
        return conj[0] if conj else len(between)
    end = (places[-1] if last else places[0]) + 1
    if last:
        while places and any(t.kind == "conj" for t in between[places[0] : places[-1]]):
            places.pop()
        end = places[-1] + 1
        return end
    while end < len(between):
        rest = between[end:]
        if rest[0].kind in ("conj", "mark") and any(
            t.kind in ("unit", "quote") and t.case in ("nom", "") for t in rest[1:3]
        ) and not any(t.kind == "unit" and t.case not in ("nom", "") for t in rest):
            following = next(
                i for i, t in enumerate(rest) if t.kind in ("unit", "quote")
            )
            end += following + 1
        else:
            break
    return end


def _frame_cut(between: list[Token]) -> int:
    """After „ცვლილება(ები) [და დამატება(ები)] [X-ში]“, before the next instruction."""
    seen = False
    for i, token in enumerate(between):
        if token.kind == "key" and token.value == "amendment":
            seen = True
        elif token.kind == "key" and token.value == "namely":
            return i + 1
        elif token.kind == "mark" and token.value in ":" and seen:
            return i + 1
        elif token.kind in ("conj", "mark") and seen and token.value in ("და", ",", "-"):
            following = between[i + 1] if i + 1 < len(between) else None
            if following is not None and following.kind == "key" and following.value in (
                "amendment", "following", "new",
            ):  # fmt: skip
                continue
            return i
    return len(between) if not seen else len(between)
