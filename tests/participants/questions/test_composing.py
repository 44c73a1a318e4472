import pytest
from django.utils import translation

from participants.actions.cloning_form import clone_form
from participants.actions.composing_form import compose
from participants.actions.keeping_questions import (
    change_question,
    move_question,
    remove_question,
    switch_on,
)
from participants.actions.keeping_sections import (
    add_section,
    move_section,
    name_section,
    remove_section,
    switch_section,
)
from participants.models import Answer, Question
from participants.questions.catalogue import QUESTIONS, SECTIONS
from participants.questions.composed import form_of
from participants.rules import FormRefused
from tests.factories import RegistrationFactory, WorkshopFactory
from tests.participants.questions.conftest import options
from workshops.states import WorkshopState

pytestmark = pytest.mark.django_db

USUAL = (  # noqa: SIM905
    "title given_names family_name name_on_certificate name_in_own_script gender email phone "
    "agency position working_language certificate_language arrives_on departs_on dietary_needs "
    "access_needs photograph consents_to_list consents_to_photographs accepts_privacy_notice"
).split()


def asked(workshop):
    return [question.key for question in form_of(workshop).asked]


def test_workshop_without_own_form_asks_what_is_usual_and_has_no_rows(workshop):
    assert asked(workshop) == USUAL
    assert Question.objects.count() == 0


def test_catalogue_is_whole():
    keys = [question.key for question in QUESTIONS]
    assert len(keys) == len(set(keys))
    assert {question.section for question in QUESTIONS} == {section.key for section in SECTIONS}
    assert all(question.purpose for question in QUESTIONS)


def test_composing_changes_nothing_of_what_is_asked(workshop):
    compose(workshop=workshop)
    compose(workshop=workshop)

    assert asked(workshop) == USUAL


@pytest.mark.parametrize("count", [1, 5])
def test_form_is_read_in_two_queries(workshop, ask, count, django_assert_num_queries):
    first = ask("First")
    for number in range(count):
        ask(f"Question {number}", depends_on=first.key)

    with django_assert_num_queries(2):
        form = form_of(workshop)
        assert [(q.section.title_in("en"), q.depends_on and q.depends_on.key) for q in form.asked]


def test_built_in_question_is_switched_on_with_its_section_and_off(workshop):
    switch_on(workshop=workshop, key="hotel_nights", by=None)
    assert "hotel_nights" in asked(workshop)

    remove_question(workshop=workshop, key="hotel_nights", by=None)
    assert "hotel_nights" not in asked(workshop)


def test_own_question_speaks_the_languages_it_has(workshop, ask):
    question = ask(wording="ignored")
    question = change_question(
        workshop=workshop,
        key=question.key,
        facts={"wording": {"fr": "Avez-vous le guide ?", "ru": "Есть ли у вас пособие?"}},
        by=None,
    )

    assert question.wording_in("ru") == "Есть ли у вас пособие?"
    assert question.wording_in("en") == "Avez-vous le guide ?"


def test_own_words_in_one_language_leave_the_catalogues_in_the_others(workshop):
    question = change_question(
        workshop=workshop, key="agency", facts={"wording": {"en": "Your service"}}, by=None
    )

    with translation.override("fr"):
        assert question.words != "Your service"
    assert question.wording_in("en") == "Your service"


def test_answered_question_is_retired_and_comes_back_with_its_answers(workshop):
    question = switch_on(workshop=workshop, key="room", by=None)
    registration = RegistrationFactory(workshop=workshop)
    Answer.objects.create(registration=registration, question=question, value="single")

    assert remove_question(workshop=workshop, key="room", by=None) is True
    assert "room" not in asked(workshop)
    switch_on(workshop=workshop, key="room", by=None)

    assert "room" in asked(workshop)
    assert Answer.objects.get().value == "single"


def test_question_without_answers_is_deleted_and_its_key_not_used_again(workshop, ask):
    first, second = ask("First"), ask("Second")

    assert remove_question(workshop=workshop, key=first.key, by=None) is False

    assert second.key == "q2"
    assert ask("Third").key == "q3"


def test_question_others_depend_on_is_not_removed(workshop, ask):
    first = ask("First")
    ask("Follow-up", depends_on=first.key)

    with pytest.raises(FormRefused, match="“Follow-up” is shown only after"):
        remove_question(workshop=workshop, key=first.key, by=None)


@pytest.mark.parametrize("key", ["family_name", "email", "accepts_privacy_notice"])
def test_what_no_registration_can_lack_stays(workshop, key):
    with pytest.raises(FormRefused):
        remove_question(workshop=workshop, key=key, by=None)
    with pytest.raises(FormRefused):
        change_question(workshop=workshop, key=key, facts={"is_required": False}, by=None)
    section = form_of(workshop).by_key[key].section.key
    with pytest.raises(FormRefused):
        switch_section(workshop=workshop, key=section, is_on=False, by=None)


