"""Signatures and stamps checked by the program, with an authority of our own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.x509 import ocsp

from api.workbench_drafts import verdict
from registry import desk, signatures
from registry.office import Office
from registry.store import Store
from tests.registry.flow import PARLIAMENT
from tests.workbench.authority import Authority
from tests.workbench.client import Client

pytest.importorskip("pyhanko", reason="the extra „signatures“ is not installed")
As = Callable[[str], Client]
TEXT = "საქართველოს კანონი\n\nბაღების შესახებ\n\nმუხლი 1\nბაღი ღიაა.\n".encode()
DRAFT = {
    "title": "ბაღების შესახებ", "kind": "კანონი", "issuers": PARLIAMENT, "force": "publication",
    "exempt": "საჭირო არ არის", "text": TEXT.decode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.made()


@pytest.fixture
def trusted(authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATSNE_TRUST", str(authority.trusted(tmp_path / "trust")))


def looked(data: bytes, text: bytes = TEXT, *, same: bool = False) -> dict[str, bool | None]:
    found = signatures.check(data, text, lambda pdf: same)
    return {"state": found.state, **{one.name: one.ok for one in found.findings}}  # type: ignore[dict-item]


def test_a_good_signature_says_whose_it_is(trusted: None, authority: Authority) -> None:
    found = signatures.check(authority.signer("სალომე მ.").beside(TEXT), TEXT, lambda pdf: False)
    assert found.state == "good"
    assert (found.form, found.signer) == ("CAdES", "Common Name: სალომე მ.")
    ok = {one.name: one.ok for one in found.findings}
    assert (ok["qualified"], ok["revocation"], ok["time"]) == (True, None, None)


def test_a_signature_on_another_text_is_bad(trusted: None, authority: Authority) -> None:
    data = authority.signer("ვინმე").beside(TEXT)
    found = looked(data, TEXT + b" ")
    assert (found["state"], found["content"], found["integrity"]) == ("bad", False, False)
    broken = bytearray(data)
    broken[-5] ^= 1
    assert looked(bytes(broken))["state"] == "bad"


def test_a_stranger_s_certificate_is_bad(trusted: None) -> None:
    found = looked(Authority.made().signer("უცხო").beside(TEXT))
    assert (found["state"], found["integrity"], found["chain"]) == ("bad", True, False)


def test_a_certificate_that_is_over_is_bad(trusted: None, authority: Authority) -> None:
    found = looked(authority.signer("ძველი", days=-30).beside(TEXT))
    assert (found["state"], found["chain"]) == ("bad", False)


def test_without_trusted_certificates_nothing_is_good(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MATSNE_TRUST", raising=False)
    data = authority.signer("ვინმე", qualified=False).beside(TEXT)
    found = looked(data)
    assert (found["state"], found["chain"], found["qualified"]) == ("open", None, None)
    monkeypatch.setenv("MATSNE_TRUST", str(tmp_path))
    assert looked(data)["state"] == "open"


def test_revocation_is_asked_of_lists_at_hand_and_said_plainly(
    trusted: None, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = authority.signer("სალომე მ."), authority.signer("გაუქმებული")

    def finding(data: bytes) -> tuple[str, bool | None, str]:
        found = signatures.check(data, TEXT, lambda pdf: False)
        (one,) = (f for f in found.findings if f.name == "revocation")
        return found.state, one.ok, one.evidence

    state, ok, why = finding(good.beside(TEXT))
    assert (state, ok) == ("good", None)
    assert "not asked" in why
    folder = authority.revocations(tmp_path / "lists", bad)
    monkeypatch.setenv("MATSNE_REVOCATION", str(folder))
    assert finding(good.beside(TEXT)) == ("good", True, "CRL")
    state, ok, why = finding(bad.beside(TEXT))
    assert (state, ok) == ("bad", False)
    assert "revoked on" in why


@pytest.mark.parametrize("fault", ["out of date", "another authority", "no list", "rubbish"])
def test_a_list_that_proves_nothing_leaves_revocation_open(
    trusted: None, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    folder = tmp_path / "lists"
    signer = authority.signer("სალომე მ.")
    if fault == "out of date":
        authority.revocations(folder, days=-1)
    elif fault == "another authority":
        authority.revocations(folder, by=Authority.made())
    else:
        folder.mkdir()
        if fault == "rubbish":
            (folder / "list.crl").write_bytes(b"not a list")
    monkeypatch.setenv("MATSNE_REVOCATION", str(folder))
    found = looked(signer.beside(TEXT))
    assert (found["state"], found["revocation"]) == ("good", None)


def revocation(data: bytes) -> tuple[str, bool | None, str]:
    found = signatures.check(data, TEXT, lambda pdf: False)
    (one,) = (f for f in found.findings if f.name == "revocation")
    return found.state, one.ok, one.evidence


@pytest.mark.parametrize("who", ["the authority", "one it named"])
def test_an_answer_of_the_authority_says_good_or_revoked(
    trusted: None, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Answers (OCSP) kept as files, made here and signed as an authority signs them."""
    signer, folder = authority.signer("სალომე მ."), tmp_path / "answers"
    monkeypatch.setenv("MATSNE_REVOCATION", str(folder))
    by = authority.responder() if who == "one it named" else None
    authority.answer(folder, signer, by=by)
    assert revocation(signer.beside(TEXT)) == ("good", True, "OCSP")
    authority.answer(folder, signer, ocsp.OCSPCertStatus.REVOKED, by=by)
    state, ok, why = revocation(signer.beside(TEXT))
    assert (state, ok) == ("bad", False)
    assert why.startswith("revoked on ")
    assert why.endswith("a compromised key")


