"""A certificate authority for tests, and signatures made with its certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_ASK_AT = x509.AuthorityInformationAccess(
    [
        x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP,
            x509.UniformResourceIdentifier("http://ocsp.example.ge"),
        )
    ]
)
QC_COMPLIANCE = bytes.fromhex("300a3008060604008e460101")


@dataclass(slots=True)
class Authority:
    """A root that issues certificates of signers."""

    key: rsa.RSAPrivateKey
    cert: x509.Certificate

    @classmethod
    def made(cls, name: str = "Test Root") -> Authority:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _builder(subject, subject, key.public_key(), days=3650)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        builder = builder.add_extension(_usage(root=True), True)
        return cls(key, builder.sign(key, hashes.SHA256()))

    def signer(self, name: str, *, days: int = 365, qualified: bool = True) -> Signer:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _builder(subject, self.cert.subject, key.public_key(), days=days)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        builder = builder.add_extension(_usage(root=False), True)
        builder = builder.add_extension(_ASK_AT, critical=False)
        if qualified:
            statement = x509.UnrecognizedExtension(QC_STATEMENTS, QC_COMPLIANCE)
            builder = builder.add_extension(statement, critical=False)
        return Signer(key, builder.sign(self.key, hashes.SHA256()))

    def revocations(
        self, folder: Path, *revoked: Signer, days: int = 30, by: Authority | None = None
    ) -> Path:
        """A folder with this authority's list of revoked certificates, signed by it or ``by``."""
        folder.mkdir(exist_ok=True)
        begun = datetime.now(UTC) - timedelta(days=60)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.cert.subject)
        builder = builder.last_update(begun).next_update(datetime.now(UTC) + timedelta(days=days))
        for one in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(one.cert.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(begun).build())
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        made = builder.sign((by or self).key, hashes.SHA256())
        (folder / "list.crl").write_bytes(made.public_bytes(serialization.Encoding.DER))
        return folder

    def responder(self, name: str = "OCSP", *, named: bool = True) -> Signer:
        """Who answers in this authority's name; ``named``: its certificate says that it may."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _builder(subject, self.cert.subject, key.public_key(), days=365)
        builder = builder.add_extension(_usage(root=False), True)
        if named:
            may = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
            builder = builder.add_extension(may, critical=False)
            builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
        return Signer(key, builder.sign(self.key, hashes.SHA256()))

    def answer(
        self,
        folder: Path,
        about: Signer,
        status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
        *,
        by: Authority | Signer | None = None,
        days: int = 7,
    ) -> Path:
        """A folder with an answer (OCSP) about a signer, by this authority or ``by``.

        It says that the next answer comes in ``days``.
        """
        folder.mkdir(exist_ok=True)
        asked, who = datetime.now(UTC) - timedelta(days=60), by or self
        revoked = status is ocsp.OCSPCertStatus.REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=about.cert, issuer=self.cert, algorithm=hashes.SHA1(), cert_status=status,
            this_update=asked if days <= 0 else datetime.now(UTC) - timedelta(minutes=5),
            next_update=datetime.now(UTC) + timedelta(days=days),
            revocation_time=asked if revoked else None,
            revocation_reason=x509.ReasonFlags.key_compromise if revoked else None,
        ).responder_id(ocsp.OCSPResponderEncoding.HASH, who.cert)  # fmt: skip
        if who is not self:
            builder = builder.certificates([who.cert])
        made = builder.sign(who.key, hashes.SHA256())
        (folder / "answer.ors").write_bytes(made.public_bytes(serialization.Encoding.DER))
        return folder

    def trusted(self, folder: Path) -> Path:
        """A folder of trusted certificates with this root in it."""
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_bytes(self.cert.public_bytes(serialization.Encoding.PEM))
        return folder


@dataclass(slots=True)
class Signer:
    """A person, or a body with a stamp."""

    key: rsa.RSAPrivateKey
    cert: x509.Certificate

    def beside(self, text: bytes) -> bytes:
        """A signature beside a text (CMS, detached)."""
        builder = pkcs7.PKCS7SignatureBuilder().set_data(text)
        builder = builder.add_signer(self.cert, self.key, hashes.SHA256())
        options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
        return builder.sign(serialization.Encoding.DER, options)

    def inside(self, pdf: bytes) -> bytes:
        """A signed PDF."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
        from pyhanko.sign import signers  # noqa: PLC0415

        none = serialization.NoEncryption()
        packed = pkcs12.serialize_key_and_certificates(b"x", self.key, self.cert, None, none)
        signer = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[])
        out = BytesIO()
        about = signers.PdfSignatureMetadata(field_name="Signature")
        signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer, output=out)
        return out.getvalue()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, *, days: int
) -> x509.CertificateBuilder:
    begun = datetime.now(UTC) - timedelta(days=400)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begun)
        .not_valid_after(datetime.now(UTC) + timedelta(days=days))
    )


def _usage(*, root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not root, content_commitment=not root, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=root, crl_sign=root,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
