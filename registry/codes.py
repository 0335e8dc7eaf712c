"""The state registration code: twenty digits in five groups (Order 158 art. 7(9)).

| digits | what |
|---|---|
| 9 | branch of the legislation's classifier |
| 2 | kind of act (annex 2) |
| 3 | issuer, or for local acts the self-governing unit (annex 3) |
| 6 | place in that part of the register |

Both printed forms are read: ``040.000.000.05.001.000.223`` and ``010250000.04.001.016100``.

>>> code = RegistrationCode.parse("010.340.000.22.027.014.199")
>>> code.sector, code.kind, code.organ, code.sequence
('010340000', '22', '027', 14199)
>>> code.short, code.long
('010340000.22.027.014199', '010.340.000.22.027.014.199')
>>> RegistrationCode.parse("12.10.2004")
Traceback (most recent call last):
registry.codes.BadCode: not a registration code: '12.10.2004'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORMS = re.compile(r"\d{3}\.?\d{3}\.?\d{3}\.?\d{2}\.?\d{3}\.?\d{3}\.?\d{3}\.?", re.ASCII)
LAST_SEQUENCE = 999_999


class BadCode(ValueError):
    """Text, or parts, that make no registration code."""


@dataclass(frozen=True, slots=True, order=True)
class RegistrationCode:
    """One code. ``sequence`` counts from 1 within :attr:`part`."""

    sector: str
    kind: str
    organ: str
    sequence: int

    def __post_init__(self) -> None:
        for value, size in ((self.sector, 9), (self.kind, 2), (self.organ, 3)):
            if not re.fullmatch(rf"[0-9]{{{size}}}", value):
                raise BadCode(f"not {size} digits: {value!r}")
        if not 0 <= self.sequence <= LAST_SEQUENCE:
            raise BadCode(f"six digits cannot hold the sequence {self.sequence}")

    @classmethod
    def parse(cls, text: str) -> RegistrationCode:
        """Read either printed form, or the twenty digits alone. Raises :class:`BadCode`."""
        if not _FORMS.fullmatch(text.strip()):
            raise BadCode(f"not a registration code: {text!r}")
        digits = text.strip().replace(".", "")
        return cls(digits[:9], digits[9:11], digits[11:14], int(digits[14:]))

    @property
    def part(self) -> str:
        """The part of the register the sequence counts in: kind and issuer (art. 7(3))."""
        return f"{self.kind}.{self.organ}"

    @property
    def digits(self) -> str:
        """The twenty digits: the form that is kept and compared."""
        return f"{self.sector}{self.kind}{self.organ}{self.sequence:06d}"

    @property
    def short(self) -> str:
        """The form of the portal: ``010340000.22.027.014199``."""
        return f"{self.sector}.{self.kind}.{self.organ}.{self.sequence:06d}"

    @property
    def long(self) -> str:
        """The form of Order 158: ``010.340.000.22.027.014.199``."""
        d = self.digits
        groups = (d[:3], d[3:6], d[6:9], d[9:11], d[11:14], d[14:17], d[17:])
        return ".".join(groups)