@pytest.mark.parametrize(
    "fault",
    ["unknown", "stale", "another authority", "nobody named it", "another signer", "broken"],
)
def test_an_answer_that_proves_nothing_leaves_revocation_open(
    trusted: None, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    signer, folder = authority.signer("სალომე მ."), tmp_path / "answers"
    monkeypatch.setenv("MATSNE_REVOCATION", str(folder))
    if fault == "unknown":
        authority.answer(folder, signer, ocsp.OCSPCertStatus.UNKNOWN)
    elif fault == "stale":
        authority.answer(folder, signer, days=-1)
    elif fault == "another authority":
        authority.answer(folder, signer, by=Authority.made())
    elif fault == "nobody named it":  # a certificate of the authority that is no responder's
        authority.answer(folder, signer, by=authority.responder(named=False))
    elif fault == "another signer":
        authority.answer(folder, authority.signer("სხვა"))
    else:
        file = authority.answer(folder, signer) / "answer.ors"
        data = bytearray(file.read_bytes())
        data[-9] ^= 1
        file.write_bytes(bytes(data))
    state, ok, why = revocation(signer.beside(TEXT))
    assert (state, ok) == ("good", None), why
    assert why.startswith("not known: ")


def test_a_revocation_anywhere_is_one(
    trusted: None, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that is behind its answer, or an answer behind its list: nobody is taken for good."""
    signer, folder = authority.signer("სალომე მ."), tmp_path / "both"
    monkeypatch.setenv("MATSNE_REVOCATION", str(folder))
    authority.revocations(folder, signer)
    authority.answer(folder, signer)
    assert revocation(signer.beside(TEXT))[:2] == ("bad", False)
    authority.revocations(folder)
    authority.answer(folder, signer, ocsp.OCSPCertStatus.REVOKED)
    assert revocation(signer.beside(TEXT))[:2] == ("bad", False)


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 nothing", b"0\x82\xff\xff", TEXT])
def test_a_file_that_is_no_signature_is_told(trusted: None, data: bytes) -> None:
    assert looked(data) == {"state": "bad", "form": False}


def test_without_the_checker_it_says_so(
    monkeypatch: pytest.MonkeyPatch, authority: Authority
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    found = signatures.check(b"x", TEXT, lambda pdf: False)
    assert found.state == "open"
    assert "pip install" in found.findings[0].evidence


def draft(client: Client) -> str:
    return str(client.post("/office/drafts/new", DRAFT).headers["location"])


def upload(client: Client, place: str, data: bytes, name: str = "act.p7s") -> int:
    return client.post(f"{place}/signature", files={"file": (name, data)}).status_code


def test_a_draft_goes_to_the_herald_with_a_signature_that_was_checked(
    as_: As, trusted: None, authority: Authority, office_path: Path
) -> None:
    place = draft(as_("draft"))
    assert upload(as_("sign"), place, b"x") == 422
    as_("visa").post(f"{place}/step", {"step": "visa"})
    text = as_("sign").get(f"{place}/text").content
    assert text == TEXT
    other = authority.signer("სხვა").beside(text + b"x")
    assert upload(as_("sign"), place, other) == 422
    assert upload(as_("draft"), place, other) == 403
    assert upload(as_("sign"), place, authority.signer("სპიკერი").beside(text)) == 303
    as_("sign").post(f"{place}/step", {"step": "sign", "number": "1", "date": "2026-11-02"})
    as_("send").post(f"{place}/step", {"step": "send"})
    registrar = as_("registrar")
    incoming = place.replace("drafts", "incoming")
    page = registrar.get(incoming).text
    assert "სპიკერი" in page
    assert "ვარგისია" in page
    form = {"form": "signature", "signer": "სპიკერი", "evidence": "შემოწმდა", "good": "yes"}
    assert registrar.post(f"{incoming}/receive", {**form, "form": "?"}).status_code == 422
    assert registrar.post(f"{incoming}/receive", form).status_code == 303
    number = int(re.findall(r"\d+", place)[0])
    with Store(office_path) as store, Office(store.engine).reading() as db:
        received = desk.events(db, number)[-1]
        kept = desk.get(db, number)
    assert received["step"] == "receive"
    assert "CAdES: good; Common Name: სპიკერი" in received["detail"]["signature"]
    assert verdict(kept, authority.signer("ს").beside(kept.text)).state == "good"


def test_a_signed_pdf_with_the_words_of_the_draft(
    as_: As, trusted: None, authority: Authority, office_path: Path
) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    place = draft(as_("draft"))
    number = int(re.findall(r"\d+", place)[0])
    with Store(office_path) as store, Office(store.engine).reading() as db:
        kept = desk.get(db, number)
    lines = "".join(f"<p>{line}</p>" for line in TEXT.decode().split("\n") if line)
    pdf = weasyprint.HTML(string=f"<html lang=ka>{lines}</html>").write_pdf()
    signed = authority.signer("სპიკერი").inside(pdf)
    found = verdict(kept, signed)
    assert (found.form, found.state) == ("PAdES", "good"), found
    more = weasyprint.HTML(string=f"<html lang=ka>{lines}<p>და სხვა</p></html>").write_pdf()
    assert verdict(kept, authority.signer("სპიკერი").inside(more)).state == "bad"
    assert verdict(kept, pdf).state == "bad"
    assert verdict(kept, signed + b"\n% appended\n%%EOF\n").state == "bad"
