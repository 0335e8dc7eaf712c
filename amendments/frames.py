"""What an item inherits: the act, the document, the unit and the verb of the lines above it.

„2. 25-ე მუხლში: ა) მე-3 ნაწილს დაემატოს …“ changes part 3 of article 25: the target is the
concatenation of the stems of all ancestors, and the verb too may stand in the lead-in only.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from amendments.citation import SAME, Target
from amendments.cited import Cited
from amendments.drafts import Draft
from amendments.levels import RANK
from amendments.operations import Path, Step

_COUNTED = frozenset({"book", "part", "chapter", "article", "point", "subpoint"})
_OF_UNITS = frozenset({"abl", "loc", "dat", "gen", "on", "ins"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The inherited part of a target. ``steps`` holds the alternatives cited together."""

    act: Cited | None = None
    document: str | None = None
    steps: tuple[Path, ...] = ((),)
    verb: str = ""
    verb_span: tuple[int, int] = (0, 0)
    annex_name: str = ""
    amending: bool = False  # a frame sentence („შეტანილ იქნეს შემდეგი ცვლილება“) stands above
    doubt: str = ""
    since: str | None = None  # the day that a lead-in names for its items (ISO)
    wait: str = ""  # the event after which the items of a lead-in take effect
    issuer: str | None = None  # „… საკრებულოს შემდეგი დადგენილებები:“, of every item
    kind: str = ""
    limit: str = ""  # „სასაზღვრო დეპარტამენტის ნაწილში:“, which limits the items below


def enter(frame: Frame, targets: list[Target], act: Cited | None) -> Frame:
    """The frame below a stem that cites these targets."""
    if act is not None and not act.local:
        frame = Frame(act=act, document=act.document, verb="", amending=frame.amending)
    elif act is not None and act.document:
        frame = replace(frame, document=act.document, steps=((),), annex_name="")
    if not targets:
        return frame
    resolved = [placed for target in targets for placed in place(frame, target)]
    first = resolved[0]
    return replace(
        frame,
        act=first.act,
        document=first.document,
        steps=tuple(dict.fromkeys(t.steps for t in resolved)),
        annex_name=first.annex_name or frame.annex_name,
        doubt=next((t.doubt for t in resolved if t.doubt), ""),
    )


def place(frame: Frame, target: Target) -> list[Target]:
    """The target with what it inherits; several when the frame names several units."""
    act, document = frame.act, frame.document
    inherits = True
    if target.act is not None:
        if target.act.own or not target.act.local:
            act, document, inherits = target.act, target.act.document, False
        else:
            document, inherits = target.act.document, False
            if act is None:
                act = target.act
    if target.document:
        document = _same_document(frame.document, target.document)
        inherits = inherits and document == frame.document and bool(frame.document)
    bases: tuple[Path, ...] = frame.steps if inherits else ((),)
    annex_name = target.annex_name or (frame.annex_name if inherits else "")
    out = []
    for base in bases:
        steps = join(base, target.steps)
        out.append(replace(target, steps=steps, act=act, document=document, annex_name=annex_name))
    return out


def join(base: Path, steps: Path) -> Path:
    """A path under an inherited one: the own steps take over from their rank on.

    >>> join((("article", "25"), ("point", "2")), (("point", "3"),))
    (('article', '25'), ('point', '3'))
    """
    if not steps:
        return base
    kind, number = steps[0]
    if number is None or number == SAME:
        at = next((i for i, step in enumerate(base) if step[0] == kind and step[1]), None)
        if at is not None:
            return (*base[: at + 1], *steps[1:])
    rank = RANK[kind]
    kept = tuple(step for step in base if RANK[step[0]] < rank or _holds(step, steps[0]))
    if kind == "note":  # of a point or a subpoint as well as of an article
        kept = tuple(step for step in base if step[0] != "note")
    if base and base[-1][0] == "note" and steps[0][0] in ("point", "subpoint"):
        kept = base
    return (*kept, *steps)


def _holds(outer: Step, inner: Step) -> bool:
    """Whether „ბ“ ქვეპუნქტი holds „ბ.გ“ ქვეპუნქტი."""
    same = outer[0] == inner[0] == "subpoint"
    return same and bool(outer[1]) and (inner[1] or "").startswith(f"{outer[1]}.")


def _same_document(known: str | None, cited: str) -> str:
    """„დებულების მე-3 მუხლი“ under „… სამინისტროს დებულებაში“ is that very statute."""
    if known and " " not in cited.strip() and cited.strip() in known.split():
        return known
    if known and known.endswith(" " + cited.strip()):
        return known
    return cited


def resolved(
    target: Target,
    frame: Frame,
    recent: Target | None,
    same_item: Target | None,
    spoken: Collection[Step] = (),
) -> Target:
    """The target with the outer units it leaves unsaid. ``spoken`` are the steps cited so far in
    the same item.

    „ამავე მუხლის“ is the article last spoken of. „… მე-2 პუნქტი ამოღებულ იქნეს, ხოლო მე-3 …“:
    the second point is of the same article, named once in the item.
    """
    if not target.steps or is_foreign(target):
        return target
    kind, number = target.steps[0]
    in_frame = any(step[0] == kind for base in frame.steps for step in base)
    if number == SAME:
        for at, step in enumerate(recent.steps if recent and not in_frame else ()):
            if recent and step[0] == kind:
                return replace(target, steps=(*recent.steps[: at + 1], *target.steps[1:]))
        return target if in_frame else replace(target, doubt=f"ამავე {kind}|?")
    if same_item is None or target.document or target.act is not None:
        return target
    one = sum(step[0] == kind for step in spoken) == 1
    of_unit = len(target.steps) > 1 or target.case in _OF_UNITS
    if number is None and not in_frame and one and of_unit:
        return _last_spoken_of(target, same_item)
    if _rooted(target.steps):
        return target
    outer = tuple(step for step in same_item.steps if RANK[step[0]] < RANK[kind])
    if _rooted(outer) and all(step in outer for base in frame.steps for step in base[:1]):
        return replace(target, steps=(*outer, *target.steps))
    return target


def _last_spoken_of(target: Target, same_item: Target) -> Target:
    """„38-ე მუხლის მე-2 პუნქტი ამოღებულ იქნეს და მუხლს დაემატოს …“: that very article, where
    the item names no other."""
    kind = target.steps[0][0]
    for at, step in enumerate(same_item.steps):
        if step[0] == kind and kind in _COUNTED and step[1] not in (None, SAME):
            outer = same_item.steps[: at + 1]
            return replace(target, steps=(*outer, *target.steps[1:]))
    return target


def _rooted(steps: Path) -> bool:
    return bool(steps) and RANK[steps[0][0]] <= RANK["article"]


def beneath(frame: Frame, target: Target) -> Target:
    """The target as it stands under the frame."""
    return place(frame, target)[0]


def is_foreign(target: Target) -> bool:
    """Whether the target names an act by its particulars."""
    return target.act is not None and not target.act.local


def with_act_of(frame: Frame, done: list[Draft]) -> Frame:
    """The frame for the rest of a sentence that named its act: „X-ის მე-2 პუნქტი …, ხოლო მე-3 …“"""
    last = done[-1].target if done else None
    if last is None or last.act is None or last.act == frame.act or not last.steps:
        return frame
    return Frame(act=last.act, document=last.document, amending=True)
