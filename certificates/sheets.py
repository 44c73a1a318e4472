"""From a certificate's kept wording, and the design it was made with, to what the engine prints."""

from collections.abc import Mapping
from typing import Any

from certificates.codes import verification_url
from certificates.designs.content import Content
from certificates.designs.pictures import picture_of
from certificates.designs.placeholders import number_filled
from certificates.models import Certificate
from certificates.rendering import Design, Organiser, Sheet, Signatory, Wording


def design_of(certificate: Certificate) -> Design:
    """Its look for good: a later version of the design changes no certificate."""
    version = certificate.design_version
    content = Content.read(version.content) if version else Content()
    return look_of(content, certificate.wording, version.design_id if version else None)


def look_of(content: Content, said: Mapping[str, Any], design: int | None) -> Design:
    """``said`` is a wording that was dressed by ``content``; ``design`` has its pictures."""
    names = said["organisers"]
    logos = said.get("logos") or [""] * len(names)
    return Design(
        layout=content.layout,
        paper=content.paper,
        colour=content.colour,
        accent=content.accent,
        organisers=tuple(
            Organiser(name=name, logo=picture_of(design, logo))
            for name, logo in zip(names, logos, strict=True)
        ),
        signatories=tuple(
            Signatory(
                name=line["name"],
                role=line["role"],
                second_role=line.get("second_role", ""),
                signature=picture_of(design, line.get("signature", "")),
            )
            for line in said["signatories"]
        ),
        seal=picture_of(design, content.seal),
    )


def sheet_of(certificate: Certificate, *, credential: str = "") -> Sheet:
    return sheet_saying(
        certificate.wording,
        language=certificate.language,
        number=certificate.printed_number,
        code=certificate.code,
        issued_at=certificate.issued_at,
        credential=credential,
        key=certificate.pk,
    )


def sheet_saying(
    said: Mapping[str, Any], *, language: str, number: str, code: str, **facts: Any
) -> Sheet:
    second = said.get("second") or {}
    return Sheet(
        wording=_wording(said, language, second),
        name=said["name"],
        own_script_name=said["own_script_name"],
        designation=said["designation"],
        hours=number_filled(said["details"], number),
        statement=number_filled(said.get("statement", ""), number),
        second_designation=_unlike(second.get("designation", ""), said["designation"]),
        second_hours=number_filled(second.get("details", ""), number),
        second_statement=number_filled(second.get("statement", ""), number),
        number=number,
        code=code,
        verification_url=verification_url(code),
        **facts,
    )


def _wording(
    said: Mapping[str, Any], language: str, second: Mapping[str, Any] | None = None
) -> Wording:
    line = said.get("when_line", "")
    return Wording(
        language=language,
        heading=said["heading"],
        opening=said["opening"],
        participation=said["participation"],
        workshop_title=said.get("title_line") or said["workshop_title"],
        when=line or said["dates"],
        place="" if line else said["place"],
        number_label=said["number_label"],
        verify_label=said["verify_label"],
        has_statement=bool(said.get("statement") or (second or {}).get("statement")),
        second=_wording(second, second["language"]) if second else None,
    )


def _unlike(text: str, other: str) -> str:
    return "" if text == other else text
