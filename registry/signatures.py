"""Electronic signatures and stamps on an act that comes in, checked by the program (27(7) L).

Two forms are known: a signature beside the text (CAdES: CMS, ``.p7s``, detached) and one inside a
PDF (PAdES). Each thing looked at is a finding with its name; what cannot be checked says so and is
never taken for good. The certificates that are trusted are files (PEM or DER) in the folder that
``MATSNE_TRUST`` names. Nothing is fetched: revocation is asked of files at hand
(:mod:`registry.revocation`), and without them the finding says that nobody was asked.

| finding | asks |
|---|---|
| form | is it a signature of a known form |
| content | is it on this text: the draft's bytes, or a PDF with the same words, wholly covered |
| integrity | does the signature fit what was signed and the certificate |
| chain | does the certificate lead to a trusted one, and was it in force |
| qualified | does the certificate say that it is qualified (ETSI EN 319 412-5, QcCompliance) |
| revocation | is it known not to be revoked |
| time | is there a trusted time stamp |

A signature is ``good`` where form, content, integrity and chain are, ``bad`` where one of them is
not, else ``open``: a person looks.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from registry.preview import Check
from registry.revocation import not_revoked

MUST = ("form", "content", "integrity", "chain")
_QC_STATEMENTS, _QC_COMPLIANCE = "1.3.6.1.5.5.7.1.3", bytes.fromhex("060604008e460101")
Same = Callable[[bytes], bool]  # whether a PDF has the words of the draft


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. ``form``: CAdES, PAdES, or „“."""

    form: str
    findings: tuple[Check, ...]
    signer: str = ""
    serial: str = ""
    issuer: str = ""
    at: str = ""  # the signer's own word for the time

    @property
    def state(self) -> Literal["good", "bad", "open"]:
        found = {one.name: one.ok for one in self.findings}
        if False in found.values():
            return "bad"
        return "good" if all(found.get(name) for name in MUST) else "open"

    def said(self) -> str:
        """One line for the record of the act."""
        who = ", ".join(part for part in (self.signer, self.issuer, self.serial) if part)
        marks = {True: "+", False: "-", None: "?"}
        shown = " ".join(f"{marks[one.ok]}{one.name}" for one in self.findings)
        return f"{self.form or '?'}: {self.state}; {who}; {shown}"


def check(data: bytes, text: bytes, same: Same, roots: Path | None = None) -> Verdict:
    """Look at a signature file that came with a draft whose bytes are ``text``.

    ``same`` says whether a signed PDF holds the draft's words. Never raises for what is in
    ``data``: a file that is no signature is a verdict too.
    """
    if importlib.util.find_spec("pyhanko") is None:
        why = "the checker is not installed: pip install 'matsne[signatures]'"
        return Verdict("", (Check("form", None, why),))
    trusted, told = _roots(roots)
    try:
        if data.startswith(b"%PDF-"):
            return _pdf(data, same, trusted, told)
        return _detached(data, text, trusted, told)
    except Exception as error:  # whatever a strange file makes a parser do
        return Verdict("", (Check("form", False, f"{type(error).__name__}: {error}"[:200]),))


def _detached(data: bytes, text: bytes, roots: list[Any], told: str) -> Verdict:
    from asn1crypto import cms  # noqa: PLC0415  an extra
    from pyhanko.sign.validation import async_validate_detached_cms  # noqa: PLC0415

    content = cms.ContentInfo.load(_der(data))
    if content["content_type"].native != "signed_data":
        return Verdict("", (Check("form", False, content["content_type"].native),))
    signed = content["content"]
    inside = signed["encap_content_info"]["content"]
    given = inside.native if inside.native is not None else text
    status = asyncio.run(async_validate_detached_cms(given, signed, _context(roots)))
    is_it = given == text and bool(status.intact)
    findings = [
        Check("form", True, "CMS"),
        Check("content", is_it, "the draft's bytes" if is_it else "another text is signed"),
        *_findings(status, told, roots, _with(signed)),
    ]
    return _verdict("CAdES", findings, status)


def _pdf(data: bytes, same: Same, roots: list[Any], told: str) -> Verdict:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    signatures = PdfFileReader(BytesIO(data), strict=False).embedded_regular_signatures
    if not signatures:
        return Verdict("PAdES", (Check("form", False, "the PDF has no signature"),))
    last = signatures[-1]
    status = asyncio.run(async_validate_pdf_signature(last, _context(roots)))
    covers = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    words = same(data)
    why = "the same words" if words else "the PDF has other words than the draft"
    if not covers:
        why = f"not the whole file is signed: {status.coverage}"
    findings = [
        Check("form", True, f"PDF, {len(signatures)}"),
        Check("content", covers and words, why),
        *_findings(status, told, roots, _with(last.signed_data)),
    ]
    return _verdict("PAdES", findings, status)


def _with(signed: Any) -> list[Any]:
    """Certificates that came with a signature."""
    return [one.chosen for one in signed["certificates"] or () if one.name == "certificate"]


def _findings(status: Any, told: str, roots: list[Any], others: list[Any]) -> list[Check]:
    trust = True if status.trusted else (None if told else False)
    why = told or str(status.trust_problem_indic or "a trusted certificate")
    qualified = _qualified(status.signing_cert)
    stamp = status.timestamp_validity
    return [
        Check("integrity", bool(status.intact and status.valid), status.md_algorithm),
        Check("chain", trust, why),
        Check(
            "qualified", qualified or None, "QcCompliance" if qualified else "it does not say so"
        ),
        not_revoked(status.signing_cert, others, roots),
        Check("time", bool(stamp and stamp.trusted) or None, "time stamp" if stamp else "—"),
    ]


def _verdict(form: str, findings: list[Check], status: Any) -> Verdict:
    cert = status.signing_cert
    at = status.signer_reported_dt
    return Verdict(
        form, tuple(findings), cert.subject.human_friendly, f"{cert.serial_number:x}",
        cert.issuer.human_friendly, at.isoformat() if at else "",
    )  # fmt: skip


def _qualified(cert: Any) -> bool:
    for extension in cert["tbs_certificate"]["extensions"] or ():
        if extension["extn_id"].dotted == _QC_STATEMENTS:
            return _QC_COMPLIANCE in bytes(extension["extn_value"].contents)
    return False


def _context(roots: list[Any]) -> Any:
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    return ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")


def _roots(folder: Path | None) -> tuple[list[Any], str]:
    """The trusted certificates, and what is to be said where there are none."""
    from asn1crypto import x509  # noqa: PLC0415

    named = os.environ.get("MATSNE_TRUST")
    where = folder or (Path(named) if named else None)
    if where is None:
        return [], "no trusted certificates are configured (MATSNE_TRUST)"
    found = [
        x509.Certificate.load(_der(file.read_bytes()))
        for file in sorted(where.glob("*"))
        if file.suffix in (".pem", ".crt", ".cer", ".der")
    ]
    return found, "" if found else f"no certificate in {where}"


def _der(data: bytes) -> bytes:
    from asn1crypto import pem  # noqa: PLC0415

    return pem.unarmor(data)[2] if pem.detect(data) else data
