"""Everything at once: acts and unit versions as compressed JSON lines and Parquet, and a manifest.

``acts.jsonl.zst`` holds one act a line (:class:`api.v1_models.ActCard`); ``units.jsonl.zst`` one
wording of one article (or section, annex heading, chapter heading) a line, for its whole half
open interval. Parquet files with the same columns are made where pyarrow is installed
(``pip install 'matsne[bulk]'``). The manifest counts the rows of each file and gives its size
and SHA-256.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import zstandard

from api.answers import act_card
from api.comparison import pieces
from api.holdings import Card, Holdings
from schemas.iri import Iri

FILES = ("acts.jsonl.zst", "units.jsonl.zst", "acts.parquet", "units.parquet")
MANIFEST = "manifest.json"
_BATCH = 5000
Row = dict[str, Any]


def write_bulk(holdings: Holdings, folder: Path) -> Row:
    """Write all files and the manifest; returns the manifest.

    Each file is whole before it takes its name. Parquet is left out where pyarrow is absent.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, Callable[[Holdings], Iterator[Row]]] = {"acts": acts, "units": units}
    files = []
    for name, rows in tables.items():
        files.append(_whole(folder / f"{name}.jsonl.zst", rows(holdings), _write_lines))
        if importlib.util.find_spec("pyarrow") is not None:
            files.append(_whole(folder / f"{name}.parquet", rows(holdings), _write_parquet))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = {"made": made, "current_to": holdings.current_to(), "files": files}
    _settle(folder / MANIFEST, json.dumps(manifest, indent=1).encode())
    return manifest


def acts(holdings: Holdings) -> Iterator[Row]:
    """Every act, in the order of registration."""
    for card in _cards(holdings):
        yield act_card(card).model_dump()


def units(holdings: Holdings) -> Iterator[Row]:
    """Every wording of every unit, act by act, oldest first."""
    for card in _cards(holdings):
        open_: dict[str, Row] = {}
        for version in holdings.versions(card.iri):
            here = set()
            name = Iri.parse(version.iri)
            for piece in pieces(holdings.act(version).root):
                here.add(piece.wid)
                held = open_.get(piece.wid)
                if held is not None and (held["text"], held["eid"]) == (piece.text, piece.eid):
                    continue
                if held is not None:
                    yield {**held, "valid_to": version.valid_from}
                open_[piece.wid] = {
                    "act": card.iri,
                    "wid": piece.wid,
                    "eid": piece.eid,
                    "iri": str(name.at(piece.eid)) if piece.eid else version.iri,
                    "valid_from": version.valid_from,
                    "valid_to": None,
                    "text": piece.text,
                }
            for wid in open_.keys() - here:
                yield {**open_.pop(wid), "valid_to": version.valid_from}
        yield from open_.values()


def _cards(holdings: Holdings) -> Iterator[Card]:
    after = 0
    while found := holdings.cards(after, 500):
        yield from found
        after = found[-1].sequence


def _whole(path: Path, rows: Iterable[Row], write: Callable[[Path, Iterable[Row]], int]) -> Row:
    unfinished = path.with_name(path.name + ".part")
    count = write(unfinished, rows)
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = unfinished.stat().st_size
    unfinished.replace(path)
    return {"name": path.name, "rows": count, "bytes": size, "sha256": digest}


def _settle(path: Path, data: bytes) -> None:
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _write_lines(path: Path, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("wb") as file, zstandard.ZstdCompressor(10).stream_writer(file) as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _write_parquet(path: Path, rows: Iterable[Row]) -> int:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415

    left = iter(rows)
    batch = list(islice(left, _BATCH))
    if not batch:
        parquet.write_table(pa.table({}), path)
        return 0
    schema = pa.schema([(name, pa.string()) for name in batch[0]])
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        while batch:
            out.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
            batch = list(islice(left, _BATCH))
    return count
