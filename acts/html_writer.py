"""An act as semantic HTML5: a fragment for a page, or a page that stands alone.

Headings have levels, every unit its eId as anchor, petits are small and apart from the legal
text, tables are tables. All text is escaped. A character that HTML cannot hold is shown as one
mark that names it. No scripts, no fonts from the network: a Georgian serif that the reader's
machine has is asked for by name.
"""

from __future__ import annotations

import re
from html import escape

from acts.akn_text import ILLEGAL
from schemas.model import Act, Kind, Petit, Unit

_SUP = re.compile(r"\^([0-9]+)")
_HEADED = frozenset({Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER, Kind.GROUP, Kind.ARTICLE})
_SECTION_TAGS = {
    Kind.COVER: "header", Kind.CONCLUSIONS: "footer", Kind.END_LIST: "section",
    Kind.PREAMBLE: "section", Kind.BODY: "div",
}  # fmt: skip

STYLE = """\
:root{color-scheme:light dark}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;\
font:1.05rem/1.6 "Noto Serif","Noto Serif Georgian",Sylfaen,"BPG Serif",serif}
.cover{text-align:center}
h1{font-size:1.35rem}h2,h3,h4,h5,h6{font-size:1.15rem;text-align:center}
.article>.head{font-size:1.05rem;text-align:start}
.article .unit,.unit.point .unit,.unit.clause .unit{margin-left:1.5rem}
.point,.subpoint{margin:.4rem 0}
.num{margin-right:.35em}.head{margin:1.4rem 0 .4rem}
p{margin:.4rem 0}
.petits{font-size:.8rem;list-style:none;padding:0;margin:.4rem 0;opacity:.8}
.removed,.future{font-style:italic}.unplaced{border-left:.25rem solid #b45309;padding-left:.6rem}
table{border-collapse:collapse;display:block;overflow-x:auto}
td{border:1px solid;padding:.2rem .5rem;vertical-align:top;white-space:pre-line}
.conclusions{margin-top:2rem}.annex{margin-top:3rem;border-top:1px solid}
sup{line-height:0}:target{outline:.15rem solid #2563eb;outline-offset:.3rem}
@media print{body{font-size:11pt;max-width:none}.annex{font-size:9pt}}
"""


def to_html(act: Act) -> str:
    """A whole page in Georgian, ready to be opened from a file.

    >>> from schemas.model import Particulars
    >>> body = Unit(Kind.BODY, children=[Unit(Kind.TEXT, text="a < b^2", eid="p_1")], eid="body")
    >>> page = to_html(Act(Particulars(title="კანონი"), Unit(Kind.ACT, children=[body])))
    >>> "<title>კანონი</title>" in page, '<p id="p_1">a &lt; b<sup>2</sup></p>' in page
    (True, True)
    """
    title = ILLEGAL.sub("\ufffd", escape(act.particulars.title or "სამართლებრივი აქტი"))
    return (
        f'<!DOCTYPE html>\n<html lang="ka">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n{to_html_fragment(act)}</main>\n</body>\n</html>\n"
    )


def to_html_fragment(act: Act) -> str:
    """The act as one ``article`` element, to be put into a page."""
    out = ['<article class="act">\n']
    _removal(act.root, out)
    for child in act.root.children:
        _section(child, out, 2)
    _petits(act.root.petits, out)
    out.append("</article>\n")
    return "".join(out)


def unit_html(unit: Unit) -> str:
    """One unit and all below it, as it stands in :func:`to_html_fragment`."""
    out: list[str] = []
    _section(unit, out, 2)
    return "".join(out)


def _section(unit: Unit, out: list[str], level: int) -> None:
    """A section, an annex, or any other unit. ``level`` is that of the headings here."""
    if unit.kind is Kind.ANNEX:
        out.append(f'<section class="annex"{_id(unit)}>\n')
        _head(unit, out, level)
        _removal(unit, out)
        _petits(unit.petits, out)
        for child in unit.children:
            _section(child, out, level + 1)
        out.append("</section>\n")
        return
    tag = _SECTION_TAGS.get(unit.kind)
    if tag is None:
        _unit(unit, out, level)
        return
    out.append(f'<{tag} class="{unit.kind.value}"{_id(unit)}>\n')
    _head(unit, out, level)
    _removal(unit, out)
    for child in unit.children:
        if unit.kind is Kind.COVER and child.kind is Kind.TEXT and child.role == "title":
            _head_line(child, out, level - 1)
        else:
            _unit(child, out, level)
    _petits(unit.petits, out)
    out.append(f"</{tag}>\n")


