"""Signing a credential as JSON Web Token: the form of proof of Open Badges 3.0 that needs no RDF.

The payload is the credential itself with the registered claims beside its members; the header has
nothing but ``alg``, ``kid`` and ``typ``, as the standard demands.
"""

import asyncio
import json
from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from certificates.credentials.addresses import key_url
from certificates.sealing.keys import SealingKey
from certificates.sealing.loops import in_own_loop

_P256_BYTES = 32


def signed(credential: dict[str, Any], key: SealingKey, *, typ: str = "JWT") -> str:
    """The compact token of ``credential``, by the same key as the seals."""
    header = {"alg": _algorithm(key), "kid": key_url(key.fingerprint), "typ": typ}
    issuer = credential["issuer"]
    payload = {
        **credential,
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": credential["id"],
        "nbf": int(datetime.fromisoformat(credential["validFrom"]).timestamp()),
        "sub": credential["credentialSubject"]["id"],
    }
    content = f"{_encoded(_json(header))}.{_encoded(_json(payload))}"
    return f"{content}.{_encoded(_signature(content.encode(), key))}"


def enveloped(token: str) -> dict[str, Any]:
    """A signed credential as JSON: the envelope that VC Data Model 2.0 has for tokens."""
    return {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }


def jwk_of(certificate: x509.Certificate, *, kid: str) -> dict[str, str]:
    """The public key as JSON Web Key."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        members = {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e), "alg": "RS256"}
    elif isinstance(key, ec.EllipticCurvePublicKey):
        point = key.public_numbers()
        x, y = (_encoded(number.to_bytes(_P256_BYTES, "big")) for number in (point.x, point.y))
        members = {"kty": "EC", "crv": "P-256", "x": x, "y": y, "alg": "ES256"}
    else:
        raise ValueError("not a key that seals")
    return members | {"kid": kid, "use": "sig"}


def _algorithm(key: SealingKey) -> str:
    return "RS256" if isinstance(key.certificate.public_key(), rsa.RSAPublicKey) else "ES256"


def _signature(content: bytes, key: SealingKey) -> bytes:
    value: bytes = in_own_loop(lambda: asyncio.run(key.signer.async_sign_raw(content, "sha256")))
    if _algorithm(key) == "RS256":
        return value
    # RFC 7518: the two numbers side by side, where certificates and seals have a DER sequence.
    return b"".join(number.to_bytes(_P256_BYTES, "big") for number in decode_dss_signature(value))


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _number(number: int) -> str:
    return _encoded(number.to_bytes((number.bit_length() + 7) // 8, "big"))
