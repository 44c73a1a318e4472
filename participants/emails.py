"""Messages to participants and focal points: their kinds, their facts, and whose language."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from common.dates import date_range
from mail.actions.queueing import queue_message
from mail.kinds import declare, kind_named
from mail.models import Message, MessageQuerySet
from mail.wording import Wording, word
from participants.links import focal_point_link, registration_link
from participants.models import FocalPoint, Offer, Question, Registration, StateChange
from participants.questions.answers import unanswered_after_approval
from participants.states import RegistrationState

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
declare(
    "delegation-reminder",
    description=_("Reminds a delegation's focal points of what is still missing."),
    placeholders={
        **_LINK,
        "delegation": _("The delegation's name."),
        "missing": _("What is missing, in a few words."),
        "deadline": _("The last day for nominations; it may be empty."),
    },
    samples=_SAMPLES | {"missing": _("3 nominations, a head of delegation")},
    required={"link", "missing"},
)
for _kind, _description in (
    ("registration-link", _("The personal link to the registration form.")),
    ("registration-confirm", _("Answers the open form: the link proves the e-mail address.")),
    ("registration-promoted", _("Tells a reserve that a seat has become free for them.")),
):
    declare(
        _kind,
        description=_description,
        placeholders={**_LINK, **_DELEGATION},
        samples=_SAMPLES,
        required={"link"},
    )
for _kind, _description in (
    ("registration-approved", _("Tells a participant that the seat is theirs.")),
    ("registration-reminder", _("Reminds an approved participant of questions left open.")),
):
    declare(
        _kind,
        description=_description,
        placeholders={
            **_LINK,
            **_DELEGATION,
            "still_asked": _("What is still to be answered, a line each; it may be empty."),
        },
        samples=_SAMPLES | {"still_asked": "– Passport number\n– Nights at the hotel"},
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
    "registration-offer",
    description=_("Offers a free seat to somebody on the waiting list, for some days."),
    placeholders={**_LINK, **_DELEGATION, "until": _("When the offer ends.")},
    samples={**_SAMPLES, "until": "20 November 2019, 12:00 UTC"},
    required={"link"},
)
declare(
    "registration-offer-expired",
    description=_("Tells a participant that the offer of a seat was not answered in time."),
    placeholders={**_LINK, **_DELEGATION},
    samples=_SAMPLES,
)
declare(
    "workshop-cancelled",
    description=_("Tells everybody who was to come that the workshop does not take place."),
    placeholders={**_DELEGATION, **_REASON},
    samples=_SAMPLES,
)

#: Decisions are told to the person by mail.
DECISIONS = {
    RegistrationState.APPROVED: "registration-approved",
    RegistrationState.WAITLISTED: "registration-waitlisted",
    RegistrationState.REJECTED: "registration-rejected",
}

#: How messages name their cause: by the move that they tell of, or by the registration itself.
TOLD_BY_A_MOVE = (
    "registration-approved",
    "registration-promoted",
    "registration-rejected",
    "registration-waitlisted",
)
SENT_TO_A_REGISTRATION = (
    "agenda-released",
    "registration-link",
    "registration-confirm",
    "registration-offer",
    "registration-offer-expired",
    "registration-reminder",
)
#: What speakers get, who may take part as well: by workshop and person.
SENT_TO_A_PERSON = ("speaker-invitation", "speaker-reminder", "speaker-changes")


def write_to_participant(
    kind: str, registration: Registration, *, cause: str, reason: str = "", **more: str
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
        **more,
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


def write_decision(change: StateChange, registration: Registration) -> Message | None:
    """Queue the message of a decision: once per move, however often it is asked for."""
    kind = DECISIONS[RegistrationState(change.to_state)]
    return write_to_participant(
        kind,
        registration,
        cause=f"{kind}:{change.pk}",
        reason=change.reason,
        still_asked=_in_lines(unanswered_after_approval(registration), registration),
    )


def write_reminder(
    registration: Registration, questions: Iterable[Question], *, cause: str
) -> Message | None:
    """Queue a reminder of the ``questions`` that are still open."""
    return write_to_participant(
        "registration-reminder",
        registration,
        cause=f"registration-reminder:{registration.pk}:{cause}",
        still_asked=_in_lines(questions, registration),
    )


def _in_lines(questions: Iterable[Question], registration: Registration) -> str:
    language = known_language(registration.letter_language)
    with translation.override(language):  # the words of the catalogue are in the active language
        return "\n".join(f"– {question.wording_in(language)}" for question in questions)


def write_offer(offer: Offer) -> Message | None:
    """Queue the offer of a seat with the link to the page where it is answered."""
    registration = offer.registration
    with translation.override(known_language(registration.letter_language)):
        until = end_of(offer)
    return write_to_participant(
        "registration-offer",
        registration,
        cause=f"registration-offer:{registration.pk}:{offer.pk}",
        link=f"{registration_link(registration)}offer/",
        until=until,
    )


def end_of(offer: Offer) -> str:
    """Until when the seat is held, as clocks at the workshop's place show it."""
    workshop = offer.registration.workshop
    ends = offer.expires_at.astimezone(workshop.zone)
    return f"{date_range(ends.date())}, {ends:%H:%M} ({workshop.time_zone})"


