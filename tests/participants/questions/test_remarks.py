"""What an organiser is told about a question that may not be answered as it is meant."""

import pytest

from participants.actions.keeping_questions import change_question, move_question, switch_on
from participants.actions.keeping_sections import switch_section
from participants.models import Question
from participants.questions.composed import form_of
from participants.questions.outline import outline_of
from participants.questions.remarks import remarks_on
from tests.participants.questions.conftest import options

pytestmark = pytest.mark.django_db

WELL = {"purpose": {"en": "To plan."}, "retention_weeks": 4}


def remarks(workshop, key):
    form = form_of(workshop)
    return remarks_on(form.by_key[key], form, "en")


def test_usual_form_needs_no_remarks(workshop):
    outline = outline_of(form_of(workshop))

    assert [row.remarks for part in outline.sections for row in part.rows if row.remarks] == []
    assert (outline.at_registration, outline.after_approval, outline.for_staff) == (20, 0, 0)


def test_own_question_wants_a_purpose_a_period_and_the_workshops_languages(workshop, ask):
    workshop.working_languages = ["en", "ru", "uk"]
    workshop.save(update_fields=["working_languages"])
    ask("By train?", kind="choice", options=options(y="Yes"))

    assert remarks(workshop, "q1") == [
        "Participants are not told why it is asked.",
        "Answers are kept as long as the registration: no period is set.",
        "Not worded in every language of the workshop: Russian.",
    ]


def test_own_question_with_all_of_it_needs_no_remark(workshop, ask):
    ask("By train?", **WELL)

    assert remarks(workshop, "q1") == []


def test_question_of_a_section_that_is_off_is_asked_of_nobody(workshop, ask):
    ask("By train?", section="travel", **WELL)
    switch_section(workshop=workshop, key="travel", is_on=False, by=None)

    assert remarks(workshop, "q1") == ["Nobody is asked this: its section is switched off."]


@pytest.fixture
def visa(workshop):
    return switch_on(workshop=workshop, key="visa_needed", by=None)


def test_condition_on_a_later_question(workshop, ask, visa):
    ask("Which?", section="travel", depends_on="visa_needed", depends_values=["yes"], **WELL)
    assert remarks(workshop, "q1") == []

    move_question(workshop=workshop, key="q1", step=-1, by=None)

    assert remarks(workshop, "q1") == [
        "“Do you need a visa?”, on which it depends, comes later in the form."
    ]


@pytest.mark.parametrize(
    "facts, remark",
    [
        ({"stage": "after-approval"}, "is asked only after approval."),
        ({"audience": "heads"}, "is not asked of everybody."),
    ],
)
def test_condition_on_a_question_that_others_are_asked(workshop, ask, visa, facts, remark):
    ask("Which?", section="travel", depends_on="visa_needed", depends_values=["yes"], **WELL)

    change_question(workshop=workshop, key="visa_needed", facts=facts, by=None)

    assert remarks(workshop, "q1") == [f"“Do you need a visa?”, on which it depends, {remark}"]


def test_condition_that_is_never_met(workshop, ask, visa):
    ask("Which?", section="travel", depends_on="visa_needed", depends_values=["yes"], **WELL)
    ask("Where?", section="needs", depends_on="visa_needed", depends_values=["yes"], **WELL)
    Question.objects.filter(key="q1").update(depends_values=["perhaps"])
    assert remarks(workshop, "q1") == [
        "It is never shown: “Do you need a visa?” no longer offers that answer."
    ]

    switch_section(workshop=workshop, key="travel", is_on=False, by=None)

    assert remarks(workshop, "q2") == ["It is never shown: “Do you need a visa?” is not asked."]
