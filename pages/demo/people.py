"""Delegations, their people and what became of them: all invented."""

import datetime
from typing import Any

from accounts.models import User
from pages.demo.reading import day, read
from participants.actions.keeping_keys import keep_keys
from participants.models import Delegation, FocalPoint, Person, Registration, StateChange
from participants.states import RegistrationState as State
from sessions.models import Attendance
from workshops.models import Workshop

#: Personal links of the demonstration stay open although its workshop is long over.
LINKS_END = datetime.datetime(2099, 12, 31, tzinfo=datetime.UTC)
INVITED_AT = datetime.datetime(2019, 10, 14, 9, 0, tzinfo=datetime.UTC)

# How somebody came to a state; the row is written with its history, since a hundred moves through
# the action would queue a hundred messages to people who do not exist.
PATHS: dict[str, list[State]] = {
    "nominated": [State.NOMINATED],
    "invited": [State.NOMINATED, State.INVITED],
    "submitted": [State.NOMINATED, State.INVITED, State.SUBMITTED],
    "approved": [State.NOMINATED, State.INVITED, State.SUBMITTED, State.APPROVED],
    "waitlisted": [State.NOMINATED, State.INVITED, State.SUBMITTED, State.WAITLISTED],
    "declined": [State.NOMINATED, State.INVITED, State.DECLINED],
    "rejected": [State.NOMINATED, State.INVITED, State.SUBMITTED, State.REJECTED],
    "withdrawn": [State.NOMINATED, State.WITHDRAWN],
    "substituted": [State.NOMINATED, State.INVITED, State.SUBMITTED, State.SUBSTITUTED],
}
_BY_PARTICIPANT = {State.SUBMITTED, State.DECLINED}
_BY_FOCAL_POINT = {State.NOMINATED, State.WITHDRAWN}
_MARKS = {
    "P": Attendance.Status.PRESENT,
    "A": Attendance.Status.ABSENT,
    "E": Attendance.Status.EXCUSED,
}


def build(workshop: Workshop, *, by: User) -> tuple[dict[str, Registration], dict[str, FocalPoint]]:
    """Registrations by the person's address (and by ``key``), focal points by state."""
    registrations: dict[str, Registration] = {}
    focal_points: dict[str, FocalPoint] = {}
    changes: list[StateChange] = []
    successors: dict[str, str] = {}
    for number, part in enumerate(read("kyiv_2019_people")["delegations"]):
        delegation = Delegation.objects.create(
            workshop=workshop,
            country=part["country"],
            quota=part["quota"],
            reserves=part["reserves"],
            deadline=day(part["deadline"]) if part["deadline"] else None,
            invited_at=INVITED_AT,
            contacted_at=INVITED_AT,
            letter_number=number + 1,
        )
        focal_point = FocalPoint.objects.create(
            delegation=delegation, link_expires_at=LINKS_END, **part["focal_point"]
        )
        focal_points[part["country"]] = focal_point
        first = INVITED_AT + datetime.timedelta(days=7 + number, hours=number % 3)
        for place, about in enumerate(part["people"]):
            named_at = first + datetime.timedelta(minutes=4 * place)
            registration = _registration(delegation, about, place, named_at=named_at)
            registration.created_at = named_at
            registrations[about["email"]] = registration
            if "key" in about:
                registrations[about["key"]] = registration
            if "successor" in about:
                successors[about["email"]] = about["successor"]
            changes += _history(
                registration, about, named_at=named_at, focal_point=focal_point, by=by
            )
    for email, key in successors.items():
        registrations[email].successor = registrations[key]
        registrations[email].save(update_fields=["successor"])
    StateChange.objects.bulk_create(changes)
    # A new row gets today's date, and the board says when a delegation named its first.
    Registration.objects.bulk_update(set(registrations.values()), ["created_at"])
    return registrations, focal_points


def mark_attendance(
    workshop: Workshop, registrations: dict[str, Registration], *, by: User
) -> None:
    """Half-days as the file tells them; where it has a hyphen, nobody has said anything yet."""
    halves = [(date, half) for date in workshop.days for half in Attendance.Half]
    Attendance.objects.bulk_create(
        Attendance(
            registration=registrations[about["email"]],
            day=date,
            half=half,
            status=_MARKS[letter],
            by=by,
            at=datetime.datetime.combine(
                date, datetime.time(9 if half == "am" else 14), tzinfo=workshop.zone
            ),
        )
        for part in read("kyiv_2019_people")["delegations"]
        for about in part["people"]
        for (date, half), letter in zip(halves, about.get("attendance", ""), strict=False)
        if letter in _MARKS
    )


def _registration(
    delegation: Delegation, about: dict[str, Any], place: int, *, named_at: datetime.datetime
) -> Registration:
    person = Person.objects.create(
        given_names=about["given_names"],
        family_name=about["family_name"],
        name_in_own_script=about.get("name_in_own_script", ""),
        title=about.get("title", ""),
        gender=about["gender"],
        email=about["email"],
    )
    keep_keys([person], are_new=True)
    path = PATHS[about["state"]]
    submitted_at = named_at + datetime.timedelta(days=5) if State.SUBMITTED in path else None
    return Registration.objects.create(
        workshop=delegation.workshop,
        delegation=delegation,
        person=person,
        state=path[-1],
        state_reason=about.get("reason", ""),
        is_head=about.get("is_head", False),
        rank_order=(place + 1) * 10,
        reserve_rank=about.get("reserve_rank"),
        agency=about["agency"],
        position=about["position"],
        working_language="ru" if delegation.country == "BY" else "en",
        certificate_language=about.get("certificate_language", ""),
        is_protected="alias" in about,
        alias=about.get("alias", ""),
        consent_version="1" if submitted_at else "",
        consented_at=submitted_at,
        consents_to_list=submitted_at is not None and "alias" not in about and place % 5 != 4,
        consents_to_photographs=submitted_at is not None and "alias" not in about and place % 3 > 0,
        arrives_on=delegation.workshop.starts_on - datetime.timedelta(days=1)
        if submitted_at and delegation.country != "UA"
        else None,
        departs_on=delegation.workshop.ends_on + datetime.timedelta(days=1)
        if submitted_at and delegation.country != "UA"
        else None,
        opened_at=submitted_at,
        submitted_at=submitted_at,
        link_expires_at=LINKS_END,
    )


def _history(
    registration: Registration,
    about: dict[str, Any],
    *,
    named_at: datetime.datetime,
    focal_point: FocalPoint,
    by: User,
) -> list[StateChange]:
    path = PATHS[about["state"]]
    changes = []
    for step, (before, after) in enumerate(zip(["", *path], path, strict=False)):
        actor = StateChange.Actor.USER
        if after in _BY_PARTICIPANT:
            actor = StateChange.Actor.PARTICIPANT
        elif after in _BY_FOCAL_POINT:
            actor = StateChange.Actor.FOCAL_POINT
        changes.append(
            StateChange(
                registration=registration,
                from_state=before,
                to_state=after,
                actor=actor,
                by=by if actor == StateChange.Actor.USER else None,
                focal_point=focal_point if actor == StateChange.Actor.FOCAL_POINT else None,
                reason=about.get("reason", "") if after == path[-1] else "",
                at=(after == State.SUBMITTED and registration.submitted_at)
                or named_at + datetime.timedelta(days=4 * step),
            )
        )
    return changes
