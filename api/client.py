"""A client of the API in one module, with no dependencies: copy it, or ``import api.client``.

    from api.client import Matsne

    law = Matsne("http://127.0.0.1:8158")
    found = law.resolve("საჯარო ბიბლიოთეკების შესახებ კანონის მე-3 მუხლი")
    text = law.text(found[0]["iri"], on="2022-06-01")
    print(text["about"]["permalink"], text["text"])
    for hit in law.search("მკითხველის უფლება", on="2022-06-01"):  # walks every page
        print(hit["iri"])

Answers are the JSON of docs/api/, as dicts. A problem is raised as :class:`MatsneProblem` with
its stable ``name`` and helpful ``members``. Answers are kept by ETag and asked for anew with
If-None-Match; a 429 is waited out.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

Answer = dict[str, Any]
_KEPT = 256


class MatsneProblem(Exception):
    """Problem details: ``name`` („no-such-unit“), ``status``, ``detail`` and all ``members``."""

    def __init__(self, members: Answer) -> None:
        self.members = members
        self.name = str(members.get("type", "")).rpartition("/")[2]
        self.status = int(members.get("status", 0))
        self.detail = str(members.get("detail", ""))
        super().__init__(f"{self.name}: {self.detail}")


class Matsne:
    """The API at an address. ``patience``: how many times a 429 is waited out."""

    def __init__(self, base: str, *, timeout: float = 30, patience: int = 3) -> None:
        self.base = base.rstrip("/")
        self.timeout, self.patience = timeout, patience
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    # texts: put a word before an IRI

    def text(self, iri: str, on: str | None = None, known: str | None = None) -> Answer:
        """An act or a unit as it stood; ``on``: a day, original, current or future."""
        return self._of("acts", iri, on=on, known=known)

    def file(self, iri: str, form: str = "xml", on: str | None = None) -> bytes:
        """The same as bytes: xml, html, txt, md or json."""
        return self._bytes(self._address(f"acts{iri}", on=on, format=form))

    def outline(self, iri: str, on: str | None = None, depth: int = 1) -> Answer:
        return self._of("outline", iri, on=on, depth=depth)

    def versions(self, iri: str, known: str | None = None) -> Answer:
        return self._of("versions", iri, known=known)

    def operations(self, iri: str) -> Answer:
        return self._of("operations", iri)

    def history(self, iri: str, on: str | None = None) -> Answer:
        """Every wording of a unit."""
        return self._of("history", iri, on=on)

    def blame(self, iri: str, on: str | None = None) -> Answer:
        return self._of("blame", iri, on=on)

    def cite(self, iri: str, on: str | None = None) -> Answer:
        return self._of("cite", iri, on=on)

    def diff(self, iri: str, old: str = "original", new: str = "current") -> Answer:
        return self._of("diff", iri, **{"from": old, "to": new})

    def verify(self, quote_: str, iri: str, on: str | None = None) -> Answer:
        """exact, changed-since or not-found."""
        return self._json(self._address("verify", quote=quote_, iri=iri, on=on))

    # finding

    def resolve(
        self, citation: str, on: str | None = None, context: str | None = None
    ) -> list[Answer]:
        """Candidates for a citation in words."""
        address = self._address("resolve", citation=citation, on=on, context=context)
        return cast(list[Answer], self._json(address)["candidates"])

    def search(
        self, query: str, on: str | None = None, *, sort: str = "relevance", limit: int = 100
    ) -> Iterator[Answer]:
        """Every hit, page after page, each once."""
        address = self._address("search", q=query, on=on, sort=sort, limit=limit, facets="false")
        return self._walk(address)

    def acts(self, **names: str) -> Iterator[Answer]:
        """Every act; or those with a ``code``, ``number``, ``matsne`` id or ``title``."""
        return self._walk(self._address("acts", **names))

    def changes(self, since: str = "") -> Iterator[Answer]:
        """What was registered after an instant, oldest first."""
        return self._walk(self._address("changes", since=since or None))

    # the wire

    def _of(self, word: str, iri: str, **query: object) -> Answer:
        return self._json(self._address(f"{word}{iri}", **query))

    def _address(self, path: str, **query: object) -> str:
        pairs = {name: value for name, value in query.items() if value is not None}
        tail = f"?{urlencode(pairs)}" if pairs else ""
        return f"/api/v1/{quote(path, safe='/@:!~.-_')}{tail}"

    def _walk(self, address: str | None) -> Iterator[Answer]:
        while address:
            page = self._json(address)
            yield from page["items"]
            address = page["next"]

    def _json(self, address: str) -> Answer:
        return cast(Answer, json.loads(self._bytes(address)))

    def _bytes(self, address: str) -> bytes:
        held = self._kept.get(address)
        request = Request(self.base + address, headers={"accept": "application/json"})
        if held is not None:
            request.add_header("if-none-match", held[0])
        for tries in range(self.patience + 1):
            try:
                with urlopen(request, timeout=self.timeout) as answer:
                    body = cast(bytes, answer.read())
                    self._keep(address, answer.headers.get("etag"), body)
                    return body
            except HTTPError as error:
                if error.code == 304 and held is not None:
                    return held[1]
                if error.code == 429 and tries < self.patience:
                    time.sleep(float(error.headers.get("retry-after") or 1))
                    continue
                raise _problem(error) from None
        raise AssertionError("the last try returns or raises")

    def _keep(self, address: str, etag: str | None, body: bytes) -> None:
        if etag:
            self._kept[address] = (etag, body)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def _problem(error: HTTPError) -> MatsneProblem:
    try:
        members = json.loads(error.read())
    except ValueError:
        members = {"status": error.code, "detail": str(error.reason)}
    return MatsneProblem(members)
