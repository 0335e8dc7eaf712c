"""A real browser for tests of the office: a server, people at browsers of their own, pictures.

Pictures of every screen are written where ``MATSNE_PICTURES`` says, in Georgian and English.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from api.web import create_app
from registry.office import Office
from registry.rights import Right, Role
from registry.store import Store
from schemas.model import text_of
from tests.registry.flow import PARLIAMENT
from tests.registry.people import PASSWORD, admitted, code

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_core = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
PICTURES = os.environ.get("MATSNE_PICTURES")
MINISTER = "საქართველოს იუსტიციის მინისტრი"
# What sticks out of a narrow window, unless it lies in a box that scrolls.
WIDER = """() => document.documentElement.scrollWidth <= 320 ? [] :
  [...document.querySelectorAll("main *, header *")]
    .filter((e) => e.getBoundingClientRect().right > 321 && !e.closest(".scroll"))
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))"""
PEOPLE = {
    "drafter": {"rights": list(Right), "body": PARLIAMENT},
    "registrar": {"roles": [Role.REGISTRAR], "body": ""},
    "keeper": {"roles": [Role.REGISTRAR], "body": ""},
    "nino": {"roles": [Role.SYSTEMATIZER], "body": ""},
    # a code of a device is good once, so each walk has people of its own
    "tamar": {"roles": [Role.SYSTEMATIZER], "body": ""},
    "sandro": {"roles": [Role.SYSTEMATIZER], "body": ""},
    "nika": {"roles": [Role.SYSTEMATIZER], "body": ""},
    "giorgi": {"roles": [Role.APPROVER], "body": ""},
    "auditor": {"roles": [Role.AUDITOR], "body": ""},
    "minister": {"rights": list(Right), "body": MINISTER},
    "expert": {"roles": [Role.EXPERT], "body": ""},
    "admin": {"roles": [Role.ADMINISTRATOR], "body": ""},
    "second": {"roles": [Role.ADMINISTRATOR], "body": ""},
    "admin2": {"roles": [Role.ADMINISTRATOR], "body": ""},
    "second2": {"roles": [Role.ADMINISTRATOR], "body": ""},
}


@dataclass(slots=True)
class Office_:
    """A server with an office, and the devices of its people."""

    address: str
    path: Path
    secrets: dict[str, str]

    def text_of(self, iri: str) -> str:
        """The text of an act's last version."""
        with Store(self.path) as store:
            return text_of(store.expressions(iri)[-1].act.root)


@contextmanager
def served(path: Path, fill: Callable[[Store, Office], None]) -> Iterator[Office_]:
    """A server over a store that ``fill`` has filled, with one person of each part."""
    with Store(path) as store:
        office = Office(store.engine)
        secrets = {name: admitted(office, name, **what) for name, what in PEOPLE.items()}  # type: ignore[arg-type]
        fill(store, office)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(create_app(path), host="127.0.0.1", port=port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Office_(f"http://127.0.0.1:{port}", path, secrets)
    server.should_exit = True
    thread.join(10)


@contextmanager
def chromium() -> Iterator[Any]:
    """The machine's own Chromium; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Person:
    """One person at a browser of their own; counts what they press."""

    def __init__(self, browser: Any, office: Office_, name: str) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 1000})
        self.page = self.context.new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.office, self.name, self.actions = office, name, 0
        self.log_in()

    def log_in(self) -> None:
        page = self.page
        page.goto(f"{self.office.address}/office/login")
        page.fill("#f-name", self.name)
        page.fill("#f-password", PASSWORD)
        page.keyboard.press("Enter")
        page.fill("#f-code", code(self.office.secrets[self.name], datetime.now(UTC)))
        page.keyboard.press("Enter")
        page.wait_for_url("**/office")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.office.address}{path}")

    def press(self, words: str) -> None:
        self.actions += 1
        self.page.locator("button", has_text=words).first.click()
        self.page.wait_for_load_state()

    def key(self, key: str) -> None:
        self.actions += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def look(self, name: str) -> None:
        """Axe finds nothing, no script failed, and the picture is kept in both languages."""
        assert self.problems == []
        found = axe_core.Axe().run(self.page)
        wrong = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
        assert wrong == [], f"{name}: {wrong}"
        self.page.set_viewport_size({"width": 320, "height": 900})
        over = self.page.evaluate(WIDER)
        self.page.set_viewport_size({"width": 1440, "height": 1000})
        assert over == [], f"{name} overflows at 320 px: {over}"
        if PICTURES:
            self.page.screenshot(path=f"{PICTURES}/{name}-ka.png", full_page=True)
            mark = "&" if "?" in self.page.url else "?"
            other = self.context.new_page()
            other.goto(f"{self.page.url}{mark}lang=en")
            other.screenshot(path=f"{PICTURES}/{name}-en.png", full_page=True)
            other.goto(f"{self.page.url}{mark}lang=ka")
            other.close()


def keys(person: Person, key: str, *, until: str, most: int = 200) -> None:
    """Press a key until the element has the focus."""
    for _ in range(most):
        if person.page.evaluate("s => document.activeElement?.matches(s) ?? false", until):
            return
        person.page.keyboard.press(key)
    raise AssertionError(f"{until} cannot be reached with {key}")


def drag(person: Person, words: str, box: str = "#act") -> None:
    """Select words of a text with the pointer, as a hand does: press, move, let go."""
    ends = person.page.evaluate(
        """([box, words]) => {
          const walk = document.createTreeWalker(document.querySelector(box), NodeFilter.SHOW_TEXT);
          const nodes = []; let text = "";
          while (walk.nextNode()) { nodes.push([text.length, walk.currentNode]);
                                    text += walk.currentNode.data; }
          const at = text.indexOf(words);
          const place = (offset) => {
            const [start, node] = nodes.findLast(([from]) => from <= offset);
            const range = document.createRange();
            range.setStart(node, offset - start);
            range.setEnd(node, Math.min(offset - start + 1, node.data.length));
            node.parentElement.scrollIntoView({ block: "nearest" });
            return range.getBoundingClientRect();
          };
          const first = place(at), last = place(at + words.length - 1);
          return [first.left + 1, first.top + first.height / 2,
                  last.right - 1, last.top + last.height / 2];
        }""",
        [box, words],
    )
    mouse = person.page.mouse
    mouse.move(ends[0], ends[1])
    mouse.down()
    mouse.move(ends[2], ends[3], steps=8)
    mouse.up()
    person.actions += 1


def caret(person: Person, words: str, box: str) -> None:
    """Select words in a text field with the keyboard alone."""
    text = person.page.input_value(box)
    start = text.index(words)
    person.page.focus(box)
    keyboard = person.page.keyboard
    keyboard.press("Control+Home")
    for _ in range(start):
        keyboard.press("ArrowRight")
    for _ in range(len(words)):
        keyboard.press("Shift+ArrowRight")
