"""Who may do what: the five rights of annex 4 and the roles of the Herald's office.

Rights belong to people of issuing bodies (Order 158 annex 4, note); roles to people of the
Herald, and of the Ministry of Justice for the legal conclusion (Law 1876 art. 19).
"""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """Annex 4, letters ა–ე."""

    DRAFT = "draft"  # ა) პროექტის შედგენა
    VISA = "visa"  # ბ) ვიზირება
    EXPERTISE = "expertise"  # გ) იუსტიციის სამინისტროში ექსპერტიზაზე გადაგზავნა
    SEND = "send"  # დ) მაცნეში გაგზავნა
    SIGN = "sign"  # ე) ხელმომწერის ფუნქცია


class Role(StrEnum):
    """Roles of the office."""

    REGISTRAR = "registrar"
    SYSTEMATIZER = "systematizer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    EXPERT = "expert"  # the Ministry's lawyer who gives the conclusion
    SECRET = "secret"  # admitted to the secret part; a permission beside another role


RIGHT_NAMES: dict[Right, tuple[str, str]] = {
    Right.DRAFT: ("ა) პროექტის შედგენა", "drafting"),
    Right.VISA: ("ბ) ვიზირება", "visa"),
    Right.EXPERTISE: ("გ) ექსპერტიზაზე გადაგზავნა", "sending to expertise"),
    Right.SEND: ("დ) მაცნეში გაგზავნა", "sending to the Herald"),
    Right.SIGN: ("ე) ხელმომწერის ფუნქცია", "signing"),
}
ROLE_NAMES: dict[Role, tuple[str, str]] = {
    Role.REGISTRAR: ("რეგისტრატორი", "registrar"),
    Role.SYSTEMATIZER: ("სისტემატიზატორი", "systematizer"),
    Role.APPROVER: ("დამამტკიცებელი", "approver"),
    Role.ADMINISTRATOR: ("ადმინისტრატორი", "administrator"),
    Role.AUDITOR: ("აუდიტორი", "auditor"),
    Role.EXPERT: ("იუსტიციის ექსპერტი", "legal expert"),
    Role.SECRET: ("საიდუმლო ნაწილი", "secret part"),
}
