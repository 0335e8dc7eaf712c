"""Every real pair of a base and its amending act: what is applied, refused, left unread.

    python -m benchmarks.pairs SHARED [--json FILE] [--verbose]

For each pair the base is consolidated with the amending act. Checked: no crash, every operation
applied or refused by name, the text outside the touched units identical, the result valid in our
profile and, where ``SHARED/akn`` holds it, in the official schema.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import re
import traceback
from pathlib import Path
from typing import Any

from lxml import etree

from acts.akn_writer import to_akn
from api.cli_consolidate import entries_on
from consolidation.intake import Intake, take_in
from consolidation.match import match
from consolidation.replay import replay
from consolidation.untouched import differences
from schemas.eid import assign_eids
from schemas.validate import validate_fast

ID = re.compile(rb'"id": ?"([^"]+)"')


def acts(shared: Path, wanted: set[str]) -> dict[str, bytes]:
    """The lines of the corpus with the wanted ids."""
    found: dict[str, bytes] = {}
    for file in sorted((shared / "corpus/acts").glob("*.xz")):
        with lzma.open(file, "rb") as lines:
            for line in lines:
                name = ID.search(line)
                if name is not None and name[1].decode() in wanted:
                    found[name[1].decode()] = line
    return found


def run(base: bytes, amending: bytes, official: etree.XMLSchema | None) -> dict[str, Any]:
    """What consolidating one pair gave."""
    target, change = take_in(base, "base.json"), take_in(amending, "amending.json")
    entries = entries_on(target.act, change, 1)
    act, outcomes = replay(target.act, entries)
    assign_eids(target.act)
    touched = {wid for outcome in outcomes for wid in outcome.touched}
    data = to_akn(act)
    names = collections.Counter(o.refusal.name for o in outcomes if o.refusal)
    refusals = [
        f"{o.entry.operation.action} {o.entry.operation.units} {o.refusal.name}: {o.refusal.reason}"
        for o in outcomes
        if o.refusal
    ]
    return {
        "operations": len(change.reading.operations),
        "for_base": len(entries),
        "applied": sum(o.status == "applied" for o in outcomes),
        "refused": dict(names),
        "refusals": refusals,
        "unclaimed": [span.quote[:200] for span in change.reading.unclaimed],
        "outside": differences(target.act.root, act.root, touched),
        "valid": not validate_fast(data),
        "official": official.validate(etree.fromstring(data)) if official is not None else None,
        "owed": bool(entries) or not _others(change, target),
        "whole": bool(entries)
        and all(o.status == "applied" for o in outcomes)
        and not change.reading.unclaimed,
    }


def _others(change: Intake, target: Intake) -> bool:
    """Whether every act that is amended is proved by its day or number to be another than the
    base, which is then only cited (as a legal basis) and not changed."""
    cited = [match(act, target.act.particulars) for act in change.reading.amends]
    return bool(cited) and all({"date", "number"} & set(one.contradict) for one in cited)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    listed = json.loads((options.shared / "corpus/pairs/pairs.json").read_text())
    pairs = [(x["amending"], b) for x in listed["base_and_amending_act"] for b in x["base"]]
    held = acts(options.shared, {name for pair in pairs for name in pair})
    xsd = options.shared / "akn/akomantoso30.xsd"
    official = etree.XMLSchema(etree.parse(xsd)) if xsd.exists() else None
    results: dict[str, dict[str, Any]] = {}
    for amending, base in pairs:
        key = f"{amending} on {base}"
        try:
            results[key] = run(held[base], held[amending], official)
        except Exception:
            results[key] = {"crash": traceback.format_exc()}
        if options.verbose:
            print(key, json.dumps(results[key], ensure_ascii=False, indent=1))
    report(results)
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1))


def report(results: dict[str, dict[str, Any]]) -> None:
    """The table's sums, one line each."""
    good = [r for r in results.values() if "crash" not in r]
    names: collections.Counter[str] = collections.Counter()
    for result in good:
        names.update(result["refused"])
    print(f"pairs {len(results)}  crashed {len(results) - len(good)}")
    print(f"applied whole {sum(r['whole'] for r in good)}")
    print(f"nothing ordered for the base {sum(not r['owed'] for r in good)}")
    print(f"with operations for the base {sum(r['for_base'] > 0 for r in good)}")
    print(
        f"operations {sum(r['for_base'] for r in good)}  applied {sum(r['applied'] for r in good)}"
    )
    print(f"refused {sum(names.values())}: {dict(names.most_common())}")
    print(f"acts with unclaimed imperatives {sum(bool(r['unclaimed']) for r in good)}")
    print(f"changed outside touched units {sum(bool(r['outside']) for r in good)}")
    print(
        f"valid {sum(r['valid'] for r in good)}  official {sum(bool(r['official']) for r in good)}"
    )


if __name__ == "__main__":
    main()
