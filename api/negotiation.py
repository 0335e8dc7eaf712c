"""Which format an answer has: by extension, by ``format=``, or by what ``Accept`` likes best.

>>> best("text/html,application/xhtml+xml,*/*;q=0.8"), best("application/akn+xml")
('html', 'xml')
>>> best("application/json;q=0.2, text/markdown"), best("image/png"), best("")
('md', None, 'html')
"""

from __future__ import annotations

from api.problems import Problem
from api.renditions import MEDIA

_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/akn+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/json": "json",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_OFFERED = ("html", "json", "xml", "txt", "md", "pdf", "docx")


def best(accept: str, preferred: str = "html") -> str | None:
    """The format an Accept header likes best; ``preferred`` where it does not choose.

    None: it takes none of ours. Where two are liked alike, the one named first wins.
    """
    if not accept.strip():
        return preferred
    liked: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = _quality(parameters)
        for name in _formats(media.lower(), preferred):
            liked.setdefault(name, quality)
    names = [name for name, quality in liked.items() if quality > 0]
    return max(names, key=lambda name: liked[name], default=None)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _formats(media: str, preferred: str) -> tuple[str, ...]:
    if media == "*/*":
        return (preferred, *_OFFERED)
    if media.endswith("/*"):
        major = media[:-1]
        names = [name for kind, name in _TYPES.items() if kind.startswith(major)]
        return tuple(dict.fromkeys((preferred, *names) if preferred in names else names))
    found = _TYPES.get(media)
    return (found,) if found in _OFFERED else ()


def choose(extension: str, wish: str | None, accept: str, preferred: str) -> str:
    """The format of an answer. Raises :class:`Problem` ``not-acceptable``."""
    name = extension or wish or best(accept, preferred)
    if name not in MEDIA:
        offered = {form: MEDIA[form].partition(";")[0] for form in _OFFERED}
        raise Problem("not-acceptable", f"no {name or accept[:120]}", formats=offered)
    return name