def _head_line(unit: Unit, out: list[str], level: int) -> None:
    """The title of an act: a paragraph of the cover that is a heading."""
    tag = f"h{min(level, 6)}"
    out.append(f"<{tag}{_id(unit)}{_role(unit)}>{_words(unit.text)}</{tag}>\n")
    _petits(unit.petits, out)


def _unit(unit: Unit, out: list[str], level: int) -> None:
    kind = unit.kind
    if kind is Kind.TEXT and not (unit.label or unit.heading or unit.children or unit.removal):
        out.append(f"<p{_id(unit)}{_role(unit)}>{_words(unit.text)}</p>\n")
        _petits(unit.petits, out)
        return
    classes = f"unit {kind.value}"
    if unit.removal is not None:
        classes += " removed"
    if unit.future_from is not None:
        classes += " future"
    tag = "section" if kind in _HEADED else "div"
    out.append(f'<{tag} class="{classes}"{_id(unit)}>\n')
    children = unit.children
    if kind in _HEADED:
        _head(unit, out, level)
        level += bool(unit.label or unit.heading)
    elif unit.label and not unit.heading and unit.removal is None and _starts_with_words(unit):
        first, children = children[0], children[1:]
        out.append(f"<p{_id(first)}>{_label(unit)} {_words(first.text)}</p>\n")
        _petits(first.petits, out)
    else:
        _inline_head(unit, out)
    if unit.removal is not None and (kind in _HEADED or not unit.label):
        _removal(unit, out)
    if kind is Kind.TEXT:
        out.append(f"<p>{_words(unit.text)}</p>\n")
    if kind is Kind.TABLE:
        _table(unit, out)
    for child in children:
        _unit(child, out, level)
    _petits(unit.petits, out)
    out.append(f"</{tag}>\n")


def _starts_with_words(unit: Unit) -> bool:
    first = unit.children[0] if unit.children else None
    return first is not None and first.kind is Kind.TEXT and not first.label


def _head(unit: Unit, out: list[str], level: int) -> None:
    words = [_words(part) for part in (unit.label, unit.heading) if part]
    if words:
        level = min(level, 6)
        out.append(f'<h{level} class="head">{" ".join(words)}</h{level}>\n')


def _label(unit: Unit) -> str:
    return f'<span class="num">{_words(unit.label)}</span>'


def _inline_head(unit: Unit, out: list[str]) -> None:
    parts = [_label(unit)] if unit.label else []
    if unit.heading:
        parts.append(f'<span class="heading">{_words(unit.heading)}</span>')
    if unit.removal is not None and unit.label:
        parts.append(_words(unit.removal.printed))
    if parts:
        out.append(f"<p>{' '.join(parts)}</p>\n")


def _removal(unit: Unit, out: list[str]) -> None:
    if unit.removal is not None:
        out.append(f'<p class="removed">{_words(unit.removal.printed)}</p>\n')


def _table(unit: Unit, out: list[str]) -> None:
    out.append("<table>\n<tbody>\n")
    for row in unit.rows:
        cells = "".join(f"<td>{_words(cell)}</td>" for cell in row)
        out.append(f"<tr>{cells}</tr>\n")
    out.append("</tbody>\n</table>\n")


def _petits(petits: list[Petit], out: list[str]) -> None:
    if not petits:
        return
    out.append('<ul class="petits" aria-label="ცვლილებების შენიშვნები">\n')
    out.extend(f"<li>{_words(petit.printed)}</li>\n" for petit in petits)
    out.append("</ul>\n")


def _id(unit: Unit) -> str:
    return f' id="{escape(unit.eid)}"' if unit.eid else ""


def _role(unit: Unit) -> str:
    return f' class="{ILLEGAL.sub("", escape(unit.role))}"' if unit.role else ""


def _words(text: str) -> str:
    text = escape(text, quote=False)
    if "^" in text:
        text = _SUP.sub(r"<sup>\1</sup>", text)
    if ILLEGAL.search(text):
        text = ILLEGAL.sub(_mark, text)
    return text


def _mark(match: re.Match[str]) -> str:
    return f'<span class="char" title="U+{ord(match.group()):04X}">\ufffd</span>'