def messages_about(registration: Registration) -> MessageQuerySet:
    """What was written to this person, by what caused it and never by the address.

    The person may change the address on the own page: by the address, one could read the letters
    of whoever has it, personal links included.
    """
    pk = registration.pk
    moves = registration.state_changes.values_list("pk", flat=True)
    told = Q(cause__in=[f"{kind}:{move}" for kind in TOLD_BY_A_MOVE for move in moves])
    sent = Q(cause=f"workshop-cancelled:{pk}") | Q(cause=f"registration-waitlisted:{pk}:open")
    for kind in SENT_TO_A_REGISTRATION:
        sent |= Q(cause__startswith=f"{kind}:{pk}:")
    for kind in SENT_TO_A_PERSON:
        whom = f"{registration.workshop_id}:{registration.person_id}"
        sent |= Q(cause__startswith=f"{kind}:{whom}:")
    return Message.objects.filter(told | sent, workshop=registration.workshop_id)


def hide_messages_about(registration: Registration) -> None:
    """Let what was written before the person was protected name the alias, and hide its text."""
    name = registration.person.full_name
    for message in messages_about(registration):
        message.is_secret, message.to_name = True, registration.alias
        message.subject = message.subject.replace(name, registration.alias)
        message.save(update_fields=["is_secret", "to_name", "subject"])


def write_to_focal_point(
    focal_point: FocalPoint, *, cause: str, kind: str = "delegation-letter", missing: str = ""
) -> Message | None:
    """Queue the delegation's letter of invitation, or a reminder, with the link to its portal."""
    return queue_message(
        kind=kind,
        to=focal_point.email,
        to_name=focal_point.name,
        language=known_language(focal_point.language),
        context=_facts_for(focal_point, kind, focal_point_link(focal_point), missing),
        workshop=focal_point.delegation.workshop,
        cause=cause,
    )


def preview_for_focal_point(focal_point: FocalPoint, *, kind: str, missing: str = "") -> Wording:
    """What ``write_to_focal_point`` would send; in place of the link, which lets in, a sign."""
    return word(
        kind=kind_named(kind),
        language=known_language(focal_point.language),
        context=_facts_for(focal_point, kind, f"{settings.SITE_URL}/d/…/", missing),
        workshop=focal_point.delegation.workshop,
        name=focal_point.name,
    )


def _facts_for(focal_point: FocalPoint, kind: str, link: str, missing: str) -> dict[str, Any]:
    language = known_language(focal_point.language)
    delegation = focal_point.delegation
    facts = {
        "link": link,
        "delegation": delegation.name_in(language),
        "seats": delegation.quota,
        "reserves": delegation.reserves,
        "deadline": delegation.last_day or "",
        "missing": missing,
    }
    return {name: facts[name] for name in kind_named(kind).placeholders}


def known_language(code: str) -> str:
    """``code`` if the product speaks it, else the installation's own language."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
