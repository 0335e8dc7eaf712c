"""The marker beside an index: which folder holds it, what made it, and that it is whole.

An index can always be made anew from the store, so the marker only has to tell the truth: it
says ``changing`` before a change begins and ``whole`` after the engine has committed, each time
synced to the disk. What is found ``changing``, or was made by another format or another version
of the engine, is in doubt and is built anew.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from uuid import uuid4

from search.refusals import BadSearch

FORMAT = 2  # of documents and analyser: raised when either changes
_NAME = "index.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """``identity`` is new for every index built from nothing, and names its folder."""

    engine: str
    library: str  # name and version of what wrote the files
    identity: str
    generation: int = 0
    documents: int = 0
    works: int = 0
    state: str = "whole"
    format: int = FORMAT

    @classmethod
    def fresh(cls, engine: str, library: str) -> Marker:
        return cls(engine, library, uuid4().hex)

    def folder(self, place: Path) -> Path:
        return place / self.identity

    def changing(self) -> Marker:
        return replace(self, state="changing")


def write(place: Path, marker: Marker) -> None:
    """Put the marker in place, whole or not at all, also when the power goes."""
    place.mkdir(parents=True, exist_ok=True)
    passing = place / f"{_NAME}.{os.getpid()}"
    with passing.open("w", encoding="utf-8") as file:
        json.dump(asdict(marker), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    passing.replace(place / _NAME)
    sync_folder(place)


def read(place: Path) -> Marker:
    """The marker of an index. Raises BadSearch (``index-missing``, ``index-in-doubt``)."""
    try:
        return Marker(**json.loads((place / _NAME).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise BadSearch("index-missing", 0, str(place)) from None
    except (ValueError, TypeError) as error:
        raise BadSearch("index-in-doubt", 0, f"{place}: {error}") from None


def checked(place: Path, engine: str, library: str) -> Marker:
    """The marker of a whole index of this make. Raises BadSearch."""
    marker = read(place)
    if marker.state != "whole":
        raise BadSearch("index-in-doubt", 0, f"{place}: a change was not finished")
    made, ours = (marker.engine, marker.library, marker.format), (engine, library, FORMAT)
    if made != ours:
        raise BadSearch("index-in-doubt", 0, f"{place}: made by {made}, this is {ours}")
    return marker


def stamp(place: Path) -> tuple[int, int]:
    """Changes whenever the marker is written; (0, 0): there is none."""
    try:
        found = (place / _NAME).stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_ino)


def clear(place: Path, keep: Marker) -> None:
    """Remove the folders of earlier builds; searchers that hold them open still read them."""
    for folder in place.iterdir():
        if folder.is_dir() and folder.name != keep.identity:
            shutil.rmtree(folder, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make what was renamed or made in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_files(folder: Path) -> None:
    """Bring every file of a folder to the disk: for engines that do not do it themselves."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)
