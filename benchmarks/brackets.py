"""Units printed with today's and future wording: ours made from an order, against the official one.

    python -m benchmarks.brackets SHARED [--json FILE] [--verbose]

A consolidated act prints some units twice: as they read, and in square brackets as they will.
Both are the Herald's own text, so each is a before and an after. The reader takes the two apart;
the future wording is then ordered as new text on today's act, carried out on its day, and the
resulting unit is compared with the bracketed one in the normal form. Each case is one of:

``exact``; ``different`` (told with both texts); ``refused`` (by which name); ``not-apart`` (the
reader found no unit of that future wording, so nothing can be ordered).
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from pathlib import Path
from typing import Any

from acts.petits import effective_from
from acts.read import read_source
from acts.structure import recognize
from amendments.operations import Operation, Span
from benchmarks.pairs import acts
from consolidation.ledger import Entry
from consolidation.replay import replay
from schemas.eid import assign_eids
from schemas.model import Act, Kind, Particulars, Unit, text_of
from schemas.normal import normal_form

_NOTE = re.compile(r"\(\s*ამოქმედდეს[^()]*\)\s*[.;]?\s*\]?\s*[.;]?\s*$")
_STEPS = {Kind.ARTICLE: "article", Kind.POINT: "point", Kind.SUBPOINT: "subpoint",
          Kind.CHAPTER: "chapter"}  # fmt: skip
AMENDING = Particulars(kind="კანონი", date="2099-01-01", number="1", published="2099-01-02")


def official(case: dict[str, str]) -> str:
    """The future wording without the bracket and the note of its day."""
    return normal_form(_NOTE.sub("", case["future_text"].strip().lstrip("["))).rstrip(";.]")


def chains(act: Act) -> list[list[Unit]]:
    """Chains to every unit of future wording."""
    out: list[list[Unit]] = []

    def walk(chain: list[Unit]) -> None:
        for child in chain[-1].children:
            here = [*chain, child]
            if child.future_from:
                out.append(here)
            else:
                walk(here)

    walk([act.root])
    return out


def today(unit: Unit) -> None:
    """Leave only what reads today."""
    unit.children = [child for child in unit.children if not child.future_from]
    for child in unit.children:
        today(child)


def run(act: Act, case: dict[str, str]) -> dict[str, Any]:
    """What became of one case."""
    wanted = official(case)
    chain = next((c for c in chains(act) if bare(c[-1]) == wanted), None)
    if chain is None:
        return {"outcome": "not-apart"}
    future = chain[-1]
    if future.kind not in _STEPS or future.number is None:
        return {"outcome": "not-apart", "kind": future.kind.value}
    path = tuple(
        (_STEPS[unit.kind], str(unit.number))
        for unit in chain
        if unit.kind in _STEPS and unit.number is not None
    )
    if any(kind == "article" for kind, _ in path):  # numbered through the act
        path = tuple(step for step in path if step[0] != "chapter")
    held = [
        unit
        for unit in chain[-2].children
        if unit.kind is future.kind and unit.number == future.number and not unit.future_from
    ]
    action = "substitute" if held else "insert"
    before = act.clone()
    for unit in before.walk():
        unit.petits = []  # the act is later than any order of ours; time is not what is tried here
    today(before.root)
    given = future.clone()
    if given.kind is Kind.ARTICLE:  # the copy may have glued the raised digit: 131 for 13¹
        given.label = f"მუხლი {given.number}."
    text = _NOTE.sub("", text_of(given))
    op = Operation(
        n=1, act=1, action=action, units=path, source=Span(0, 1),  # type: ignore[arg-type]
        new_text=text, valid_from=future.future_from or None,
    )  # fmt: skip
    after, (outcome,) = replay(before, [Entry(1, AMENDING, "/akn/ge/act/matsne/1", "", op)])
    if outcome.refusal is not None:
        reason = f"{outcome.refusal.name}: {outcome.refusal.reason}"
        return {"outcome": "refused", "action": action, "refusal": reason, "path": path}
    (wid,) = outcome.touched
    made = next(unit for unit in after.walk() if unit.wid == wid)
    made.label = future.label
    if bare(made) == wanted:
        return {"outcome": "exact", "action": action}
    return {"outcome": "different", "ours": bare(made)[:300], "official": wanted[:300]}


def bare(unit: Unit) -> str:
    """The words of a unit as they are compared: the stop at its end may be the bracket's."""
    return normal_form(_NOTE.sub("", text_of(unit))).rstrip(";.]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    lines = (options.shared / "corpus/pairs/future-wording-brackets.jsonl").read_text()
    cases = [json.loads(line) for line in lines.splitlines()]
    held = acts(options.shared, {case["id"] for case in cases})
    read: dict[str, Act] = {}
    results: list[dict[str, Any]] = []
    for place, case in enumerate(cases):
        name = case["id"]
        if name not in read:
            read[name] = recognize(read_source(held[name], f"{name}.json"))
            assign_eids(read[name])
        day = effective_from(case["effective_text"].strip("() "))
        found = run(read[name], case)
        results.append({"case": place, "id": name, "unit": case["unit_label"], "day": day, **found})
        if options.verbose and found["outcome"] != "exact":
            print(json.dumps(results[-1], ensure_ascii=False))
    counted = collections.Counter(result["outcome"] for result in results)
    print(f"cases {len(results)}  {dict(counted)}")
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
