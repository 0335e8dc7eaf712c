"""Rules approved on a day without an act of their own: „ბანკის მიერ 1993 წლის 28 ივლისს
დამტკიცებული „ბანკების გახსნის წესები““. The rules are the act, told by issuer, day and title.
"""

from __future__ import annotations

import re

from amendments import lexicon
from amendments.cited import Cited, CitedToken
from amendments.documents import document_name
from amendments.folding import Folded
from amendments.issuers import issuer, issuer_start
from amendments.titles import title_in
from amendments.tokens import Token

_QUOTED = re.compile(r"„(?P<title>[^„]{4,}(?:„[^“]*“[^„“]*)?)“")


def approved_alone(
    tokens: list[Token], index: int, out: list[Token], view: Folded
) -> tuple[int, CitedToken] | None:
    """Index behind the rules and their citation, which takes issuer and day off ``out``."""
    told = len(out) > 2 and out[-1].kind == "date" and len(out[-1].value) == 10
    if tokens[index].value != "approved" or not told or out[-2].value != "მიერ":
        return None
    found = document_name(tokens, index + 1, view, approved=True)
    first = issuer_start(out, len(out) - 2, view)
    words = view.text[out[first].start : out[-2].start] if first < len(out) - 2 else ""
    who = issuer(words, "")
    if found is None or who is None:
        return None
    stop, name, case, _ = found
    quoted = _QUOTED.search(name)
    title = quoted["title"] if quoted else name
    noun = name.replace(quoted.group(), "") if quoted else name
    kind = next((w for w in reversed(noun.split()) if w in lexicon.DOCUMENTS), "")
    if not kind:
        return None
    if first and out[first - 1].kind == "quote" and not quoted:
        first, title = first - 1, title_in(view, out[first - 1])
    day = out[-1].value
    start = out[first].start
    del out[first:]
    cited = Cited(kind, case, title=title, issuer=who, date=day)
    end = tokens[stop - 1].end
    return stop, CitedToken("cited", start, end, kind, case, cited=cited)
