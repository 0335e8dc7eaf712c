"""A tree as lines of text, for expectations a person can read and write.

``kind number «label» [role] heading @future | text = placeholder``; petits stand below their unit
after ``~``, readings at the end.
"""

from __future__ import annotations

from schemas.model import Act, Petit, Unit


def outline(act: Act) -> str:
    lines: list[str] = []
    for child in act.root.children:
        _unit(child, 0, lines)
    for reading in act.readings:
        lines.append(f"reading {reading.name} {reading.place} {reading.evidence}")
    return "\n".join(lines)


def _unit(unit: Unit, depth: int, lines: list[str]) -> None:
    parts = [unit.kind.value]
    if unit.number is not None:
        parts.append(str(unit.number))
    if unit.label:
        parts.append(f"«{unit.label}»")
    if unit.role:
        parts.append(f"[{unit.role}]")
    if unit.heading:
        parts.append(unit.heading)
    if unit.future_from:
        parts.append(f"@{unit.future_from}")
    if unit.text:
        parts.append(f"| {unit.text}")
    if unit.removal is not None:
        parts.append(f"= {unit.removal.printed}")
    lines.append("  " * depth + " ".join(parts))
    for petit in unit.petits:
        lines.append("  " * (depth + 1) + _petit(petit))
    for child in unit.children:
        _unit(child, depth + 1, lines)


def _petit(petit: Petit) -> str:
    fields = [petit.style, petit.kind or "-", petit.date, petit.number, petit.organ]
    fields += [petit.published, petit.issue, petit.locator]
    return "~ " + " ".join(field for field in fields if field)
