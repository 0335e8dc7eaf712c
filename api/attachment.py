"""The header under which a file is saved: its own name and ending, and nothing else of it.

A name comes from whoever sent the file, so folders, controls and reserved characters are taken
out of it, and the answer never says that it is anything a browser shows or runs.

>>> print(attachment("გეგმა №3.dwg")["content-disposition"])
attachment; filename="3.dwg"; filename*=UTF-8''%E1%83%92%E1%83%94%E1%83%92%E1%83%9B%E1%83%90\
%20%E2%84%963.dwg
>>> own_name("../../x<y>.dwg"), own_name("C:\\\\plans\\\\a.png"), own_name("..")
('x_y_.dwg', 'a.png', 'file')
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_LONGEST = 150  # characters of a name, ending included
_RESERVED = re.compile(r'[<>:"|?*;%]')


def own_name(name: str) -> str:
    """The name of a file without the folders it came from and without what names may not hold."""
    last = re.split(r"[/\\]", name)[-1]
    clean = "".join(c for c in last if unicodedata.category(c)[0] not in "C" or c == "\u00ad")
    clean = _RESERVED.sub("_", clean).strip(" .")
    if len(clean) > _LONGEST:
        stem, dot, ending = clean.rpartition(".")
        keep = dot + ending if stem and len(ending) <= 10 else ""
        clean = clean[: _LONGEST - len(keep)].rstrip(" .") + keep
    return clean or "file"


def attachment(name: str) -> dict[str, str]:
    """Headers that save a file under its own name (RFC 6266): an ASCII form of it for old
    programs, and the whole of it in UTF-8."""
    own = own_name(name)
    plain = re.sub(r"[^A-Za-z0-9._ -]", "", own).strip(" .-") or "file"
    if "." in own and "." not in plain:
        plain = "file." + plain if plain != "file" else plain
    whole = quote(own, safe="")
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"
    return {"content-disposition": said}
