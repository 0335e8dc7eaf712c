"""Apply cases of another legal system through the same apply code.

    python -m benchmarks.dc_law FILE.jsonl.gz > outcomes.jsonl

One JSON line a case: ``id``, ``outcome`` (exact, different, refused), ``refusal``, ``after`` (the
resulting tree in the file's own node form). Sections are articles; paragraphs are points and,
below, subpoints. Numbers such as „(5A)“ become numbers of ours by the bytes of their
characters, which keeps them apart; their order is never used, since a case says where a unit goes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

from amendments.operations import Operation, Span
from amendments.operations import Path as UnitPath
from consolidation.apply import apply_operation, apply_renumbering
from consolidation.making_room import old_numbers_first
from consolidation.refused import Refused
from schemas.model import Act, Kind, Particulars, Unit
from schemas.normal import normal_form
from schemas.numbers import Number

LAW = Particulars(kind="law")
Node = dict[str, Any]
REPEALED = [{"kind": "text", "text": "Repealed."}]


_LABEL = re.compile(r"(?:([0-9]+)|([^0-9]?[a-zA-Z]*))(.*)", re.S)


def number_of(label: str) -> Number:
    """A number of ours for a printed one, in the order of the printed ones: (a) < (a-1) < (b),
    (z) < (aa), (5) < (5A) < (6). Different labels never share one.
    """
    digits, letters, rest = _LABEL.fullmatch(label.strip("[]() ")).groups()  # type: ignore[union-attr]
    base = int(digits) if digits else 10**9 + int.from_bytes(letters.encode())
    return Number("arabic", (base,), (int.from_bytes(rest.encode()),) if rest else ())


def unit_of(node: Node, depth: int) -> Unit:
    """A node as a unit: text, or a numbered part."""
    if "blocks" not in node:
        return Unit(Kind.TEXT, text=node["text"], role=node["kind"])
    kind = Kind.ARTICLE if depth == 0 else Kind.POINT if depth == 1 else Kind.SUBPOINT
    unit = Unit(
        kind,
        number=number_of(node["num"]) if node["num"] else None,
        label=node["num"] or "",
        heading=node["heading"] or "",
        role=node["kind"],
    )
    unit.children = [unit_of(block, depth + 1) for block in node["blocks"]]
    return unit


def node_of(unit: Unit) -> Node:
    """Inverse of :func:`unit_of`; a placeholder is printed as the code prints it."""
    if unit.kind is Kind.TEXT:
        return {"kind": unit.role or "text", "text": unit.text}
    blocks = [node_of(child) for child in unit.children]
    if unit.removal is not None:
        blocks = REPEALED
    return {
        "kind": unit.role or "para",
        "num": unit.label or None,
        "heading": unit.heading or None,
        "blocks": blocks,
    }


def path_of(labels: list[str]) -> UnitPath:
    """Path of a target below its section."""
    kinds = ["article", "point"] + ["subpoint"] * len(labels)
    return tuple((kind, str(number_of(label))) for kind, label in zip(kinds, labels, strict=False))


def operation(n: int, op: Node) -> Operation:
    """A case's operation as one of ours. Raises Refused for what has no counterpart."""
    section, *labels = op["target"].split("|")
    facet: Any = "unit"
    if labels and labels[-1] in ("text", "heading", "num"):
        facet = labels.pop()
    units = path_of([section.lstrip("§"), *labels])
    span = Span(n, n + 1, op["instruction"])
    common: dict[str, Any] = {"n": n, "act": 1, "source": span, "facet": facet}
    match op["op"]:
        case "find-replace" if facet == "num":
            label = labels[-1].replace(op["find"], op["replace"])
            new = (*units[:-1], (units[-1][0], str(number_of(label))))
            return Operation(
                **{**common, "facet": "unit"}, action="renumber", units=units, new_units=new,
                new_text=label,
            )  # fmt: skip
        case "find-replace":
            occurrence: Any = op.get("position") or None
            if op.get("count"):
                occurrence = {"count": int(op["count"])}
            action = "substitute-text" if op.get("replace") else "repeal-text"
            return Operation(
                **common, action=action, units=units, old_text=op["find"],
                new_text=op.get("replace"), occurrence=occurrence,
            )  # fmt: skip
        case "insert":
            place = op.get("after") or op.get("before")
            side = "after" if op.get("after") else "before"
            beside = str(place).rpartition("|")[2]  # a full path names the neighbour last
            position = {side: str(number_of(beside))} if place else {"end": True}
            label = op["payload"].get("num") or ""
            new = (*units, path_of([section, *labels, label])[-1])
            return Operation(**common, action="insert", units=new, new_text="", position=position)
        case "replace":
            return Operation(**common, action="substitute", units=units, new_text="")
        case "repeal":
            return Operation(**common, action="repeal", units=units)
        case "redesignate-para":
            kind = "point" if len(units) == 1 else "subpoint"
            label = op["num_value"].strip("[]")
            return Operation(
                **{**common, "facet": "text"}, action="renumber", units=units,
                new_units=(*units, (kind, str(number_of(label)))), new_text=label,
            )  # fmt: skip
    raise Refused("action-not-supported", op["op"])


