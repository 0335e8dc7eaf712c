"""What pages of the State Register say, in Georgian and in English."""

from __future__ import annotations

Pair = tuple[str, str]

ABSENT: Pair = ("არ არის მითითებული", "not stated")
STATES: dict[str, Pair] = {
    "in-force": ("ძალაშია", "in force"),
    "repealed": ("ძალადაკარგულია", "no longer in force"),
    "not-yet": ("ჯერ არ ამოქმედებულა", "not in force yet"),
    "not-proved": ("ამოქმედების დღე არ დასტურდება", "day of entry into force not proved"),
}
ORIGINS: dict[str, Pair] = {
    "published": ("გამოქვეყნდა აქ", "published here"),
    "imported": ("შემოტანილია, როგორც იბეჭდება", "imported, as it prints itself"),
}
ENTERED: dict[str, Pair] = {
    "published": ("გამოქვეყნების თარიღი", "day of publication"),
    "organ": ("გამოქვეყნების ორგანო", "organ of publication"),
    "code": ("სარეგისტრაციო კოდი", "registration code"),
    "kind": ("სახე", "kind"),
    "issuer": ("მიმღები (გამომცემი)", "issuer"),
    "number": ("მიმღების ნომერი", "issuer's number"),
}
PROCEDURES: dict[str, Pair] = {
    "code": ("კოდების ცხრილი", "table of codes"),
    "clock": ("ვადა", "clock"),
    "day": ("ცალკეული დღე", "one-off day"),
}
DAYS: dict[str, Pair] = {"working": ("სამუშაო", "working"), "off": ("დასვენება", "off")}
ORDERS: dict[str, Pair] = {
    "newest": ("ბოლოს შეტანილი პირველად", "entered last first"),
    "oldest": ("პირველად შეტანილი პირველად", "entered first first"),
    "adopted": ("მიღების თარიღით, ახლიდან", "by day of adoption, newest first"),
}
PARTICULARS: dict[str, Pair] = {
    "kind": ("ა) სახე", "a) kind"),
    "issuer": ("ბ) მიმღები (გამომცემი)", "b) issuer"),
    "title": ("გ) სათაური", "c) title"),
    "date": ("დ) მიღების თარიღი", "d) day of adoption"),
    "until": ("დ) მოქმედების ვადა", "d) term"),
    "number": ("ე) მიმღების ნომერი", "e) issuer's number"),
    "published": ("ვ) გამოქვეყნების ორგანო და თარიღი", "f) organ and day of publication"),
    "code": ("ზ) სარეგისტრაციო კოდი", "g) registration code"),
    "changed": ("თ) ცვლილების თარიღები", "h) days of change"),
}
