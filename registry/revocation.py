"""Whether a signer's certificate is known not to be revoked: asked of files that are at hand.

Lists of revoked certificates (CRL) and answers of the authority (OCSP) are put by an administrator
into the folder that ``MATSNE_REVOCATION`` names (``.crl``, ``.pem``, ``.ors``, ``.ocsp``); nothing
is fetched. A list counts only where it is signed by the authority itself and is not out of date;
an answer only for a certificate that names a place where answers are given, and signed by the
authority or by whom it named for that. Both are asked, each alone: a revocation in either is one.
Without files the finding says plainly that nobody was asked.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from registry.preview import Check

NAME = "revocation"
_NOT_ASKED = "not asked: no CRL or OCSP files are given (MATSNE_REVOCATION), nothing is fetched"


def not_revoked(
    cert: Any, others: Iterable[Any], roots: list[Any], folder: Path | None = None
) -> Check:
    """The finding: True, known not to be revoked; False, revoked, with the day; None, not known,
    with the reason. ``others``: certificates that came with the signature."""
    lists, answers = _at_hand(folder)
    if not lists and not answers:
        return Check(NAME, None, _NOT_ASKED)
    given = list(others)
    found: list[Check] = []
    if lists:
        found.append(_asked("CRL", cert, given, roots, lists, []))
    if answers:
        found.append(_asked("OCSP", cert, given, roots, [], answers))
    revoked = next((one for one in found if one.ok is False), None)
    good = " + ".join(one.evidence for one in found if one.ok)
    return revoked or (Check(NAME, True, good) if good else found[0])


def _asked(
    what: str, cert: Any, others: list[Any], roots: list[Any], lists: list[Any], answers: list[Any]
) -> Check:
    """What the lists alone, or the answers alone, prove."""
    from pyhanko_certvalidator import CertificateValidator, ValidationContext  # noqa: PLC0415
    from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError  # noqa: PLC0415

    try:
        context = ValidationContext(
            trust_roots=roots, crls=lists, ocsps=answers, allow_fetching=False,
            revocation_mode="require",
        )  # fmt: skip
        validator = CertificateValidator(cert, others, validation_context=context)
        asyncio.run(validator.async_validate_path())
    except RevokedError as error:
        day = error.revocation_dt.date().isoformat()
        return Check(NAME, False, f"revoked on {day}: {error.reason.human_friendly}")
    except (PathError, ValidationError, ValueError) as error:
        return Check(NAME, None, f"not known: {' '.join(str(error).split())[:200]}")
    return Check(NAME, True, what)


def _at_hand(folder: Path | None) -> tuple[list[Any], list[Any]]:
    """Lists and answers in the folder; a file that is neither is left aside."""
    from asn1crypto import crl, ocsp, pem  # noqa: PLC0415

    named = os.environ.get("MATSNE_REVOCATION")
    where = folder or (Path(named) if named else None)
    lists: list[Any] = []
    answers: list[Any] = []
    for file in sorted(where.glob("*")) if where is not None else ():
        if file.suffix not in (".crl", ".pem", ".ors", ".ocsp", ".der"):
            continue
        data = file.read_bytes()
        data = pem.unarmor(data)[2] if pem.detect(data) else data
        kind, into = (ocsp.OCSPResponse, answers) if file.suffix in (".ors", ".ocsp") else (
            crl.CertificateList, lists
        )  # fmt: skip
        try:
            held = kind.load(data)
            _ = held.native
        except ValueError:
            continue
        into.append(held)
    return lists, answers
