"""Everything that is held about a participant of a workshop, for the person itself."""

from typing import Any

from certificates.models import KnowledgeResult
from certificates.queries import certificates_of
from participants.emails import messages_about
from participants.models import MergeRecord, Registration, StateChange
from sessions.models import ChosenSession

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
            **_state_of(registration),
            **{
                name: getattr(registration, name)
                for name in (
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
        "chosen_sessions": [
            {"session": str(chosen.uid), "chosen_at": chosen.chosen_at}
            for chosen in ChosenSession.objects.filter(registration=registration).order_by("pk")
        ],
        "consent": {
            name: getattr(registration, name)
            for name in (
                "consent_version",
                "consented_at",
                "consents_to_list",
                "consents_to_photographs",
            )
        },
        "answers": _answers(registration),
        "changed_answers": _changed_answers(registration),
        "history": [
            {
                "at": change.at,
                "from": change.from_state,
                "to": change.to_state,
                "by": StateChange.Actor(change.actor).value,
                "reason": change.reason,
            }
            for change in registration.state_changes.filter(is_held=False).order_by("at", "pk")
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
            for certificate in certificates_of(registration.workshop, registration.person_id)
        ],
        "test": _result_of(registration),
        "merges": _merges_of(registration),
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


def _result_of(registration: Registration) -> dict[str, Any] | None:
    result = KnowledgeResult.objects.filter(registration=registration).first()
    return {"percent": result.percent, "at": result.at} if result else None


def _merges_of(registration: Registration) -> list[dict[str, Any]]:
    """What is still kept of the record as it was before it was merged with another one.

    Only of the side that this registration comes from: were the merge wrong, the other side is
    somebody else's."""
    told = []
    for record in registration.person.merges.filter(undone_at=None, erased_at=None):
        facts = _own_facts(record, registration)
        if facts is not None:
            told.append({"at": record.at, "kept_until": record.ends_at, "facts_before": facts})
    return told


def _own_facts(record: MergeRecord, registration: Registration) -> dict[str, Any] | None:
    """None for a registration that came later, or by a later merge: it is of neither side."""
    column = "participants.registration.person"
    if registration.pk in record.kept["stood"].get(column, []):
        return record.kept["before"]
    if registration.pk not in record.moved.get(column, []):
        return None
    return {name: value for name, value in record.kept["merged"].items() if name != "created_at"}


def _answers(registration: Registration) -> list[dict[str, Any]]:
    """What the person answered beyond the facts; remarks of the organisers are theirs."""
    rows = registration.answers.select_related("question").filter(question__is_for_staff=False)
    return [
        {
            "question": answer.question.wording_in("en"),
            "answer": answer.value,
            "is_file": bool(answer.file),
            "at": answer.answered_at,
        }
        for answer in rows.order_by("question__key")
    ]


def _changed_answers(registration: Registration) -> list[dict[str, Any]]:
    for_staff = registration.workshop.questions.filter(is_for_staff=True).values("key")
    rows = registration.answer_changes.exclude(question_key__in=for_staff)
    return [
        {
            "at": change.at,
            "question": change.question_key,
            "by": StateChange.Actor(change.actor).value,
            "from": change.old,
            "to": change.new,
            "erased_at": change.erased_at,
        }
        for change in rows.order_by("at", "pk")
    ]


def _state_of(registration: Registration) -> dict[str, str]:
    """As the own page says it: a decision that is held back is not given away by the file."""
    if registration.decision_is_held:
        return {"state": "being-decided", "state_reason": ""}
    return {"state": registration.state, "state_reason": registration.state_reason}
