"""From a certificate's kept wording to what the PDF engine prints."""

from certificates.codes import verification_url
from certificates.models import Certificate
from certificates.rendering import Design, Organiser, Sheet, Signatory, Wording


def design_of(certificate: Certificate) -> Design:
    said = certificate.wording
    return Design(
        organisers=tuple(Organiser(name=name) for name in said["organisers"]),
        signatories=tuple(
            Signatory(name=line["name"], role=line["role"]) for line in said["signatories"]
        ),
    )


def sheet_of(certificate: Certificate, *, credential: str = "") -> Sheet:
    said = certificate.wording
    return Sheet(
        wording=Wording(
            language=certificate.language,
            heading=said["heading"],
            opening=said["opening"],
            participation=said["participation"],
            workshop_title=said["workshop_title"],
            when=said["dates"],
            place=said["place"],
            number_label=said["number_label"],
            verify_label=said["verify_label"],
        ),
        name=said["name"],
        own_script_name=said["own_script_name"],
        designation=said["designation"],
        hours=said["details"],
        number=certificate.printed_number,
        code=certificate.code,
        verification_url=verification_url(certificate.code),
        issued_at=certificate.issued_at,
        credential=credential,
        key=certificate.pk,
    )
