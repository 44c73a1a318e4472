"""The form of the demonstration: own questions, a second step after approval, some answers."""

from itertools import count
from typing import Any

from accounts.models import User
from pages.demo.reading import read
from participants.actions.keeping_questions import add_question, change_question, switch_on
from participants.models import Answer, Question, Registration
from participants.questions.kinds import Stage
from participants.states import RegistrationState as State
from workshops.models import Workshop

_SECOND_STEP = ("arrival_flight", "departure_flight", "visa_needed", "hotel_nights", "room")
_ANSWERED = frozenset({State.SUBMITTED, State.APPROVED, State.WAITLISTED})


def build(workshop: Workshop, *, by: User) -> None:
    """Ask more than the usual form does, and let those who have registered have answered."""
    facts = read("kyiv_2019_form")
    asked = {"guidebook": _ask(workshop, facts["guidebook"], by)}
    depends = {"depends_on": asked["guidebook"].key, "depends_values": ["daily", "read"]}
    asked["chapter"] = _ask(workshop, facts["chapter"] | depends, by)
    asked["interests"] = _ask(workshop, facts["interests"], by)
    _ask(workshop, facts["confirmed"], by)
    for key in _SECOND_STEP:
        switch_on(workshop=workshop, key=key, by=by)
        asked[key] = change_question(
            workshop=workshop, key=key, facts={"stage": Stage.AFTER_APPROVAL}, by=by
        )
    _answer(workshop, asked, facts["answers"])


def _ask(workshop: Workshop, facts: dict[str, Any], by: User) -> Question:
    return add_question(workshop=workshop, section="training", facts=facts, by=by)


def _answer(workshop: Workshop, asked: dict[str, Question], given: dict[str, list[Any]]) -> None:
    """In turns, so that neighbours differ; whoever has not read the guidebook has no follow-up."""
    rows = []
    turns = {key: count() for key in given}
    people = workshop.registrations.filter(state__in=_ANSWERED).order_by("pk")
    for registration in people:
        said: dict[str, Any] = {}
        for key, values in given.items():
            if _is_asked(asked[key], registration) and not (
                key == "chapter" and said["guidebook"] == "no"
            ):
                said[key] = values[next(turns[key]) % len(values)]
        rows += [
            Answer(registration=registration, question=asked[key], value=value)
            for key, value in said.items()
        ]
    Answer.objects.bulk_create(rows)


def _is_asked(question: Question, registration: Registration) -> bool:
    return question.stage == Stage.REGISTRATION or registration.state == State.APPROVED
