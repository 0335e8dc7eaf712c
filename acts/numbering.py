"""What a printed number means, told by its neighbours.

A superscript printed on the line is glued to its number („371“) or stands apart („37 1“); digits
of one number may stand apart too („1 3“ for 13). Only the neighbours tell: between 37 and 38,
„371“ is 37¹, and after 12, „1 3“ is 13.

>>> settle(Number.parse("371"), False, Number.parse("37"), Number.parse("38"))
(Number(series='arabic', base=(37,), prims=(1,)), 'between 37 and 38')
>>> settle(Number.parse("1^3"), True, Number.parse("12"), None)[0].base
(13,)
>>> settle(Number.parse("40"), False, Number.parse("37"), None)
(Number(series='arabic', base=(40,), prims=()), '')
"""

from __future__ import annotations

from schemas.numbers import Number


def settle(
    printed: Number, split: bool, last: Number | None, following: Number | None
) -> tuple[Number, str]:
    """The number meant and, where it is not the one printed, the evidence in words.

    ``split``: its digits stood apart; ``last`` and ``following`` are the neighbours.
    """
    if last is None:
        return (_joined(printed), "digits stood apart") if split else (printed, "")
    if split:
        joined = _joined(printed)
        if joined.follows(last):
            return joined, f"after {last}"
        return printed, ""
    if printed.follows(last) or len(printed.base) > 1:
        return printed, ""
    for read in _cuts(printed):
        if not read.follows(last):
            continue
        if following is None:
            return read, f"after {last}, nothing after"
        if any(one.follows(read) for one in (following, *_cuts(following))):
            return read, f"between {last} and {following}"
    return printed, ""


def _cuts(number: Number) -> list[Number]:
    """371 as 3⁷¹ and 37¹."""
    if number.series != "arabic" or number.prims or len(number.base) > 1:
        return []
    digits = str(number.base[0])
    return [
        Number("arabic", (int(digits[:cut]),), (int(digits[cut:]),))
        for cut in range(1, len(digits))
        if digits[cut] != "0"
    ]


def _joined(number: Number) -> Number:
    """„1 3“ (read as 1³) as 13."""
    return Number("arabic", (int(f"{number.base[0]}{number.prims[-1]}"),))
