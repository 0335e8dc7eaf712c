"""Commands that need no store: ``convert``, ``operations``, ``validate``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from acts.akn_reader import read_akn
from acts.akn_writer import to_akn
from acts.docx_writer import MissingLibrary, to_docx
from acts.html_writer import to_html
from acts.origin import offsets_in
from acts.pdf_writer import to_pdf
from acts.read import read_source
from acts.source import Source
from acts.structure import recognize
from acts.text_writer import to_text
from api.console import (
    BAD_INPUT,
    REFUSED,
    WRONG_USE,
    day,
    fail,
    read_bytes,
    readable,
    say,
    say_json,
    tell,
)
from consolidation.intake import take_in
from schemas.eid import assign_eids
from schemas.model import Act, Particulars
from schemas.numbers import raise_superscripts
from schemas.validate import validate
from schemas.xml import BadXml


class Format(StrEnum):
    """Forms an act can be printed in."""

    XML = "xml"
    HTML = "html"
    TEXT = "text"


class FileFormat(StrEnum):
    """Forms ``convert`` writes: the printed ones, and two that are files of bytes."""

    XML = "xml"
    HTML = "html"
    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"


_BYTES = {FileFormat.DOCX: to_docx, FileFormat.PDF: to_pdf}


FILE = Annotated[
    Path,
    typer.Argument(help="ფაილი, ან - სტანდარტული შესასვლელი / a file, or - for standard input"),
]
JSON = Annotated[bool, typer.Option("--json", help="მონაცემები JSON-ად / data as JSON")]


def add_to(app: typer.Typer) -> None:
    app.command("convert")(convert)
    app.command("operations")(operations)
    app.command("validate")(validate_file)


def printed(act: Act, form: Format) -> str:
    """An act in one of the forms."""
    if form is Format.XML:
        return to_akn(act).decode()
    if form is Format.HTML:
        return to_html(act)
    return readable_text(act)


def readable_text(act: Act) -> str:
    """Plain text for people: prims raised (37¹, never 37^1 or 371)."""
    return raise_superscripts(to_text(act))


def is_xml(data: bytes) -> bool:
    """Whether the bytes are meant as XML."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"akomaNtoso" in data[:4096]


def load_act(path: Path) -> Act:
    """An act from any file the readers know, or from our own Akoma Ntoso."""
    data = read_bytes(path)
    if is_xml(data):
        try:
            return read_akn(data)
        except (BadXml, ValueError) as error:
            fail(BAD_INPUT, f"{path}: {error}")
    with readable(path):
        act = recognize(read_source(data, path.name))
    assign_eids(act)
    return act


def convert(
    file: FILE,
    to: Annotated[FileFormat, typer.Option("--to", help="ფორმა / form")] = FileFormat.XML,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="ფაილი, რომელიც იწერება / file to write")
    ] = None,
) -> None:
    """აქტი სხვა ფორმით. / Print or write an act in another form; no store needed."""
    act = load_act(file)
    if to not in _BYTES:
        text = printed(act, Format(to.value))
        if out is None:
            say(text.rstrip("\n"))
        else:
            out.write_text(text, encoding="utf-8")
        return
    if out is None:
        fail(WRONG_USE, f"--to {to.value}: --out FILE names the file to write")
    try:
        out.write_bytes(_BYTES[to](act))
    except MissingLibrary as error:
        fail(WRONG_USE, str(error))


def operations(
    file: FILE,
    json_: JSON = False,
    published: Annotated[
        str | None, typer.Option(help="გამოქვეყნების დღე / day of publication, YYYY-MM-DD")
    ] = None,
) -> None:
    """რას ცვლის აქტი: ოპერაციები. / What an amending act orders, as typed operations."""
    known = day(published) if published else None
    data = read_bytes(file)
    with readable(file):
        intake = take_in(data, file.name, Particulars(published=known))
    reading = intake.reading
    if json_:
        say_json(in_file(reading.to_json(), intake.source, data))
        return
    for act in reading.amends:
        name = f"„{act.title}“ " if act.title else ""
        say(f"[{act.ref}] {name}{act.kind or ''} №{act.number or '?'} {act.date or ''}".rstrip())
    for op in reading.operations:
        path = " › ".join(f"{kind} {number or ''}".strip() for kind, number in op.units)
        where = ", ".join(part for part in (op.document, path) if part) or "—"
        state = f"REFUSED {op.refusal.name}: {op.refusal.reason}" if op.refusal else ""
        say(f"{op.n:>3}. [{op.act}] {op.action} {where} {op.valid_from or ''} {state}".rstrip())
        say(f"     {' '.join(op.source.quote.split())[:160]}")
    for item in reading.commencement:
        say(f"  ⏱ {item.rule} {item.date or ''} ({item.scope})".rstrip())
    for span in reading.unclaimed:
        say(f"  ⚠ unclaimed at {span.start}: {' '.join(span.quote.split())[:160]}")


def in_file(found: dict[str, Any], source: Source, data: bytes) -> dict[str, Any]:
    """The operations of a plain text with offsets and quotes of the file itself.

    Other containers have no text of their own: there the offsets are into the text the reader made.
    """
    if source.format != "text":
        return found
    raw = data.decode("utf-8-sig", errors="replace")
    places = offsets_in(raw, source.text)
    if places is None:
        return found
    for span in _spans(found):
        if span["start"] is None or span["end"] <= span["start"]:
            continue
        span["start"], span["end"] = places[span["start"]], places[span["end"] - 1] + 1
        if "quote" in span:
            span["quote"] = raw[span["start"] : span["end"]]
    return found


def _spans(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for op in found["operations"]:
        for key in ("source", "old_text_source", "new_text_source"):
            if op[key] is not None:
                yield op[key]
    for key in ("commencement", "no_effect", "unclaimed"):
        yield from found[key]


def validate_file(file: FILE, json_: JSON = False) -> None:
    """XML-ის შემოწმება ჩვენს სქემაზე. / Check an act against the Georgian profile."""
    data = read_bytes(file)
    if not is_xml(data):
        data = to_akn(load_act(file))
    try:
        findings = validate(data)
    except BadXml as error:
        fail(BAD_INPUT, f"{file}: {error}")
    if json_:
        say_json([{**vars_of(finding)} for finding in findings])
    else:
        for finding in findings:
            say(str(finding))
    if findings:
        raise typer.Exit(REFUSED)
    tell(f"ვალიდურია / valid: {file}")


def vars_of(finding: object) -> dict[str, object]:
    """The fields of a finding."""
    return {name: getattr(finding, name) for name in finding.__slots__}  # type: ignore[attr-defined]
