"""Real acts in a real browser: three pairs of base and amending act, from the queue to the law.

Pairs are chosen by what they exercise, from whatever is at hand; nothing is known of their
answers. What the page shows, a person decides: what is carried out is accepted, what is refused
by the machine is refused with its petit. The last is done with the keyboard alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from amendments.operations import AmendingReading
from benchmarks.systematizer import held_acts, take_in_pair
from consolidation.match import match
from consolidation.prepare import UNREADABLE, prepare
from registry import bundles
from registry.office import Office, OfficeError
from registry.store import Store, StoreError
from registry.verify import verify
from tests.workbench.browser import Office_, Person, keys, served

WANTED: dict[str, Callable[[AmendingReading], bool]] = {
    "words": lambda r: any(op.action.endswith("-text") for op in r.operations),
    "new units": lambda r: any(op.action == "insert" for op in r.operations),
    "several": lambda r: len(r.operations) >= 4,
}
MOST = 12  # operations in a pair: a person decides on each that is in doubt


class Chosen(NamedTuple):
    """A pair that is at hand."""

    name: str
    base: bytes
    amending: bytes


def chosen(shared: Path) -> dict[str, Chosen]:
    """For each thing to be exercised a pair whose amending act proves its base."""
    pairs = json.loads((shared / "corpus" / "pairs" / "pairs.json").read_text("utf-8"))
    rows = pairs["base_and_amending_act"]
    acts = held_acts(shared, {name for row in rows for name in (row["amending"], *row["base"])})
    out: dict[str, Chosen] = {}
    for row in rows:
        one = Chosen(row["amending"], acts[row["base"][0]], acts[row["amending"]])
        try:
            reading = prepare(one.amending, f"{one.name}.json").reading
            held = prepare(one.base, f"{one.name}-base.json").particulars
        except UNREADABLE:
            continue
        proved = any(match(cited, held).proved for cited in reading.amends)
        if not proved or reading.unclaimed or len(reading.operations) > MOST:
            continue
        for what, fits in WANTED.items():
            if what not in out and fits(reading) and one not in out.values():
                out[what] = one
                break
    return out


@pytest.fixture(scope="module")
def server(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    pairs = chosen(shared)
    if len(pairs) < len(WANTED):
        pytest.skip(f"only {sorted(pairs)} among the pairs at hand")

    def fill(store: Store, office: Office) -> None:
        for one in pairs.values():
            try:
                take_in_pair(store, office, one.base, one.amending, one.name)
            except (OfficeError, StoreError) as error:
                raise AssertionError(one.name) from error

    with served(tmp_path_factory.mktemp("pairs") / "store.sqlite", fill) as found:
        yield found


def aimed(server: Office_) -> list[int]:
    """The bundles whose amended act is held: one a pair, the largest."""
    best: dict[str, tuple[int, int]] = {}
    with Store(server.path) as store, Office(store.engine).reading() as db:
        for bundle in bundles.queue(db):
            size = len(bundles.proposed(db, bundle.id))
            if bundle.target and size > best.get(bundle.amending, (0, 0))[0]:
                best[bundle.amending] = (size, bundle.id)
    return [number for _, number in best.values()]


def decide(person: Person, *, pointer: bool) -> None:
    """Decide on everything that waits, as the page shows it."""
    page = person.page
    person.key("A")
    while "გადაწყვეტილი" not in left(person):
        if page.locator("button[data-key=a]").count():
            person.key("a")
            continue
        page.keyboard.press("r")
        if pointer:
            page.fill("#r-reason", "ტექსტში ვერ აისახება")
            person.press("უარი პეტიტით")
        else:
            keys(person, "Tab", until="#r-reason")
            page.keyboard.type("ტექსტში ვერ აისახება")
            keys(person, "Tab", until="form:has(#r-reason) button")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            person.actions += 1
        person.actions += 2


def left(person: Person) -> str:
    """„გადაწყვეტილი“ where nothing waits for a decision."""
    waiting = person.page.locator(".ops ol > li .state:is(.doubt, .sure)").count()
    return "" if waiting else "გადაწყვეტილი"


def approve(person: Person) -> None:
    """Each operation looked at and confirmed, then all approved, with the keyboard."""
    while person.page.locator("button[data-key=f]").count():
        person.key("f")
    person.key("y")
    assert "დამტკიცებულია" in person.page.inner_text(".bundle-head")


def test_three_real_pairs_from_the_queue_to_the_law(browser: Any, server: Office_) -> None:
    numbers = aimed(server)
    assert len(numbers) == len(WANTED)
    nino = Person(browser, server, "nino")
    giorgi = Person(browser, server, "giorgi")
    told = []
    for number in numbers:
        with_keys = number == numbers[-1]
        for person in (nino, giorgi):
            person.go("/office/queue")
            if with_keys:
                keys(person, "Tab", until=f"a[href='/office/bundles/{number}']")
                with person.page.expect_navigation():
                    person.page.keyboard.press("Enter")
            else:
                person.page.locator(f"a[href='/office/bundles/{number}']").click()
                person.page.wait_for_load_state()
            person.actions = 0
            if person is nino:
                nino.look(f"50-pair-{numbers.index(number)}")
                operations = nino.page.locator(".ops ol > li").count()
                decide(nino, pointer=not with_keys)
                nino.key("s")
            else:
                approve(giorgi)
        told.append((operations, nino.actions, giorgi.actions))
        link = nino.page.locator(".bundle-head h1").inner_text()
        assert link
    with Store(server.path) as store:
        assert [d for _, found in verify(store) for d in found] == []
        with Office(store.engine).reading() as db:
            for number in numbers:
                bundle = bundles.get(db, number)
                assert bundle.target is not None
                held = store.entries_by(bundle.amending, db)
                assert held
                page = nino.context.new_page()
                answer = page.goto(f"{server.address}{bundle.target}")
                assert answer is not None
                assert answer.status == 200
                page.close()
    for operations, decided, approved in told:
        line = f"{operations} operations: {decided} actions to decide, {approved} to approve\n"
        sys.stdout.write(line)
        assert decided <= 2 + 3 * operations
        assert approved <= operations + 1
