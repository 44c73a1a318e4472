"""Where questions stand: dropped somewhere, or moved by a step."""

import pytest
from django.http import QueryDict

from participants.actions.keeping_sections import place_section, switch_section
from participants.actions.placing_question import place_question, step_question
from participants.questions.composed import form_of
from participants.rules import FormRefused
from participants.views.composer import place_in

pytestmark = pytest.mark.django_db


def keys_of(workshop, section):
    form = form_of(workshop)
    found = next(s for s in form.sections if s.key == section)
    return [question.key for question in form.of(found)]


@pytest.mark.parametrize(
    "place, expected",
    [
        (0, ["q1", "arrives_on", "departs_on"]),
        (1, ["arrives_on", "q1", "departs_on"]),
        (9, ["arrives_on", "departs_on", "q1"]),
    ],
)
def test_question_is_dropped_between_others(workshop, ask, place, expected):
    ask("By train?", section="needs")

    place_question(workshop=workshop, key="q1", section="travel", place=place, by=None)

    assert keys_of(workshop, "travel") == expected
    assert "q1" not in keys_of(workshop, "needs")


def test_question_is_dropped_within_its_section(workshop, ask):
    ask("By train?", section="travel")

    place_question(workshop=workshop, key="q1", section="travel", place=1, by=None)

    assert keys_of(workshop, "travel") == ["arrives_on", "q1", "departs_on"]


def test_step_over_the_end_leads_into_the_next_section_that_is_asked(workshop, ask):
    ask("By train?", section="travel")

    step_question(workshop=workshop, key="q1", step=1, by=None)

    # "stay" comes next and is off in the usual form.
    assert keys_of(workshop, "needs") == ["q1", "dietary_needs", "access_needs"]
    step_question(workshop=workshop, key="q1", step=-1, by=None)
    assert keys_of(workshop, "travel") == ["arrives_on", "departs_on", "q1"]


def test_first_and_last_question_stay(workshop):
    switch_section(workshop=workshop, key="needs", is_on=True, by=None)

    step_question(workshop=workshop, key="title", step=-1, by=None)
    step_question(workshop=workshop, key="accepts_privacy_notice", step=1, by=None)

    assert keys_of(workshop, "identity")[0] == "title"
    assert keys_of(workshop, "consent")[-1] == "accepts_privacy_notice"


def test_section_that_is_gone_is_said(workshop, ask):
    ask("By train?", section="needs")

    with pytest.raises(FormRefused):
        place_question(workshop=workshop, key="q1", section="s4", place=0, by=None)


@pytest.mark.parametrize("place, expected", [(0, 0), (2, 2), (99, 10)])
def test_section_is_dropped_among_the_others(workshop, place, expected):
    before = [section.key for section in form_of(workshop).sections]

    place_section(workshop=workshop, key="travel", place=place, by=None)

    after = [section.key for section in form_of(workshop).sections]
    assert after.index("travel") == expected
    assert [key for key in after if key != "travel"] == [key for key in before if key != "travel"]


@pytest.mark.parametrize(
    ("sent", "place"),
    [("0", 0), ("12", 12), ("", None), ("-1", None), ("99999", None), ("first", None)],
)
def test_place_is_a_small_number_or_none(sent, place):
    assert place_in(QueryDict(f"place={sent}")) == place
