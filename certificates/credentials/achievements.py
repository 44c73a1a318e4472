"""What a credential says: the sheet's own words, after Open Badges 3.0 and VC Data Model 2.0."""

import uuid
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import pgettext

from certificates.codes import verification_url
from certificates.credentials.addresses import (
    badge_url,
    issuer_url,
    key_url,
    status_list_url,
)
from certificates.models import Certificate, Kind, PublicKey
from certificates.sealing.state import KeyKind

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


def credential_of(certificate: Certificate, kind: KeyKind) -> dict[str, Any]:
    """The unsigned credential. ``certificate`` has its place on a status list already.

    The holder is named as on the sheet, and by nothing else: a hash of the e-mail address could
    be tried out by whoever sees the credential.
    """
    said, workshop = certificate.wording, certificate.series.workshop
    address = verification_url(certificate.code)
    list_url = status_list_url(certificate.status_list or 0)
    return {
        "@context": CONTEXTS,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{said['heading']}: {said['workshop_title']}",
        "issuer": issuer(kind),
        "validFrom": instant(certificate.issued_at),
        "credentialSubject": {
            # Nobody's identifier: the standard wants one that is the same in the whole token.
            "id": uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#holder").urn,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": said["name"],
                    "identityType": "name",
                }
            ],
            "activityStartDate": _day(said["starts_on"], workshop.zone),
            "activityEndDate": _day(said["ends_on"], workshop.zone),
            "licenseNumber": certificate.printed_number,
            "achievement": _achievement(certificate),
        },
        "credentialStatus": {
            "id": f"{list_url}#{certificate.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(certificate.status_index),
            "statusListCredential": list_url,
        },
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def issuer(kind: KeyKind | str) -> dict[str, Any]:
    """The issuer's profile; a demonstration key never speaks in an organisation's name alone."""
    name = settings.INSTALLATION_NAME
    if kind == KeyKind.DEMONSTRATION:
        name = f"{name} (demonstration, no organisation)"
    profile = {"id": issuer_url(), "type": ["Profile"], "name": name, "url": settings.SITE_URL}
    if settings.SUPPORT_EMAIL:
        profile["email"] = settings.SUPPORT_EMAIL
    return profile


def issuer_document(keys: list[tuple[PublicKey, dict[str, Any]]]) -> dict[str, Any]:
    """The issuer's page for machines: its profile, and every key that it has signed with."""
    kind = keys[-1][0].kind if keys else ""
    methods = [
        {
            "id": key_url(key.fingerprint),
            "type": "JsonWebKey",
            "controller": issuer_url(),
            "publicKeyJwk": jwk,
        }
        for key, jwk in keys
    ]
    return {
        "@context": [*CONTEXTS, "https://www.w3.org/ns/cid/v1"],
        **issuer(kind),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _achievement(certificate: Certificate) -> dict[str, Any]:
    said, workshop = certificate.wording, certificate.series.workshop
    criteria = said.get("participation", "")
    if certificate.kind == Kind.PARTICIPATION:
        with translation.override(certificate.language):
            criteria = pgettext(
                "certificate",
                "Took part in the workshop as its organisers require for a certificate.",
            )
    about = (said["workshop_title"], said["dates"], said["place"], ", ".join(said["organisers"]))
    return {
        "id": f"{settings.SITE_URL}/workshops/{workshop.slug}/#{certificate.kind}",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "inLanguage": certificate.language,
        "name": f"{said['heading']}: {said['workshop_title']}",
        "description": ". ".join(filter(None, [*about, said["details"]])),
        "criteria": {"narrative": criteria},
        "image": {"id": badge_url(), "type": "Image"},
    }


def _day(day: str, zone: Any) -> str:
    return datetime.combine(date.fromisoformat(day), time.min, tzinfo=zone).isoformat()
