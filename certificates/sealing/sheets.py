"""From a printed sheet to the sealed file, and whose key did it."""

from cryptography.hazmat.primitives.serialization import Encoding

from certificates.codes import verification_url
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
