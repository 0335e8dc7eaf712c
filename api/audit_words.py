"""What the audit trail's actions and details are called, for people who read it.

>>> said("draft-visa", 1)
'draft: give the visa'
>>> told({"roles": ["auditor"], "ground": "№9", "state": ""}, 1)
'roles: auditor; ground: №9'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.workbench_words import DECISIONS, EVENTS, STEPS

Pair = tuple[str, str]

ACTIONS: dict[str, Pair] = {
    "applied": ("რეგისტრაციის განაცხადი", "filed the form"),
    "bundle-aimed": ("საქმის აქტი მიეთითა", "bundle aimed at an act"),
    "bundle-approved": ("საქმე დამტკიცდა", "bundle approved"),
    "bundle-opened": ("საქმე გაიხსნა", "bundle opened"),
    "bundle-sent-back": ("საქმე უკან დაბრუნდა", "bundle sent back"),
    "bundle-submitted": ("საქმე დასამტკიცებლად გადაიცა", "bundle handed over"),
    "bundle-taken-over": ("საქმე გადაიბარეს", "bundle taken over"),
    "clock-changed": ("ვადა შეიცვალა", "clock changed"),
    "code-passed": ("კოდი გამოტოვებულია", "code passed over"),
    "code-table-changed": ("კოდების ცხრილი შეიცვალა", "code table changed"),
    "confirmed-against-words": (
        "დადასტურდა მითითების სიტყვებისგან განსხვავებული",
        "confirmed against the order’s words",
    ),
    "corrective-event": ("გამასწორებელი მოვლენა შესრულდა", "corrective event carried out"),
    "corrective-event-opened": ("გამასწორებელი მოვლენა გაიხსნა", "corrective event opened"),
    "data-kept-current": ("საკუთარი მონაცემები განახლდა", "own data kept current"),
    "day-changed": ("ერთჯერადი დღე შეიცვალა", "one-off day changed"),
    "device-lost": ("მოწყობილობა დაკარგულია", "device lost"),
    "device-lost-confirmed": ("ახალი მოწყობილობა დადასტურდა", "new device confirmed"),
    "device-lost-rejected": ("ახალი მოწყობილობა უარყვეს", "new device rejected"),
    "device-replaced": ("მოწყობილობა შეიცვალა", "device replaced"),
    "difference-classified": ("განსხვავება დაკლასიფიცირდა", "difference classified"),
    "event-rejected": ("მოვლენა უარყვეს", "event rejected"),
    "identity-linked": ("ელექტრონული იდენტობა დაუკავშირდა", "identity linked"),
    "identity-unlinked": ("ელექტრონული იდენტობა მოიხსნა", "identity unlinked"),
    "locked": ("სახელი დაიბლოკა", "name locked"),
    "logged-in": ("შემოვიდა", "logged in"),
    "official-compared": ("ოფიციალურ ტექსტს შედარდა", "compared with an official text"),
    "particulars-entered": ("რეესტრის მონაცემები შეიტანეს", "particulars entered"),
    "particulars-proposed": ("რეესტრის მონაცემები შესთავაზეს", "particulars proposed"),
    "particulars-rejected": ("რეესტრის მონაცემები უარყვეს", "particulars rejected"),
    "password-changed": ("პაროლი შეიცვალა", "password changed"),
    "password-forgotten": ("პაროლი დავიწყებულია", "password forgotten"),
    "password-forgotten-confirmed": ("ახალი პაროლი დადასტურდა", "new password confirmed"),
    "password-forgotten-rejected": ("ახალი პაროლი უარყვეს", "new password rejected"),
    "password-reset": ("პაროლი კოდით შეიცვალა", "password reset by a code"),
    "published": ("აქტი გამოქვეყნდა", "act published"),
    "recovery-codes-made": ("აღდგენის კოდები შეიქმნა", "recovery codes made"),
    "register-filled": ("რეესტრი შეივსო", "register filled"),
    "rights-changed": ("უფლებები შეიცვალა", "rights changed"),
    "secrets-sealed": ("საიდუმლოები დაიშიფრა", "secrets sealed"),
    "taken-over": ("იმპორტირებული აქტები რეესტრში შევიდა", "imported acts taken over"),
    "terms-accepted": ("პირობები მიიღო", "terms accepted"),
}
# Families: what stands before the name of a step, a decision or an event.
_FAMILIES: dict[str, tuple[Pair, Mapping[str, Pair]]] = {
    "draft-": (("პროექტი", "draft"), STEPS),
    "decision-": (("გადაწყვეტილება", "decision"), DECISIONS),
    "event-": (("მოვლენა", "event"), EVENTS),
}
_ENDS: dict[str, Pair] = {
    "-proposed": ("შესთავაზეს", "proposed"),
    "-carried-out": ("აღსრულდა", "carried out"),
}
_FIELDS: dict[str, str] = {
    "after": "გახდა", "before": "იყო", "ground": "საფუძველი", "reason": "მიზეზი", "code": "კოდი",
    "day": "დღე", "rights": "უფლებები", "roles": "როლები", "state": "მდგომარეობა",
    "source": "წყარო", "number": "ნომერი", "date": "თარიღი", "body": "ორგანო", "due": "ვადა",
    "target": "შესაცვლელი აქტი", "amending": "ცვლილების აქტი", "operations": "ოპერაციები",
    "signature": "ხელმოწერა", "fields": "ველები", "how": "რით", "edition": "რედაქცია",
    "codes": "კოდები", "act": "აქტი", "iri": "მისამართი", "conclusion": "დასკვნა",
    "corrects": "ასწორებს საქმეს", "asked_by": "მოითხოვა", "proposed_by": "შესთავაზა",
    "published": "გამოქვეყნდა", "organ": "ორგანო", "kind": "სახე", "issuer": "მიმღები",
}  # fmt: skip


def said(action: str, place: int) -> str:
    """An action in Georgian (0) or English (1); one without a name stays as it is kept."""
    if action in ACTIONS:
        return ACTIONS[action][place]
    for start, (family, names) in _FAMILIES.items():
        if not action.startswith(start):
            continue
        rest = action.removeprefix(start)
        end = next((end for end in _ENDS if rest.endswith(end)), "")
        if (name := rest.removesuffix(end)) in names:
            tail = f", {_ENDS[end][place]}" if end else ""
            return f"{family[place]}: {names[name][place]}{tail}"
    return action


def told(detail: Mapping[str, Any], place: int) -> str:
    """The details of a line; what says nothing is left out."""
    parts = []
    for key, value in detail.items():
        shown = _plain(value, place)
        if shown:
            parts.append(f"{_FIELDS.get(key, key) if place == 0 else key}: {shown}")
    return "; ".join(parts)


def _plain(value: Any, place: int) -> str:
    if isinstance(value, dict):
        inner = told(value, place)
        return f"({inner})" if inner else ""
    if isinstance(value, list):
        return ", ".join(_plain(one, place) for one in value)
    return "" if value is None else str(value)
