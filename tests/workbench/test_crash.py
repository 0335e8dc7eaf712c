"""A kill −9 in the middle of each step: what was acknowledged stays, nothing is half-kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consolidation.decisions import Decision
from registry import (
    approval,
    audit,
    bundles,
    corrective,
    deciding,
    events,
    numbering,
    official,
)
from registry.office import Office
from registry.records import everything
from registry.store import Store
from registry.verify import verify
from tests.registry.flow import LAW, everyone, published

ROOT = Path(__file__).parents[2]
STEPS = ("publish", "decide", "submit", "approve")
# A child opens the store, takes one step, and is killed when the step, once ``ready``, has written
# all it will, before the commit.
PRELUDE = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from registry import approval, bundles, deciding, events, official
from registry.office import Office
from registry.store import Store
from tests.registry import flow

step, path = sys.argv[1], Path(sys.argv[2])
store = Store(path)
office = Office(store.engine)

@event.listens_for(store.engine, "commit")
def killed(connection):
    if ready:
        os.kill(os.getpid(), signal.SIGKILL)

ready = False
"""
CHILD = (
    PRELUDE
    + """
if step == "publish":
    title, number, date = flow.TITLES["5-amending-law.txt"]
    draft = flow.drafted(office, title, Path("examples/5-amending-law.txt").read_bytes())
    flow.received(office, draft, number, date)
    ready = True
    flow.publish_draft(store, office, draft, flow.CHOICE, flow.user(office, "registrar"))
ready = True
with office.decision() as db:
    bundle = bundles.get(db, 1)
    if step == "decide":
        deciding.decide(db, bundle, 1, "defer", None, "x", "nino")
    elif step == "submit":
        approval.submit(store, db, bundle, "nino")
    else:
        approval.confirm(db, bundle, [1, 2, 3, 4], "giorgi")
        approval.approve(store, db, bundle, "giorgi")
"""
)


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_step_leaves_the_office_as_it_was(
    step: str, tmp_path: Path, examples: Path
) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        office = Office(store.engine)
        everyone(office)
        published(store, office, examples, "1-law.txt")
        published(store, office, examples, "3-amending-law.txt")
        with office.decision() as db:
            for n in (1, 2, 3, 4) if step in ("submit", "approve") else ():
                deciding.decide(db, bundles.get(db, 1), n, "accept", None, "", "nino")
            if step == "approve":
                approval.submit(store, db, bundles.get(db, 1), "nino")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, step, str(path)], cwd=ROOT, env=environment, check=False,
        capture_output=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    with Store(path) as store:
        office = Office(store.engine)
        assert audit.broken_at(office) is None
        assert store.chain_break() is None
        assert [d for _, found in verify(store) for d in found] == []
        with office.reading() as db:
            assert len(everything(db)) == 2
            assert numbering.missing(db) == []
            state = bundles.get(db, 1).state
            decided = len(deciding.current(db, 1))
        assert (state, decided) == {
            "publish": ("open", 0), "decide": ("open", 0), "submit": ("open", 4),
            "approve": ("submitted", 4),
        }[step]  # fmt: skip
        assert len(store.expressions(LAW)) == 1
        if step == "publish":
            published(store, office, examples, "5-amending-law.txt")
            with office.reading() as db:
                assert numbering.missing(db) == []


LATER = ("correct", "carry-out", "compare")
LATER_CHILD = (
    PRELUDE
    + """
ready = True
with office.decision() as db:
    if step == "correct":
        approval.approve(store, db, bundles.get(db, 2), "giorgi")
    elif step == "carry-out":
        events.carry_out(store, db, 1, "giorgi")
    else:
        text = Path("examples/1-law.txt").read_bytes()
        official.compare(store, db, flow.LAW, "2023-01-01", text, "official.txt", "nino")
"""
)


@pytest.mark.parametrize("step", LATER)
def test_a_killed_correction_leaves_the_law_as_it_was(
    step: str, tmp_path: Path, examples: Path
) -> None:
    path = tmp_path / "store.sqlite"
    comma = Decision("correct", "nino", "მძიმე", LAW, unit="art_1", old="წიგნისა და ცოდნის",
                     new="წიგნისა და, ცოდნის", day="2023-05-01")  # fmt: skip
    with Store(path) as store:
        office = Office(store.engine)
        everyone(office)
        published(store, office, examples, "1-law.txt")
        published(store, office, examples, "3-amending-law.txt")
        with office.decision() as db:
            for n in (1, 2, 3, 4):
                deciding.decide(db, bundles.get(db, 1), n, "accept", None, "", "nino")
            approval.submit(store, db, bundles.get(db, 1), "nino")
            approval.confirm(db, bundles.get(db, 1), [1, 2, 3, 4], "giorgi")
            approval.approve(store, db, bundles.get(db, 1), "giorgi")
            corrective.open_event(db, bundles.get(db, 1), "არ იყო", "nino")
            deciding.decide(db, bundles.get(db, 2), 3, "no-effect", None, "არ იყო", "nino")
            approval.submit(store, db, bundles.get(db, 2), "nino")
            approval.confirm(db, bundles.get(db, 2), [3], "giorgi")
            events.propose(store, db, comma)
        before = [(e.valid_from, e.sha256) for e in store.expressions(LAW)]
    done = subprocess.run(
        [sys.executable, "-c", LATER_CHILD, step, str(path)], cwd=ROOT, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    with Store(path) as store:
        office = Office(store.engine)
        assert audit.broken_at(office) is None
        assert store.chain_break() is None
        assert [d for _, found in verify(store) for d in found] == []
        assert [(e.valid_from, e.sha256) for e in store.expressions(LAW)] == before
        with office.reading() as db:
            assert bundles.get(db, 2).state == "submitted"
            assert events.get(db, 1).state == "proposed"
            assert official.listed(db) == []
