"""Is this file as we sealed it? Answered without reading it as a PDF.

A stranger's file may be made to exhaust or to deceive a PDF reader. None is needed: a seal of ours
stands at the end of its file and covers every byte of it, so one digest and one signature decide.
The work grows with the size of the file and with nothing that is in it.
"""

from __future__ import annotations

import re
from binascii import Error as NoHex
from binascii import unhexlify
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import sha256
from itertools import islice

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

_BYTE_RANGE = re.compile(
    rb"/ByteRange ?\[ ?(\d{1,10}) {1,3}(\d{1,10}) {1,3}(\d{1,10}) {1,3}(\d{1,10}) {0,40}\]"
)
_CODE = re.compile(rb"/v/([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})/")
_SEAL_MAX_BYTES = 200_000


class SealState(Enum):
    NONE = auto()
    INTACT = auto()  # by a key of ours, over the whole file
    BROKEN = auto()  # of ours, but the file is another


@dataclass(frozen=True)
class Finding:
    """What a file says of itself. Only with an intact seal is ``code`` more than a claim."""

    sha256: str
    seal: SealState
    code: str


def examine(content: bytes, keys: Mapping[str, x509.Certificate]) -> Finding:
    """Look at ``content``; ``keys`` are our certificates by fingerprint. Raises nothing."""
    codes = [found[1].decode().replace("-", "") for found in islice(_CODE.finditer(content), 1)]
    return Finding(
        sha256=sha256(content).hexdigest(),
        seal=_seal_state(content, keys),
        code=codes[0] if codes else "",
    )


def _seal_state(content: bytes, keys: Mapping[str, x509.Certificate]) -> SealState:
    ranges = list(islice(_BYTE_RANGE.finditer(content), 50))
    state = SealState.NONE
    for found in ranges[-3:]:
        start, before, after, length = (int(number) for number in found.groups())
        try:
            signature = _signature(content[before:after])
            certificate = _ours(signature, keys)
        except (NoHex, ValueError, TypeError, KeyError, IndexError):
            continue
        if certificate is None:
            continue
        covers_all = start == 0 and after + length == len(content)
        if covers_all and _is_signed(content[:before], content[after:], signature, certificate):
            return SealState.INTACT
        state = SealState.BROKEN
    return state


def _signature(gap: bytes) -> cms.SignedData:
    """The signature in the gap between what it covers. Raises ValueError when it is none."""
    if not gap.startswith(b"<") or not gap.endswith(b">") or len(gap) > 2 * _SEAL_MAX_BYTES:
        raise ValueError("no signature")
    content = unhexlify(gap[1:-1])
    info = cms.ContentInfo.load(content)
    if content[len(info.dump()) :].strip(b"\0"):
        raise ValueError("something is hidden behind the signature")
    if info["content_type"].native != "signed_data":
        raise ValueError("no signature")
    return info["content"]


def _ours(
    signature: cms.SignedData, keys: Mapping[str, x509.Certificate]
) -> x509.Certificate | None:
    enclosed = (choice.chosen.dump() for choice in islice(signature["certificates"], 20))
    known = (keys.get(sha256(certificate).hexdigest()) for certificate in enclosed)
    return next(filter(None, known), None)


def _is_signed(
    before: bytes, after: bytes, signature: cms.SignedData, certificate: x509.Certificate
) -> bool:
    digest = sha256(before)
    digest.update(after)
    try:
        [signer] = signature["signer_infos"]
        attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
        if attributes["message_digest"][0].native != digest.digest():
            return False
        signed = signer["signed_attrs"].untag().dump(force=True)
        value = signer["signature"].native
        key = certificate.public_key()
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, signed, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(value, signed, PKCS1v15(), hashes.SHA256())
        else:
            return False
    except (InvalidSignature, ValueError, TypeError, KeyError, IndexError):
        return False
    return True
