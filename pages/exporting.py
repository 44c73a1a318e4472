"""Everything that is held about a participant of a workshop, for the person itself."""

from typing import Any

from django.db.models import Q

from mail.models import Message, MessageQuerySet
from participants.models import Registration, StateChange

FORMAT = 1

#: How messages name their cause: by the move that they tell of, or by the registration itself.
_TOLD_BY_A_MOVE = (
    "registration-approved",
    "registration-promoted",
    "registration-rejected",
    "registration-waitlisted",
)
_SENT_TO_A_REGISTRATION = ("registration-link", "registration-confirm")


def everything_about(registration: Registration) -> dict[str, Any]:
    """A document for JSON: facts, consent, history, attendance, certificates and messages.

    Times are UTC, as stored. Names of staff are left out: they are theirs, not the person's. So is
    the text of secret messages, which only its reader's mailbox holds.
    """
    person, workshop = registration.person, registration.workshop
    return {
        "format": FORMAT,
        "workshop": {
            "title": workshop.title,
            "starts_on": workshop.starts_on,
            "ends_on": workshop.ends_on,
        },
        "person": {
            name: getattr(person, name)
            for name in (
                "given_names",
                "family_name",
                "name_on_certificate",
                "name_in_own_script",
                "title",
                "gender",
                "email",
                "phone",
            )
        },
        "registration": {
            "delegation": registration.delegation.name_in("en")
            if registration.delegation
            else None,
            **{
                name: getattr(registration, name)
                for name in (
                    "state",
                    "state_reason",
                    "is_head",
                    "reserve_rank",
                    "agency",
                    "position",
                    "dietary_needs",
                    "access_needs",
                    "working_language",
                    "certificate_language",
                    "arrives_on",
                    "departs_on",
                    "is_protected",
                    "alias",
                    "created_at",
                    "opened_at",
                    "submitted_at",
                )
            },
            "photograph": hasattr(registration, "photograph"),
        },
        "consent": {
            name: getattr(registration, name)
            for name in (
                "consent_version",
                "consented_at",
                "consents_to_list",
                "consents_to_photographs",
            )
        },
        "history": [
            {
                "at": change.at,
                "from": change.from_state,
                "to": change.to_state,
                "by": StateChange.Actor(change.actor).value,
                "reason": change.reason,
            }
            for change in registration.state_changes.order_by("at", "pk")
        ],
        "attendance": [
            {
                "session": mark.item.title if mark.item else None,
                "day": mark.day,
                "half": mark.half,
                "status": mark.status,
            }
            for mark in registration.attendance.select_related("item").order_by("pk")
        ],
        "certificates": [
            {
                "number": certificate.printed_number,
                "kind": certificate.kind,
                "state": certificate.state,
                "issued_at": certificate.issued_at,
                "code": certificate.code,
            }
            for certificate in registration.certificates.select_related("series")
        ],
        "messages": [
            {
                "kind": message.kind,
                "subject": message.subject,
                "body": "" if message.is_secret else message.body,
                "state": message.state,
                "created_at": message.created_at,
                "sent_at": message.sent_at,
            }
            for message in messages_about(registration).order_by("created_at")
        ],
    }


def messages_about(registration: Registration) -> MessageQuerySet:
    """What was written to this person, by what caused it and never by the address.

    The person may change the address on the own page: by the address, one could read the letters
    of whoever has it, personal links included.
    """
    pk = registration.pk
    moves = registration.state_changes.values_list("pk", flat=True)
    told = Q(cause__in=[f"{kind}:{move}" for kind in _TOLD_BY_A_MOVE for move in moves])
    sent = Q(cause=f"workshop-cancelled:{pk}") | Q(cause=f"registration-waitlisted:{pk}:open")
    for kind in _SENT_TO_A_REGISTRATION:
        sent |= Q(cause__startswith=f"{kind}:{pk}:")
    return Message.objects.filter(told | sent, workshop=registration.workshop_id)