def as_in_the_law(ops: list[Node]) -> list[Node]:
    """The operations in the order of effect, which inside one law is that of its own text.

    The file lists them otherwise here and there („§6032|(b)“ before „§6032|(a)“).
    """
    out: list[Node] = []
    for _, group in groupby(ops, key=lambda op: (op["source_doc"], op.get("effective"))):
        out.extend(sorted(group, key=_place))
    return out


def past_the_only_part(op: Node, section: Node) -> Node:
    """The operation with a whole target, where it cites past the one part that a section has.

    A law numbers its own section „(1)“, „(2)“; the code has wrapped it in a lone „(a)“. As in
    :func:`consolidation.resolve.resolve`, a level with one unit may be left out of a citation.
    """
    name, *labels = op["target"].split("|")
    parts = _parts(section)
    if len(parts) != 1 or not labels or labels[0] == parts[0]["num"]:
        return op
    if all(part["num"] != labels[0] for part in _parts(parts[0])):
        return op
    return {**op, "target": "|".join([name, parts[0]["num"], *labels])}


def _parts(node: Node) -> list[Node]:
    return [block for block in node.get("blocks", ()) if block.get("num")]


def _place(op: Node) -> list[tuple[int, int, str]]:
    """Where an order stands in its law: numbers as numbers, „(aa)“ after „(z)“."""
    places = []
    for part in (op.get("source_path") or "").split("|"):
        digits, rest = re.fullmatch(r"(\d*)(.*)", part.strip("()§ "), re.S).groups()  # type: ignore[union-attr]
        places.append((0, int(digits), rest) if digits else (1, len(rest), rest))
    return places


def run(case: Node) -> Node:
    """Outcome of one case."""
    case = {**case, "ops": [past_the_only_part(op, case["before"]) for op in case["ops"]]}
    article = unit_of(case["before"], 0)
    body = Unit(Kind.BODY, children=[article])
    act = Act(Particulars(), Unit(Kind.ACT, children=[body]))
    try:
        ordered = [(op, operation(n, op)) for n, op in enumerate(as_in_the_law(case["ops"]), 1)]
        for op, ours in old_numbers_first(ordered, lambda pair: (pair[0]["source_doc"], pair[1])):
            apply(act, ours, op)
    except Refused as refused:
        return {"id": case["id"], "outcome": "refused", "refusal": str(refused), "after": None}
    after = node_of(body.children[0])
    if not after["heading"] and after["blocks"] == REPEALED:
        after["heading"] = case["before"]["heading"]  # this code keeps a repealed section's title
    same = folded(after) == folded(case["after"])
    outcome = "exact" if same else "different"
    return {"id": case["id"], "outcome": outcome, "refusal": None, "after": after}


def apply(act: Act, ours: Operation, op: Node) -> None:
    """Carry out one operation; its payload is read from the case's own tree."""

    def read(_: Operation, kind: Kind, number: Number | None) -> list[Unit]:
        depth = {Kind.ARTICLE: 0, Kind.POINT: 1}.get(kind, 2)
        payload = dict(op["payload"])
        if payload["kind"] not in ("section", "para"):
            raise Refused("structure-not-readable", f"the payload is a „{payload['kind']}“")
        if op["op"] == "replace" and depth == 0:  # a law's own section number is not the code's
            payload["num"] = op["target"].split("|")[0].lstrip("§")
        elif op.get("num_value"):
            payload["num"] = op["num_value"]
        return [unit_of(payload, depth)]

    if ours.action == "renumber":
        apply_renumbering(act, [ours], LAW)
    else:
        apply_operation(act, ours, LAW, read)


def folded(node: Node) -> Any:
    """A node in the form cases are compared in: quotes, spaces and „Repealed.“ forms folded."""
    if "blocks" not in node:
        text = normal_form(node["text"])
        return (node["kind"], re.sub(r"^\[?Repealed\.?\]?\.?$", "Repealed.", text))
    blocks = [folded(block) for block in node["blocks"]]
    return (node["num"], normal_form(node["heading"] or ""), blocks)


def main() -> None:
    counts: Counter[str] = Counter()
    with gzip.open(Path(sys.argv[1]), "rt", encoding="utf-8") as lines:
        for line in lines:
            result = run(json.loads(line))
            counts[result["outcome"]] += 1
            print(json.dumps(result, ensure_ascii=False))
    print(dict(counts), file=sys.stderr)


if __name__ == "__main__":
    main()
