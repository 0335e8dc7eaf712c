"""Print as Order 158 asks (art. 4(4)): Sylfaen, at least 11; annexes that cannot be so, 9."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from consolidation.prepare import prepare
from registry.office import Office
from registry.register import register
from registry.store import Store
from schemas.model import Particulars
from tests.registry.flow import drafted
from tests.workbench.browser import PICTURES, Office_, Person, served

TEXT = """საქართველოს კანონი

ბაღების წესის შესახებ

თავი I
ბაღი

მუხლი 1. ბაღი
1. ბაღი ღიაა:
ა) დილით;
ბ) საღამოს.

მუხლი 2. ამოქმედება
კანონი ამოქმედდეს გამოქვეყნებისთანავე.

საქართველოს პრეზიდენტი ს. მაგალითაძე
თბილისი,
2023 წლის 1 მარტი.
№2300

დანართი №1
ბაღების ნუსხა

მუხლი 1. ნუსხა
1. პირველი ბაღი.
"""
# Face and size (CSS pixels) of every piece of text that is printed: what is hidden is not.
PRINTED = """(box) => [...document.querySelectorAll(box)].flatMap((root) => {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const node = walk.currentNode, held = node.parentElement;
    if (!node.data.trim() || !held.checkVisibility() || held.closest(".vh, .petits")) continue;
    const style = getComputedStyle(held);
    found.push([node.data.trim(), style.fontFamily.split(",")[0].trim(),
                parseFloat(style.fontSize), Boolean(held.closest(".annex"))]);
  }
  return found;
})"""
PX = 96 / 72  # CSS pixels of a point


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office_]:
    def fill(store: Store, office: Office) -> None:
        data = TEXT.encode()
        register(store, prepare(data, "1.txt", Particulars(published="2023-03-02")), data, "1.txt")
        drafted(office, "ბაღების წესის შესახებ", data)

    with served(tmp_path_factory.mktemp("print") / "store.sqlite", fill) as found:
        yield found


@pytest.mark.parametrize("where", ["the public page", "the draft's page"])
def test_the_text_is_printed_as_the_order_asks(browser: Any, server: Office_, where: str) -> None:
    if where == "the public page":
        page = browser.new_page()
        with Store(server.path) as store:
            page.goto(f"{server.address}{store.works()[0].iri}")
        box = ".act"
    else:
        page = Person(browser, server, "drafter").page
        page.goto(f"{server.address}/office/drafts/1")
        box = ".as-read .act"
    page.emulate_media(media="print")
    printed = page.evaluate(PRINTED, box)
    words = " ".join(text for text, *_ in printed)
    for line in ("საქართველოს კანონი", "ბაღი ღიაა", "№2300", "ბაღების ნუსხა", "პირველი ბაღი"):
        assert line in words, f"{line} is not printed"
    assert [one for one in printed if one[1] != "Sylfaen"] == []
    sizes = {(annex, round(size / PX, 1)) for _, _, size, annex in printed}
    assert {size for annex, size in sizes if annex} == {9.0}
    assert {size for annex, size in sizes if not annex} == {11.0}
    assert not page.locator("header.site, .office :is(aside, form, .button)").first.is_visible()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/print-{where.split()[1][:5]}.png", full_page=True)


def test_a_text_that_cannot_be_read_is_printed_so_too(browser: Any, server: Office_) -> None:
    """A draft shown as it is written, where its structure is not read, has the same face."""
    page = browser.new_page()
    page.goto(f"{server.address}/office/login")
    page.evaluate("""() => { document.querySelector("main").innerHTML =
        '<pre class="act-text">მუხლი 1</pre>'; }""")
    page.emulate_media(media="print")
    ((_, face, size, _),) = page.evaluate(PRINTED, ".act-text")
    assert (face, round(size / PX, 1)) == ("Sylfaen", 11.0)
