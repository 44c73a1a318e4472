"""What the key does for a certificate: a credential to put into its file, then the seal."""

from cryptography.hazmat.primitives.serialization import Encoding

from certificates.codes import verification_url
from certificates.credentials.achievements import credential_of
from certificates.credentials.statuses import ensure_published, give_place
from certificates.credentials.tokens import signed
from certificates.models import Certificate, PublicKey
from certificates.sealing.keys import SealingKey, sealing_key


def sealed(certificate: Certificate, pdf: bytes) -> tuple[bytes, PublicKey | None]:
    """The file to hand out; as it came, and None, where this installation has no key.

    Raises CannotSeal when it has one that cannot be used.
    """
    from certificates.sealing.pades import seal

    key = sealing_key()
    if key is None:
        return pdf, None
    content = seal(
        pdf, key, reason=certificate.printed_number, address=verification_url(certificate.code)
    )
    return content, public_half(key)


def credential_for(certificate: Certificate) -> str:
    """The signed credential; empty without a key, for protected people, and when not valid.

    A credential is made to be passed on and names its holder. Raises CannotSeal.
    """
    key = sealing_key()
    if key is None or certificate.holder_is_protected:
        return ""
    if not give_place(certificate):
        return ""
    ensure_published(certificate.status_list or 0)
    return signed(credential_of(certificate, key.kind), key)


def public_half(key: SealingKey) -> PublicKey:
    """The row of ``key``, written at its first use."""
    known, _is_new = PublicKey.objects.get_or_create(
        fingerprint=key.fingerprint,
        defaults={
            "kind": key.kind,
            "certificate_pem": key.certificate.public_bytes(Encoding.PEM).decode(),
        },
    )
    return known
