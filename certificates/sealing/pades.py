"""Sealing a finished PDF: PAdES B-B, with a time stamp B-T, with proof for the years B-LT.

The seal comes last: whatever is written into a file afterwards breaks it. It is one more revision
at the end of the file and covers everything before it, so the file stays the PDF/A-3 that it was.
"""

from __future__ import annotations

import urllib.request
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings

from certificates.sealing.keys import SealingKey
from certificates.sealing.loops import in_own_loop

_FIELD = "Seal"
_TSA_SECONDS = 20


def seal(pdf: bytes, key: SealingKey, *, reason: str, address: str) -> bytes:
    """``pdf`` with an invisible seal that names ``address``, where it can be verified.

    Two seals of the same file differ: they hold the time at which they were made.
    """
    from pyhanko.sign.signers import PdfSigner

    out = BytesIO()
    signer = PdfSigner(_metadata(reason, address, key), signer=key.signer, timestamper=_stamper())
    writer = _archive_writer()(BytesIO(pdf))
    in_own_loop(lambda: signer.sign_pdf(writer, output=out, bytes_reserved=_room(key)))
    return out.getvalue()


def _room(key: SealingKey) -> int | None:
    """Hexadecimal digits kept for the seal. Measured by pyHanko, it would be made twice."""
    if settings.SEAL_TSA_URL:
        return None
    der = serialization.Encoding.DER
    certificates = (key.certificate, *key.chain)
    return 2 * (1600 + sum(len(one.public_bytes(der)) for one in certificates))


@cache
def _archive_writer() -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class ArchiveWriter(IncrementalPdfFileWriter):
        """Adds the seal and nothing else: PDF/A-3 is PDF 1.7, and its metadata stay as written."""

        def ensure_output_version(self, version: Any) -> None:
            pass

        def register_extension(self, ext: Any) -> None:
            pass

        def _update_meta(self) -> None:
            pass

    return ArchiveWriter


def _metadata(reason: str, address: str, key: SealingKey) -> Any:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    common: dict[str, Any] = {
        "field_name": _FIELD,
        "md_algorithm": "sha256",
        "subfilter": SigSeedSubFilter.PADES,
        "reason": reason,
        "contact_info": address,
        # A seal's certificate need not be one for signing contracts.
        "signer_key_usage": set(),
    }
    if not (settings.SEAL_TSA_URL and settings.SEAL_TRUST_ROOTS):
        return PdfSignatureMetadata(**common)
    return PdfSignatureMetadata(
        **common,
        embed_validation_info=True,
        validation_context=_validation_context(key),
        # In the seal's own revision: it still covers the whole file.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )


def _validation_context(key: SealingKey) -> Any:
    """Roots from SEAL_TRUST_ROOTS; revocation lists are fetched from where certificates say."""
    from asn1crypto import x509 as asn1
    from pyhanko_certvalidator import ValidationContext

    def known(certificates: Any) -> list[Any]:
        der = serialization.Encoding.DER
        return [asn1.Certificate.load(one.public_bytes(der)) for one in certificates]

    roots = x509.load_pem_x509_certificates(Path(settings.SEAL_TRUST_ROOTS).read_bytes())
    return ValidationContext(
        trust_roots=known(roots), other_certs=known(key.chain), allow_fetching=True
    )


def _stamper() -> Any:
    return _stamper_at(settings.SEAL_TSA_URL) if settings.SEAL_TSA_URL else None


@cache
def _stamper_at(url: str) -> Any:
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class StampByHttp(TimeStamper):
        """RFC 3161 over HTTP. A service that fails fails the item, which is tried again."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            request = urllib.request.Request(  # noqa: S310 (the administrator's own address)
                url, req.dump(), {"Content-Type": "application/timestamp-query"}
            )
            with urllib.request.urlopen(request, timeout=_TSA_SECONDS) as answer:  # noqa: S310
                return tsp.TimeStampResp.load(answer.read(1_000_000))

    return StampByHttp()
