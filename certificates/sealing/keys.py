"""The key that seals: read once per process, by background jobs only.

It comes from a PKCS#12 file, from a PKCS#11 token, or, for a trial, from a file made here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from certificates.sealing.state import KeyKind, key_in_use
from common.rules import RuleBroken

_DEMO_FILE = "demonstration_key.p12"
_DEMO_YEARS = 20


class CannotSeal(RuleBroken):
    """The key that the settings name cannot be used; nothing is issued unsealed in its stead."""


@dataclass(frozen=True)
class SealingKey:
    """A key ready for use. ``signer`` is pyHanko's; ``chain`` are the certificates above it."""

    kind: KeyKind
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signer: Any

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.certificate)


def sealing_key() -> SealingKey | None:
    """The key of this installation; None where certificates are issued unsealed.

    Raises CannotSeal when the settings name a key that cannot be read.
    """
    if key_in_use() is None:
        return None
    return _loaded(
        settings.SEAL_PKCS12,
        settings.SEAL_PASSWORD,
        settings.SEAL_PKCS11_MODULE,
        str(settings.DATA_DIR),
    )


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate in hexadecimal, as browsers and openssl show it."""
    return sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


@cache
def _loaded(pkcs12_file: str, password: str, pkcs11_module: str, data_dir: str) -> SealingKey:
    try:
        if pkcs11_module:
            return _from_token(pkcs11_module)
        if pkcs12_file:
            return _from_file(Path(pkcs12_file), password, KeyKind.ORGANISATION)
    except CannotSeal:
        raise
    except Exception as error:
        # Whatever the file, the token or their libraries say may quote the password.
        raise CannotSeal(_unreadable()) from error
    path = Path(data_dir) / _DEMO_FILE
    if not path.exists():
        make_demonstration_key(path)
    return _from_file(path, "", KeyKind.DEMONSTRATION)


def _from_file(path: Path, password: str, kind: KeyKind) -> SealingKey:
    loaded = pkcs12.load_pkcs12(path.read_bytes(), password.encode() or None)
    if loaded.key is None or loaded.cert is None:
        raise CannotSeal(_unreadable())
    if not isinstance(loaded.key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise CannotSeal(_("The seal needs an RSA key or a key on the curve P-256."))
    if isinstance(loaded.key, ec.EllipticCurvePrivateKey) and loaded.key.curve.name != "secp256r1":
        raise CannotSeal(_("The seal needs an RSA key or a key on the curve P-256."))
    certificate = loaded.cert.certificate
    chain = tuple(extra.certificate for extra in loaded.additional_certs)
    return SealingKey(kind, certificate, chain, _signer(loaded.key, certificate, chain))


def _signer(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...],
) -> Any:
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class HeldKeySigner(Signer):
        """pyHanko's own reads the key anew for each signature, which for RSA takes longer than
        signing."""

        async def async_sign_raw(
            self, data: bytes, digest_algorithm: str, dry_run: bool = False
        ) -> bytes:
            digest = {"sha256": hashes.SHA256()}[digest_algorithm]
            if isinstance(key, rsa.RSAPrivateKey):
                return key.sign(data, PKCS1v15(), digest)
            return key.sign(data, ec.ECDSA(digest, deterministic_signing=_DETERMINISTIC))

    store = SimpleCertificateStore()
    store.register_multiple([_asn1(one) for one in chain])
    return HeldKeySigner(signing_cert=_asn1(certificate), cert_registry=store)


def _deterministic_works() -> bool:
    try:
        ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    except UnsupportedAlgorithm:  # an old OpenSSL
        return False
    return True


# RFC 6979: a poor source of random numbers cannot give the key away.
_DETERMINISTIC = _deterministic_works()


def _from_token(module: str) -> SealingKey:
    """A key that never leaves its token; needs the package pyhanko[pkcs11]."""
    try:
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise CannotSeal(
            _("To seal with a token, install the Python package pyhanko[pkcs11].")
        ) from error
    session = open_pkcs11_session(
        module,
        token_criteria=TokenCriteria(label=settings.SEAL_PKCS11_TOKEN or None),
        user_pin=settings.SEAL_PKCS11_PIN or None,
    )
    # Hashing is done here: some tokens know no mechanism that does both.
    signer = PKCS11Signer(session, cert_label=settings.SEAL_PKCS11_LABEL, use_raw_mechanism=True)
    certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
    chain = tuple(x509.load_der_x509_certificate(one.dump()) for one in signer.cert_registry)
    return SealingKey(KeyKind.ORGANISATION, certificate, chain, signer)


def make_demonstration_key(path: Path) -> None:
    """Write a self-signed P-256 key, whole and private; of several processes, one wins."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Demonstration, not an organisation"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{settings.INSTALLATION_NAME} (trial)"[:64]),
        ]
    )
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=365 * _DEMO_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, serialization.NoEncryption()
    )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _asn1(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1

    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _unreadable() -> str:
    return _(
        "The key for the seal cannot be read. The administrator checks SEAL_PKCS12 or the token"
        " and the password; then try again."
    )
