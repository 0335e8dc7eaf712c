"""Orders that are not read and name no act, in an act that changes one act alone.

„… შეტანილ იქნეს შემდეგი ცვლილება: … სიტყვა „ა“ ამოღებულ იქნეს, ხოლო მეორე სიტყვა …“: what is
refused there must be told on the act that is changed, not on one that nobody named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amendments.operations import AmendedAct, Operation


def on_the_one_named(
    operations: Sequence[Operation], acts: Sequence[AmendedAct]
) -> tuple[list[Operation], list[AmendedAct]]:
    """The operations, refused ones without an act on the only act that is named and changed (not
    only repealed); and the acts, without those that no operation is left for.

    >>> from amendments.operations import Refusal, Span
    >>> refused = Operation(2, 2, "other", (), Span(5, 9), status="refused",
    ...                     refusal=Refusal("not-understood", ""))
    >>> removal = Operation(1, 1, "repeal", (), Span(0, 4))
    >>> acts = [AmendedAct(1, title="ბაღები"), AmendedAct(2)]
    >>> made, left = on_the_one_named([removal, refused], acts)
    >>> [op.act for op in made], [act.ref for act in left]
    ([1, 1], [1])
    """
    named = [act for act in acts if not _is_unnamed(act)]
    changed = {op.act for op in operations if op.action not in ("repeal-act", "other")}
    if len(named) != 1 or named[0].ref not in changed:
        return list(operations), list(acts)
    unnamed = {act.ref for act in acts} - {named[0].ref}
    made = [
        replace(op, act=named[0].ref)
        if op.act in unnamed and op.status == "refused" and op.action != "repeal-act"
        else op
        for op in operations
    ]
    held = {op.act for op in made}
    return made, [act for act in acts if act.ref in held or act.ref not in unnamed]


def _is_unnamed(act: AmendedAct) -> bool:
    told = (act.kind, act.issuer, act.title, act.date, act.number, act.registration_code)
    return not any(told)
