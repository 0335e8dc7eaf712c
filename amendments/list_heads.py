"""What the head of a list says of all its items: who issued them, and of what kind they are.

„ძალადაკარგულად ჩაითვალოს საქართველოს ცენტრალური საარჩევნო კომისიის:“; „… ხონის საკრებულოს შემდეგი
დადგენილებები:“. The title of an act may say the same of its only list.
"""

from __future__ import annotations

import re
from dataclasses import replace

from amendments import lexicon, nominative
from amendments.acts_cited import fold_citations
from amendments.citation import Target, read_phrase
from amendments.cited import Cited, CitedToken
from amendments.clauses import Clause
from amendments.folding import Folded
from amendments.frames import Frame, is_foreign
from amendments.issuers import issuer, issuer_start
from amendments.outline import Line
from amendments.tokens import Token, tokenize

_LAWS = ("კანონი", "კოდექსი", "კონსტიტუცია")
# „გ) სახელმწიფო საზღვრის დაცვის დეპარტამენტის ნაწილში:“
_LIMITS = re.compile(r"(?<![ა-ჰ])(?:ნაწილში|ნაწილით|ნაწილობრივ|გარდა|მხოლოდ|გამორიცხვით)(?![ა-ჰ])")
_OF_TITLE = re.compile(
    r"[„,\" ]*(?P<issuer>[ა-ჰ-]+(?: [ა-ჰ-]+){0,9}) (?:ზოგიერთი|რიგი) (?P<kind>[ა-ჰ]+) "
    r"(?:ნაწილობრივ )?(?:ძალა?დაკარგულად|გაუქმებ)"
)


def head_of_list(clause: Clause, view: Folded) -> tuple[str | None, str]:
    """Issuer (nominative) and kind that a lead-in names for its items; None and "" without any."""
    tokens = _without_end(clause.right or clause.left)
    kind = ""
    last = tokens[-1] if tokens else None
    if isinstance(last, CitedToken) and last.plural and last.cited and last.cited.local:
        kind = last.cited.kind
        tokens = _without_end(tokens[:-1])
    first = issuer_start(tokens, len(tokens), view) if tokens else 0
    words = view.text[tokens[first].start : tokens[-1].end] if first < len(tokens) else ""
    return (issuer(words, kind) if nominative.ends_in_issuer(words) else None), kind


def head_of_item(clause: Clause, words: str, view: Folded, frame: Frame) -> Frame | None:
    """The frame below „ბ) სასაზღვრო დეპარტამენტის ნაწილში:“, „გ) ფინანსთა მინისტრის:“, or None."""
    if any(token.kind in ("quote", "number", "phrase", "date") for token in clause.left):
        return None
    limit = words.strip(" :-") if _LIMITS.search(words) else ""
    issued, kind = head_of_list(clause, view) if not limit else (None, "")
    if not (limit or issued or kind):
        return None
    return replace(
        frame,
        issuer=issued or frame.issuer,
        kind=kind or frame.kind,
        limit=limit or frame.limit,
    )


def head_of_title(title: str) -> tuple[str | None, str]:
    """„პრეზიდენტის ზოგიერთი ბრძანებულების ძალადაკარგულად გამოცხადების შესახებ“."""
    found = _OF_TITLE.match(title)
    if found is None or not nominative.ends_in_issuer(found["issuer"]):
        return None, ""
    word = lexicon.ACTS.get(found["kind"])
    return (issuer(found["issuer"], word[0]), word[0]) if word else (None, "")


def told_by(head: tuple[str | None, str], target: Target) -> Target:
    """The target with the issuer or kind that its citation leaves to the head of the list."""
    act, (who, kind) = target.act, head
    if act is None or act.local or act.own:
        return target
    known = replace(act, kind=act.kind or kind)
    if _lacks_issuer(known) and (not kind or known.kind.endswith(kind)):
        known = replace(known, issuer=who)
    return replace(target, act=known)


def _lacks_issuer(act: Cited) -> bool:
    return act.issuer is None and not act.kind.endswith(_LAWS) and bool(act.date or act.number)


def _without_end(tokens: list[Token]) -> list[Token]:
    """The tokens without „:“, „და“ and „შემდეგი“ at the end."""
    end = len(tokens)
    while end and (
        tokens[end - 1].kind in ("mark", "conj") or tokens[end - 1].value == "following"
    ):
        end -= 1
    return tokens[:end]


def act_of_parts(words: list[Token], below: Line, view: Folded) -> Cited | None:
    """The act that an item names where the line below names units of none: „3. „…“ 1996 წლის …
    კანონი:“."""
    acts = [t.cited for t in words if isinstance(t, CitedToken) and t.cited and t.case == "nom"]
    if len(acts) != 1 or acts[0].local:
        return None
    tokens = fold_citations(tokenize(view.text, below.body, below.end), view)
    targets = read_phrase(tokens, view).targets
    units = [t for t in targets if t.steps and t.case == "nom"]
    return acts[0] if units and not any(is_foreign(t) for t in targets) else None
