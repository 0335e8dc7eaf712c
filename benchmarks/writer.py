"""Writing, reading back and validating real acts: speed, and what does not hold.

    python -m benchmarks.writer SHARED [--sample N] [--seed S]

Every act of the sample is read and recognised, gets its eIds, and is written as Akoma Ntoso,
HTML and text. Checked: eIds and wIds unique and readable, the XML valid in the profile and in
the official schema, no rule of the profile broken, the same act read back. Speeds are MB of
UTF-8 legal text a second on one core; „xmlschema“ is measured on a few acts, it is slow.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from acts.akn_reader import read_akn
from acts.akn_writer import CannotWrite, to_akn
from acts.html_writer import to_html
from acts.read import read_source
from acts.structure import recognize
from acts.text_writer import to_text
from schemas.eid import assign_eids, parse_eid
from schemas.iri import WorkIri
from schemas.model import Act, text_of
from schemas.rules import check
from schemas.validate import validate, validate_fast
from schemas.xml import parse_xml

SLOW_EVERY = 200  # xmlschema on one act of so many


@dataclass
class Report:
    """Seconds by step, megabytes gone through them, and failures by name with examples."""

    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    failures: dict[str, list[str]] = field(default_factory=dict)
    acts: int = 0

    @contextmanager
    def timed(self, step: str, size: float) -> Iterator[None]:
        start = time.process_time()
        yield  # a step that fails is not counted
        spent = time.process_time() - start
        self.seconds[step] = self.seconds.get(step, 0.0) + spent
        self.megabytes[step] = self.megabytes.get(step, 0.0) + size

    def fail(self, name: str, act: str, detail: object) -> None:
        self.failures.setdefault(name, []).append(f"{act}: {detail}")

    def __str__(self) -> str:
        lines = [f"{self.acts} acts, {self.megabytes['write']:.1f} MB of legal text"]
        lines += [
            f"  {step:16} {self.megabytes[step] / seconds:8.1f} MB/s"
            for step, seconds in self.seconds.items()
        ]
        plain = self.seconds["write"]
        checked = plain + self.seconds["validate fast"]
        lines.append(f"  write, validated {self.megabytes['write'] / checked:7.1f} MB/s")
        for name, cases in self.failures.items():
            lines.append(f"{name}: {len(cases)}")
            lines += [f"    {case[:300]}" for case in cases[:5]]
        return "\n".join(lines)


def lines_of(shared: Path) -> Iterator[bytes]:
    """Every act of the corpus, one JSON a line."""
    for file in sorted((shared / "corpus" / "acts").glob("*.jsonl.xz")):
        with lzma.open(file, "rb") as lines:
            yield from lines


def sample_of(shared: Path, size: int | None, seed: int) -> list[bytes]:
    """A random sample of the corpus, the same for the same seed; all of it for None."""
    chosen: list[bytes] = []
    dice = random.Random(seed)
    for place, line in enumerate(lines_of(shared)):
        if size is None or place < size:
            chosen.append(line)
        elif (slot := dice.randrange(place + 1)) < size:
            chosen[slot] = line
    return chosen


def run(line: bytes, report: Report, official: etree.XMLSchema | None) -> None:
    """Take one act through every step."""
    name = json.loads(line)["id"]
    report.acts += 1
    act = recognize(read_source(line, f"{name}.json"))
    size = len(text_of(act.root).encode("utf-8", "surrogatepass")) / 1e6
    with report.timed("eIds", size):
        assign_eids(act)
    identifiers(act, name, report)
    try:
        with report.timed("write", size):
            data = to_akn(act)
    except CannotWrite as error:
        report.fail("not written", name, error)
        return
    with report.timed("read back", size):
        back = read_akn(data)
    forget_offsets(act)
    if back != act:
        report.fail("another act came back", name, "")
    with report.timed("validate fast", size):
        findings = [str(finding) for finding in validate_fast(data)]
    root = parse_xml(data)
    with report.timed("rules", size):
        findings += [f"{rule}: {message}" for _, rule, message in check(root)]
    for finding in findings:
        report.fail("not of the profile", name, finding)
    if official is not None:
        with report.timed("official schema", size):
            valid = official.validate(root)
        if not valid:
            report.fail("not of the standard", name, official.error_log)
    if report.acts % SLOW_EVERY == 1:
        with report.timed("xmlschema", size):
            validate(data)
    with report.timed("html", size):
        to_html(act)
    with report.timed("text", size):
        text = to_text(act, petits=False)
    if text != text_of(act.root) + "\n":
        report.fail("text is not whole", name, "")


def identifiers(act: Act, name: str, report: Report) -> None:
    """eIds and wIds are unique and readable, and the act has an IRI."""
    units = list(act.walk())
    for kind, held in (("eId", [u.eid for u in units]), ("wId", [u.wid for u in units])):
        if len(set(held)) < len(held):
            twice = [key for key, count in collections.Counter(held).items() if count > 1]
            report.fail(f"{kind} twice", name, twice[:3])
    for unit in units[1:]:
        parse_eid(unit.eid)
    work = WorkIri.of(act.particulars, act.source_sha256)
    if WorkIri.parse(str(work)) != work:
        report.fail("IRI", name, work)


def forget_offsets(act: Act) -> None:
    """Offsets into the source are not written."""
    for unit in act.walk():
        unit.span = None
        for petit in unit.petits:
            petit.span = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    path = options.shared / "akn" / "akomantoso30.xsd"
    official = etree.XMLSchema(etree.parse(str(path))) if path.is_file() else None
    report = Report()
    for line in sample_of(options.shared, options.sample, options.seed):
        run(line, report, official)
    print(report)


if __name__ == "__main__":
    main()
