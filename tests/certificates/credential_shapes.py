"""What the data model of Open Badges 3.0 asks of the credentials and profiles that we issue.

Written from the tables of the specification (appendix B, data models): the properties that must be
there and the types of those that we use. What the model leaves open is left open here.
"""

from typing import Any

URI = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+$"}
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
TEXT = {"type": "string", "minLength": 1}


def typed(*names: str) -> dict[str, Any]:
    """One type or an array of types, ``names`` among them."""
    return {
        "anyOf": [
            {"const": names[0]} if len(names) == 1 else False,
            {
                "type": "array",
                "items": TEXT,
                "allOf": [{"contains": {"const": name}} for name in names],
            },
        ]
    }


def one_or_more(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "array", "items": shape, "minItems": 1}]}


def record(required: dict[str, Any], **further: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": {**required, **further}}


IMAGE = record({"id": URI, "type": {"const": "Image"}}, caption=TEXT)
PROFILE = record(
    {"id": URI, "type": typed("Profile")},
    name=TEXT,
    url=URI,
    phone=TEXT,
    email={"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$"},
    description=TEXT,
    image=IMAGE,
)
IDENTITY = record(
    {
        "type": {"const": "IdentityObject"},
        "hashed": {"type": "boolean"},
        "identityHash": TEXT,
        "identityType": TEXT,
    },
    salt=TEXT,
)
CRITERIA = record({}, id=URI, narrative=TEXT) | {"minProperties": 1}
ACHIEVEMENT = record(
    {
        "id": URI,
        "type": typed("Achievement"),
        "criteria": CRITERIA,
        "description": TEXT,
        "name": TEXT,
    },
    achievementType=TEXT,
    image=IMAGE,
    inLanguage={"type": "string", "pattern": "^[a-z]{2,4}(-[A-Za-z0-9]+)*$"},
)
SUBJECT = record(
    {"type": typed("AchievementSubject"), "achievement": ACHIEVEMENT},
    id=URI,
    identifier=one_or_more(IDENTITY),
    activityStartDate=MOMENT,
    activityEndDate=MOMENT,
    creditsEarned={"type": "number"},
)
CREDENTIAL = record(
    {
        "@context": {
            "type": "array",
            "minItems": 2,
            "items": [{"const": "https://www.w3.org/ns/credentials/v2"}, URI],
            "contains": {
                "type": "string",
                "pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$",
            },
        },
        "id": URI,
        "type": {
            "type": "array",
            "contains": {"const": "VerifiableCredential"},
            "anyOf": [
                {"contains": {"const": "OpenBadgeCredential"}},
                {"contains": {"const": "AchievementCredential"}},
            ],
        },
        "issuer": {"anyOf": [URI, PROFILE]},
        "validFrom": MOMENT,
        "credentialSubject": SUBJECT,
    },
    name=TEXT,
    description=TEXT,
    awardedDate=MOMENT,
    validUntil=MOMENT,
    image=IMAGE,
    credentialStatus=one_or_more(record({"type": TEXT}, id=URI)),
    credentialSchema=one_or_more(record({"id": URI, "type": TEXT})),
    evidence={"type": "array", "items": record({"type": typed("Evidence")}, id=URI)},
)
