"""Everything that is held about a participant of a workshop, for the person itself."""

from typing import Any

from participants.emails import messages_about
from participants.models import Registration, StateChange

FORMAT = 1


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
            "agenda_messages": hasattr(registration, "agenda_follower"),
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
