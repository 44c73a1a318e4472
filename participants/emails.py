"""Messages to participants and focal points: their kinds, their facts, and whose language."""

import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mail.actions.queueing import queue_message
from mail.kinds import declare, kind_named
from mail.models import Message
from participants.links import focal_point_link, registration_link
from participants.models import FocalPoint, Registration

_LINK = {"link": _("The personal link.")}
_SAMPLES = {
    "link": "https://example.org/r/personal/",
    "delegation": "Georgia",
    "reason": "The seats are kept for investigators.",
    "seats": 8,
    "reserves": 2,
    "deadline": datetime.date(2019, 11, 15),
}
_DELEGATION = {"delegation": _("The delegation's name; empty for individuals.")}
_REASON = {"reason": _("The reason that was given; it may be empty.")}

declare(
    "delegation-letter",
    description=_("Invites a delegation to name its people; goes to its focal points."),
    placeholders={
        **_LINK,
        "delegation": _("The delegation's name."),
        "seats": _("The number of seats."),
        "reserves": _("The number of reserves."),
        "deadline": _("The last day for nominations; it may be empty."),
    },
    samples=_SAMPLES,
    required={"link"},
)
for _kind, _description in (
    ("registration-link", _("The personal link to the registration form.")),
    ("registration-confirm", _("Answers the open form: the link proves the e-mail address.")),
    ("registration-approved", _("Tells a participant that the seat is theirs.")),
    ("registration-promoted", _("Tells a reserve that a seat has become free for them.")),
):
    declare(
        _kind,
        description=_description,
        placeholders={**_LINK, **_DELEGATION},
        samples=_SAMPLES,
        required={"link"},
    )
declare(
    "registration-waitlisted",
    description=_("Tells a participant about the waiting list."),
    placeholders={**_LINK, **_DELEGATION, **_REASON},
    samples=_SAMPLES,
)
declare(
    "registration-rejected",
    description=_("Tells a participant that the registration is not accepted, and why."),
    placeholders={**_DELEGATION, **_REASON},
    samples=_SAMPLES,
    required={"reason"},
)
declare(
    "workshop-cancelled",
    description=_("Tells everybody who was to come that the workshop does not take place."),
    placeholders={**_DELEGATION, **_REASON},
    samples=_SAMPLES,
)


def write_to_participant(
    kind: str, registration: Registration, *, cause: str, reason: str = ""
) -> Message | None:
    """Queue a message of ``kind``; None for somebody without an address, or sent already.

    A message to a protected participant names the alias and stays hidden in the outbox, which more
    people may read than may know the name.
    """
    person, delegation = registration.person, registration.delegation
    if not person.email:
        return None
    language = known_language(registration.letter_language)
    facts = {
        "link": registration_link(registration),
        "delegation": delegation.name_in(language) if delegation else "",
        "reason": reason,
    }
    return queue_message(
        kind=kind,
        to=person.email,
        to_name=registration.alias if registration.is_protected else person.full_name,
        language=language,
        context={name: facts[name] for name in kind_named(kind).placeholders},
        workshop=registration.workshop,
        cause=cause,
        is_secret=registration.is_protected,
    )


def write_to_focal_point(focal_point: FocalPoint, *, cause: str) -> Message | None:
    """Queue the delegation's letter of invitation with the personal link to its portal."""
    language = known_language(focal_point.language)
    delegation = focal_point.delegation
    return queue_message(
        kind="delegation-letter",
        to=focal_point.email,
        to_name=focal_point.name,
        language=language,
        context={
            "link": focal_point_link(focal_point),
            "delegation": delegation.name_in(language),
            "seats": delegation.quota,
            "reserves": delegation.reserves,
            "deadline": delegation.last_day or "",
        },
        workshop=delegation.workshop,
        cause=cause,
    )


def known_language(code: str) -> str:
    """``code`` if the product speaks it, else the installation's own language."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
