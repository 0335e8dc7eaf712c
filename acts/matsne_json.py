"""Reader of Matsne acts kept as JSON: ``id``, ``title``, ``issued_date``, ``url``,
``provisions[]`` with ``chapter``, ``title`` and ``content``.

The text is assembled in the order of the provisions: the act's title, then for each provision
the chapter heading when it changes, the provision's heading, the content. Two things that such
files repeat are read once, each recorded as a defect:

- ``copied-label``: an act without articles has one provision whose ``title`` is a label copied
  (and cut at 200 characters) from a line of the content;
- ``copied-title``: the content carries its own heading block with the same title.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

from acts.assembly import Assembly
from acts.cleaning import clean, is_annotated, without_anchors, without_word_markup
from acts.source import BadSource, Source
from schemas.model import Particulars

_ARTICLE = re.compile(r"[„“”\"', ]*მუხლი(?![ა-ჰ])")
_VIEW = re.compile(r"/document/view/(\d+)(?:/\d+)?(?:\?(?:.*&)?publication=(\d+))?")
_ID = re.compile(r"(\d+)$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NOISE = re.compile(r"[\W_]+")
_HEAD_LINES = 25


def read(text: str, sha256: str, name: str = "") -> Source:
    """Read one act. Raises BadSource ``broken-json`` or ``unknown-format``."""
    record = _record(text, name)
    title = _string(record, "title", name)
    provisions = record.get("provisions")
    if not isinstance(provisions, list) or not all(isinstance(p, dict) for p in provisions):
        raise BadSource("unknown-format", name or "line 1", "no list „provisions“ of objects")
    assembly = Assembly()
    fields = ("title", "content", "chapter")
    texts = (_string(provision, field, name) for provision in provisions for field in fields)
    annotated = any("#" in text and is_annotated(clean(text)) for text in texts)
    chapter = ""
    for index, provision in enumerate(provisions):
        place = _string(provision, "provision_ref", name) or f"provision {index + 1}"
        heading, content, group = (
            _words(_string(provision, field, name), place, assembly, annotated) for field in fields
        )
        heading = heading.strip()
        if index == 0:
            _open(assembly, clean(title).strip(), content)
        group = group.strip()
        if group and group != chapter:
            assembly.add(group, "group")
            chapter = group
        if heading and not _ARTICLE.match(heading) and _is_copied(heading, content):
            assembly.miss("copied-label", place, heading)
        else:
            assembly.add(heading, "heading")
        assembly.add(content, "content")
    return Source(
        text=assembly.text,
        sha256=sha256,
        format="matsne-json",
        particulars=_particulars(record, title, name),
        segments=tuple(assembly.segments),
        defects=tuple(assembly.defects),
    )


def _open(assembly: Assembly, title: str, content: str) -> None:
    if title and title_stands_in(title, content):
        assembly.miss("copied-title", "title", title)
    else:
        assembly.add(title, "title")


def title_stands_in(title: str, content: str) -> bool:
    """Whether whole lines of the heading block of ``content`` are this title again."""
    wanted = fold(title)
    lines = [fold(line) for line in islice(_lines(content), _HEAD_LINES)]
    for start in range(len(lines)):
        grown = ""
        for line in lines[start:]:
            grown += line
            if grown == wanted:
                return True
            if not wanted.startswith(grown):
                break
    return False


def _lines(content: str) -> Any:
    return (line for line in content.split("\n") if line.strip())


def fold(text: str) -> str:
    """Letters and digits only: enough to recognise a copied line."""
    return _NOISE.sub("", text)


def _is_copied(label: str, content: str) -> bool:
    """Whether the label is a line of the content, whole or (from 150 characters) cut short."""
    wanted = fold(label)
    cut = len(label) >= 150
    return any(
        line == wanted or (cut and line.startswith(wanted)) for line in map(fold, _lines(content))
    )


def _words(text: str, place: str, assembly: Assembly, annotated: bool) -> str:
    """One text of a provision, cleaned; what Word and the Herald's comments left in it is
    recorded, not read."""
    words, left = without_word_markup(clean(text))
    for markup in left:
        assembly.miss("word-markup", place, markup)
    if annotated:
        words, anchors = without_anchors(words)
        if anchors:
            assembly.miss("comment-anchors", place, " ".join(anchors))
    return words


def _record(text: str, name: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadSource("broken-json", f"{name}, {place}" if name else place, error.msg) from None
    except RecursionError:
        raise BadSource("broken-json", name or "line 1", "nested too deeply") from None
    if not isinstance(record, dict):
        raise BadSource("unknown-format", name or "line 1", "not an object")
    return record


def _string(record: dict[str, Any], key: str, name: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadSource("unknown-format", name or "line 1", f"„{key}“ is not a string")
    return value


def _particulars(record: dict[str, Any], title: str, name: str) -> Particulars:
    url = _string(record, "url", name)
    seen = _VIEW.search(url)
    own = _ID.search(_string(record, "id", name))
    date = _string(record, "issued_date", name)
    return Particulars(
        title=" ".join(clean(title).split()) or None,
        date=date if _DATE.fullmatch(date) else None,
        matsne_id=seen.group(1) if seen else own.group(1) if own else None,
        publication_index=int(seen.group(2)) if seen and seen.group(2) else None,
    )
