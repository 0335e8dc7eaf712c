"""A refusal as an exception, so that a change that cannot be proved stops half-way nowhere."""

from __future__ import annotations

from amendments.operations import Refusal
from schemas.refusals import NAMES


class Refused(Exception):
    """The operation changes nothing. ``name`` is in :data:`schemas.refusals.NAMES`.

    >>> Refused("number-taken", "art_5__para_3 stands already").refusal.name
    'number-taken'
    """

    def __init__(self, name: str, reason: str) -> None:
        if name not in NAMES:
            raise ValueError(f"unknown refusal name {name!r}")
        super().__init__(f"{name}: {reason}")
        self.refusal = Refusal(name, reason)
