"""The registration code as page furniture prints it.

>>> find_code("http://www.matsne.gov.ge 040.000.000.05.001.000.223")
'040.000.000.05.001.000.223'
>>> find_code("010250000.04.001.016100"), find_code("12.10.2004")
('010250000.04.001.016100', None)
"""

from __future__ import annotations

import re

# 9 digits of branch, 2 of kind, 3 of organ, 6 of serial (Order 158), in both printed forms.
_CODE = re.compile(r"(?<![\d.])\d{3}\.?\d{3}\.?\d{3}\.\d{2}\.\d{3}\.\d{3}\.?\d{3}(?!\.?\d)")


def find_code(text: str) -> str | None:
    """The first registration code in a text, as printed, or None."""
    match = _CODE.search(text)
    return match.group() if match else None