def test_conditions_never_lead_in_a_circle(workshop, ask):
    first = ask("First")
    second = ask("Second", depends_on=first.key)

    with pytest.raises(FormRefused, match="circle"):
        change_question(workshop=workshop, key=first.key, facts={"depends_on": second.key}, by=None)


def test_participants_question_never_depends_on_a_hidden_one(workshop, ask):
    hidden = ask("Vetted by", is_for_staff=True)

    with pytest.raises(FormRefused) as refused:
        ask("Why?", depends_on=hidden.key)
    assert refused.value.field == "depends_on"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"wording": {"en": " "}}, "wording"),
        ({"kind": "choice"}, "options"),
        ({"kind": "choice", "options": [{"code": "", "wording": {}}]}, "options"),
        ({"retention_weeks": 521}, "retention_weeks"),
    ],
)
def test_question_nobody_could_answer_is_refused(ask, facts, field):
    with pytest.raises(FormRefused) as refused:
        ask(**facts)
    assert refused.value.field == field


def test_options_get_codes_once_and_for_good(workshop, ask):
    question = ask(kind="choice", options=[{"code": "", "wording": {"en": "By train"}}])
    code = question.options[0]["code"]

    changed = change_question(
        workshop=workshop,
        key=question.key,
        facts={"options": [{"code": "", "wording": {"en": "By car"}}, *question.options]},
        by=None,
    )

    assert [option["wording"]["en"] for option in changed.options] == ["By car", "By train"]
    assert changed.options[1]["code"] == code != changed.options[0]["code"]


def test_answers_given_keep_their_meaning(workshop, ask):
    question = ask(kind="choice", options=options(a="By train", b="By car"))
    Answer.objects.create(
        registration=RegistrationFactory(workshop=workshop), question=question, value="a"
    )

    def change(**facts):
        return change_question(workshop=workshop, key=question.key, facts=facts, by=None)

    with pytest.raises(FormRefused, match="left out"):
        change(options=options(b="By car"))
    with pytest.raises(FormRefused, match="answers already"):
        change(kind="text", options=[])
    assert change(options=options(a="By rail")).options[0]["wording"]["en"] == "By rail"


def test_questions_move_within_a_section_and_to_another(workshop):
    move_question(workshop=workshop, key="position", step=-1, by=None)
    move_question(workshop=workshop, key="gender", section="contact", by=None)

    keys = asked(workshop)
    assert keys.index("position") < keys.index("agency")
    assert keys.index("gender") == keys.index("phone") + 1


def test_sections_are_added_named_moved_and_removed(workshop):
    section = add_section(workshop=workshop, title={"en": "The guidebook"}, by=None)
    move_section(workshop=workshop, key=section.key, step=-20, by=None)
    name_section(workshop=workshop, key="work", title={"ru": "Ваша служба"}, by=None)

    form = form_of(workshop)
    assert form.sections[0].key == section.key
    assert [s.title_in("ru") for s in form.sections if s.key == "work"] == ["Ваша служба"]
    remove_section(workshop=workshop, key=section.key, by=None)
    with pytest.raises(FormRefused, match="switched off"):
        remove_section(workshop=workshop, key="work", by=None)


def test_section_with_questions_is_not_removed(workshop, ask):
    section = add_section(workshop=workshop, title={"en": "The guidebook"}, by=None)
    ask(section=section.key)

    with pytest.raises(FormRefused, match="questions"):
        remove_section(workshop=workshop, key=section.key, by=None)


def test_section_that_is_off_asks_nothing(workshop):
    switch_section(workshop=workshop, key="needs", is_on=False, by=None)

    assert not {"dietary_needs", "access_needs"} & set(asked(workshop))


def test_form_of_an_archived_workshop_is_closed(workshop):
    workshop.state = WorkshopState.ARCHIVED
    workshop.save()

    with pytest.raises(FormRefused, match="archived"):
        compose(workshop=workshop)


def test_clone_has_the_same_questions_and_conditions_of_its_own(workshop, ask):
    first = ask("First", retention_weeks=4)
    ask("Follow-up", depends_on=first.key)
    target = WorkshopFactory()

    clone_form(source=workshop, target=target)

    form = form_of(target)
    assert asked(target) == asked(workshop)
    assert form.by_key["q1"].retention_weeks == 4
    assert form.by_key["q2"].depends_on is form.by_key["q1"]
    assert form.by_key["q1"].pk != first.pk


def test_answers_to_a_built_in_question_are_found_across_workshops(workshop):
    other = RegistrationFactory()
    for registration in (RegistrationFactory(workshop=workshop), other):
        question = switch_on(workshop=registration.workshop, key="passport_number", by=None)
        Answer.objects.create(registration=registration, question=question, value="AB 123456")

    found = Answer.objects.to_built_in("passport_number").filter(value="AB 123456")

    assert {answer.registration.workshop for answer in found} == {workshop, other.workshop}
