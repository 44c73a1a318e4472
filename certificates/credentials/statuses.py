"""Which credentials stand: W3C Bitstring Status Lists, one bit for each certificate.

A verifier fetches the whole list, so that we do not learn whose credential it looks at. Bits are
given out at random and a list is only half filled, so that a neighbour's bit tells nothing.
"""

import gzip
import secrets
from base64 import urlsafe_b64encode
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.credentials.achievements import instant
from certificates.credentials.addresses import issuer_url, status_list_url
from certificates.credentials.tokens import signed
from certificates.models import Certificate, StatusList
from certificates.sealing.keys import SealingKey, sealing_key
from certificates.states import CertificateState

LENGTH = 131_072  # the least that the standard allows, for the sake of privacy
_FILL = LENGTH // 2
_TRIES = 50


def give_place(certificate: Certificate) -> bool:
    """Give ``certificate`` a list and a bit of its own; False when it is not valid any more."""
    given = Certificate.objects.exclude(status_index=None).count()
    number = given // _FILL + 1
    for _try in range(_TRIES):
        try:
            with transaction.atomic():
                # Another worker may have been here: its place stands.
                Certificate.objects.living().filter(pk=certificate.pk, status_index=None).update(
                    status_list=number, status_index=secrets.randbelow(LENGTH)
                )
        except IntegrityError:
            continue
        certificate.refresh_from_db(fields=["state", "status_list", "status_index"])
        return certificate.status_index is not None and certificate.state == CertificateState.VALID
    raise RuntimeError("no free place on the status list")


def publish(number: int) -> None:
    """Write list ``number`` anew from what is revoked or replaced now.

    Locks the list before it reads, so that the last to write has read everything.
    """
    key = sealing_key()
    if key is None:
        return
    StatusList.objects.get_or_create(number=number)
    with transaction.atomic():
        held = StatusList.objects.select_for_update().get(number=number)
        fallen = Certificate.objects.filter(status_list=number).exclude(
            state=CertificateState.VALID
        )
        bits = bitstring([one.status_index or 0 for one in fallen.only("status_index")])
        held.token, held.built_at = _token(number, bits, key), timezone.now()
        held.save(update_fields=["token", "built_at"])


def ensure_published(number: int) -> None:
    """Publish list ``number`` if it was never published."""
    if not StatusList.objects.filter(number=number).exclude(token="").exists():
        publish(number)


def bitstring(indices: list[int]) -> bytes:
    """The list with these bits set; the first bit is the leftmost of the first byte."""
    bits = bytearray(LENGTH // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)


def _token(number: int, bits: bytes, key: SealingKey) -> str:
    url = status_list_url(number)
    packed = gzip.compress(bits, mtime=0)
    credential: dict[str, Any] = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_url(),
        "validFrom": instant(timezone.now()),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + urlsafe_b64encode(packed).rstrip(b"=").decode(),
        },
    }
    return signed(credential, key, typ="vc+jwt")
