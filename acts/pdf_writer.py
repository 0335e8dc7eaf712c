"""An act as a PDF file, set from the HTML page for paper (CSS 3 paged media).

A4, the act's name above and the page number below, petits small under their units, headings
kept with what follows them, outline from the headings, language and title in the file. Set with
WeasyPrint (the extra ``documents``); the network is never asked for anything.
"""

from __future__ import annotations

from html import escape
from importlib import import_module
from typing import Any, NoReturn

from acts.docx_writer import MissingLibrary
from acts.html_writer import to_html
from schemas.model import Act

_FONTS = '"Noto Serif","Noto Serif Georgian","DejaVu Serif",serif'
_STYLE = f"""\
@page{{size:A4;margin:22mm 25mm 24mm}}
@page{{@top-center{{content:string(name);font:8pt {_FONTS};color:#555}}\
@bottom-center{{content:counter(page) " / " counter(pages);font:8pt {_FONTS}}}}}
@page:first{{@top-center{{content:none}}}}
body{{max-width:none;margin:0;padding:0;font:10.5pt/1.5 {_FONTS};hyphens:manual;orphans:2;widows:2}}
.running{{string-set:name content();height:0;overflow:hidden;font-size:0}}
h1,h2,h3,h4,h5,h6{{break-after:avoid}}
.annex{{break-before:page;border:0;margin-top:0}}
table{{display:table;font-size:9pt;width:100%}}tr{{break-inside:avoid}}
.petits{{font-size:7.5pt;opacity:1;color:#333}}
"""


def to_pdf(act: Act) -> bytes:
    """The whole act as the bytes of a PDF file.

    Raises:
        MissingLibrary: WeasyPrint or the libraries it stands on are not installed.
    """
    try:
        weasyprint: Any = import_module("weasyprint")
    except (ImportError, OSError) as error:  # OSError: Pango is missing
        raise MissingLibrary("WeasyPrint (with Pango)") from error
    name = escape(act.particulars.title or "")
    page = to_html(act).replace("</style>", f"{_STYLE}</style>", 1)
    page = page.replace("<main>", f'<main>\n<div class="running">{name}</div>', 1)
    html = weasyprint.HTML(string=page, url_fetcher=_refuse)
    return bytes(html.write_pdf())


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"nothing is fetched while a page is set: {url}")
