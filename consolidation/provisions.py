"""Provisions and frames: the two sorts of units that a text of many versions is kept in.

A *provision* is a unit that changes as one: an article with all its points, a point where there
are no articles, a heading block, a signature block. A *frame* holds provisions and little of its
own: a chapter with its heading, a body, an annex, the act. Most changes touch one provision and
no frame, so a version of a whole act is its frames and, for each provision, the text it has that
day.

>>> from schemas.model import Unit
>>> article = Unit(Kind.ARTICLE, wid="art_1", children=[Unit(Kind.POINT, wid="art_1__para_1")])
>>> [unit.wid for unit in provisions(Unit(Kind.BODY, children=[article]))]
['art_1']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.model import Kind, Unit

# A tuple: an enum member is compared faster than hashed.
FRAMES = (
    Kind.ACT, Kind.BODY, Kind.ANNEX, Kind.BOOK, Kind.PART, Kind.CHAPTER, Kind.SUBCHAPTER,
    Kind.GROUP,
)  # fmt: skip


def provisions(frame: Unit) -> Iterator[Unit]:
    """The provisions below a frame, in document order."""
    for child in frame.children:
        if child.kind in FRAMES:
            yield from provisions(child)
        else:
            yield child


def frames(frame: Unit) -> Iterator[Unit]:
    """A frame and all frames below it, in document order."""
    yield frame
    for child in frame.children:
        if child.kind in FRAMES:
            yield from frames(child)


def provision_of(chain: Sequence[Unit]) -> Unit | None:
    """The provision that a chain of units (outermost first) leads into; None: a frame alone."""
    return next((unit for unit in chain if unit.kind not in FRAMES), None)


@dataclass(frozen=True, slots=True)
class Reach:
    """What one operation read and wrote, so that a late one need not replay the rest.

    ``frame``: frames, or which provisions there are; ``provisions``: the ``wid`` of those whose
    content it read or wrote; ``everything``: the content of all of them.
    """

    frame: bool = False
    provisions: frozenset[str] = frozenset()
    everything: bool = False
