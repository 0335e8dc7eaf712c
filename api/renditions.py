"""One text in every format: Akoma Ntoso, HTML, plain text, Markdown.

JSON is built by :mod:`api.answers`, since it says more than the text.
"""

from __future__ import annotations

from html import escape

from lxml import etree

from acts.docx_writer import MissingLibrary, to_docx
from acts.html_writer import STYLE, to_html, unit_html
from acts.pdf_writer import to_pdf
from acts.text_writer import unit_text
from api.asked import Asked
from api.holdings import Holdings
from api.markdown import to_markdown
from api.problems import Problem
from schemas.numbers import raise_superscripts
from schemas.xml import parse_xml

MEDIA: dict[str, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "xml": "application/akn+xml",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
DOCUMENTS = frozenset({"docx", "pdf"})  # of whole acts only; dear to make


def xml(holdings: Holdings, asked: Asked) -> bytes:
    """The stored document; of a unit, its element alone with its namespaces."""
    data = holdings.akn(asked.version)
    if asked.unit is None:
        return data
    root = parse_xml(data)
    name = asked.unit.eid
    for element in root.iter():
        if isinstance(element.tag, str) and element.get("eId") == name:
            element.tail = None
            return etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    raise AssertionError(f"{name} is in the tree and not in the XML")  # the writer failed


def document(asked: Asked, form: str) -> bytes:
    """A whole act as a Word or PDF file. Raises :class:`Problem` for a unit, and where the
    libraries are not installed."""
    if asked.unit is not None:
        offered = [name for name in MEDIA if name not in DOCUMENTS]
        raise Problem("not-acceptable", f"{form} is made of whole acts", formats=offered)
    try:
        return to_pdf(asked.act) if form == "pdf" else to_docx(asked.act)
    except MissingLibrary as error:
        raise Problem("not-offered", str(error), needs="matsne[documents]") from None


def html(asked: Asked) -> bytes:
    """A page that stands alone, with its permanent name; not the portal's page."""
    link = f'<link rel="canonical" href="{escape(str(asked.permalink))}">\n'
    if asked.unit is None:
        page = to_html(asked.act)
        return page.replace("<style>", f"{link}<style>", 1).encode()
    title = f"{asked.card.title}, {asked.name()}"
    return (
        f'<!DOCTYPE html>\n<html lang="ka">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{link}<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n{unit_html(asked.unit)}</main>\n</body>\n</html>\n"
    ).encode()


def text(asked: Asked) -> bytes:
    """Plain text with petits, raised numbers as people write them (37¹)."""
    words = unit_text(asked.shown) + "\n"
    return raise_superscripts(words).encode("utf-8", "replace")


def markdown(asked: Asked) -> bytes:
    """Markdown with the permanent name and the interval at its head."""
    version = asked.version
    head = [
        f"<!-- {asked.permalink} -->",
        f"<!-- valid {version.valid_from or '?'} – {version.valid_to or '…'} (to: exclusive); "
        f"root {version.root} -->",
        "",
    ]
    body = to_markdown(asked.shown)
    return ("\n".join(head) + body).encode("utf-8", "replace")
