"""The organiser's pages of the registration form."""

import pytest
from django.urls import reverse

from participants.actions.composing_form import compose
from participants.actions.keeping_questions import change_question
from participants.models import Answer, AnswerChange, Question
from participants.questions.composed import form_of
from tests.factories import RegistrationFactory, TeamMemberFactory, WorkshopFactory
from tests.participants.questions.conftest import options
from workshops.roles import Role
from workshops.states import WorkshopState

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(workshop):
    """The address of one of the composer's pages."""

    def address(name="", *args, of=workshop):
        return reverse(f"participants:composer{name}", args=[of.slug, *args])

    return address


@pytest.fixture
def answered(workshop, ask):
    """A question that one person has answered."""
    question = ask("Have you worked with the guidebook?", kind="choice", options=options(y="Yes"))
    registration = RegistrationFactory(workshop=workshop)
    Answer.objects.create(registration=registration, question=question, value="y")
    return question


@pytest.fixture
def assistant_client(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def typed(**changes):
    """What the page of a new question sends."""
    usual = {
        "wording_en": "Do you come by train?",
        "kind": "text",
        "stage": "registration",
        "audience": "everybody",
        "depends_on": "",
        "condition_of": "",
        "section": "travel",
        "option-rows": "0",
    }
    return usual | changes


def test_usual_form_is_shown_without_making_rows(organiser_client, at):
    page = text_of(organiser_client.get(at()))

    assert "This is the usual form" in page
    assert "Family name" in page
    assert "Passport number" in page  # among the ready-made ones
    assert Question.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(
    organiser_client, workshop, at, ask, count, django_assert_num_queries
):
    first = ask("First?", kind="choice", options=options(y="Yes"))
    for number in range(count):
        child = ask(f"Number {number}?", depends_on=first.key, depends_values=["y"])
        Answer.objects.create(
            registration=RegistrationFactory(workshop=workshop), question=child, value="x"
        )
    organiser_client.get(at())

    with django_assert_num_queries(8):
        organiser_client.get(at())


def test_row_says_what_the_question_means(organiser_client, workshop, at, ask):
    first = ask("By train?", section="travel", kind="choice", options=options(y="Yes", n="No"))
    ask(
        "Which train?",
        section="travel",
        depends_on=first.key,
        depends_values=["y"],
        stage="after-approval",
        audience="heads",
        is_critical=True,
        retention_weeks=2,
        purpose={"en": "To meet you at the station."},
    )

    page = text_of(organiser_client.get(at()))

    assert "Shown when “By train?” is “Yes”" in page
    assert (
        "One line · Heads of delegation · Decides about the person · Erased on 27 December 2030"
        in page
    )
    assert "To meet you at the station." in page
    assert "After approval" in page


def test_assistant_adds_a_conditional_question(assistant_client, workshop, at):
    compose(workshop=workshop)
    assistant_client.post(at("_ask", "visa_needed"))

    response = assistant_client.post(
        at("_add_question", "travel"),
        typed(
            wording_en="Which consulate?",
            wording_fr="Quel consulat ?",
            depends_on="visa_needed",
            condition_of="visa_needed",
            depends_values=["yes", "unsure"],
            retention_weeks="4",
            is_required="on",
        ),
    )

    question = Question.objects.get(key="q1")
    assert response.headers["Location"] == f"{at()}#question-q1"
    assert question.wording == {"en": "Which consulate?", "fr": "Quel consulat ?"}
    assert question.depends_on.key == "visa_needed"
    assert question.depends_values == ["yes", "unsure"]
    assert question.retention_weeks == 4
    assert question.is_required
    assert question.section.key == "travel"


def test_choosing_another_question_shows_its_answers_and_saves_nothing(organiser_client, at):
    page = text_of(
        organiser_client.post(
            at("_add_question", "travel"),
            typed(wording_en="", help_en="Half written", depends_on="gender", **{"show-values": 1}),
        )
    )

    assert "Half written" in page
    assert 'name="depends_values" value="female"' in page
    assert "Word the question" not in page
    assert Question.objects.count() == 0


def test_saving_before_the_answers_were_seen_asks_for_them_once(organiser_client, at):
    address = at("_add_question", "travel")

    first = organiser_client.post(address, typed(depends_on="gender"))
    second = organiser_client.post(address, typed(depends_on="gender", condition_of="gender"))

    assert first.status_code == 422
    assert "Tick the answers with which it is shown" in text_of(first)
    assert second.status_code == 302
    assert Question.objects.get(key="q1").depends_values == []


def test_refusal_stands_beside_its_field_and_nothing_typed_is_lost(organiser_client, at):
    response = organiser_client.post(
        at("_add_question", "travel"),
        typed(wording_en="", help_en="Half written", retention_weeks="600"),
    )

    page = text_of(response)
    assert response.status_code == 422
    assert "Word the question in one language at least." in page
    assert 'id="id_wording_en_error"' in page
    assert "Half written" in page
    assert 'value="600"' in page


def test_options_are_added_ordered_and_left_out(organiser_client, at):
    address = at("_add_question", "travel")
    rows = {
        "option-rows": "3",
        "option-0-en": "By train",
        "option-1-en": "By car",
        "option-1-ru": "На машине",
        "option-2-en": "",
    }

    moved = text_of(
        organiser_client.post(address, typed(kind="choice", **rows, **{"option-down": "0"}))
    )
    more = text_of(
        organiser_client.post(address, typed(kind="choice", **rows, **{"option-more": "1"}))
    )
    organiser_client.post(address, typed(kind="choice", **rows))

    assert moved.index("By car") < moved.index("By train")
    assert 'name="option-rows" value="8"' in more
    assert Question.objects.get(key="q1").options == [
        {"code": "o1", "wording": {"en": "By train"}},
        {"code": "o2", "wording": {"en": "By car", "ru": "На машине"}},
    ]


def test_list_without_options_is_refused_beside_them(organiser_client, at):
    response = organiser_client.post(at("_add_question", "travel"), typed(kind="choice"))

    assert response.status_code == 422
    assert 'id="options_error">Give at least one option' in text_of(response)


def test_code_of_an_option_is_not_taken_from_the_browser(organiser_client, at, answered):
    organiser_client.post(
        at("_question", answered.key),
        typed(
            kind="choice",
            section="training",
            **{
                "option-rows": "3",
                "option-0-code": "y",
                "option-0-en": "Yes, often",
                "option-1-code": "y",
                "option-1-en": "Twice",
                "option-2-code": "made-up",
                "option-2-en": "No",
            },
        ),
    )

    answered.refresh_from_db()
    assert [option["code"] for option in answered.options] == ["y", "o1", "o2"]


def test_chosen_option_cannot_be_left_out(organiser_client, at, answered):
    response = organiser_client.post(
        at("_question", answered.key),
        typed(
            kind="choice", section="training", **{"option-rows": "1", "option-0-en": "Sometimes"}
        ),
    )

    assert response.status_code == 422
    assert "Somebody has chosen an option that is left out here." in text_of(response)


def test_question_goes_to_another_section(organiser_client, workshop, at, ask):
    question = ask("By train?", section="training")

    organiser_client.post(at("_question", question.key), typed(section="needs"))

    moved = form_of(workshop).by_key[question.key]
    assert moved.section.key == "needs"
    assert moved.wording == {"en": "Do you come by train?"}


def test_locked_question_can_be_worded_and_nothing_else(organiser_client, workshop, at):
    page = text_of(organiser_client.get(at("_question", "family_name")))
    organiser_client.post(
        at("_question", "family_name"),
        {"wording_en": "Surname", "section": "identity", "is_for_staff": "on"},
    )

    question = Question.objects.get(workshop=workshop, key="family_name")
    assert 'name="is_required"' not in page
    assert question.words == "Surname"
    assert question.is_required
    assert not question.is_for_staff


def test_question_with_answers_is_retired_after_it_was_said(organiser_client, at, answered):
    page = text_of(organiser_client.get(at()))
    organiser_client.post(at("_take_out", answered.key))

    answered.refresh_from_db()
    assert "1 person has answered this question. Nobody is asked any more;" in page
    assert answered.retired_at is not None
    assert "Not asked any more" in text_of(organiser_client.get(at()))


def test_assistant_takes_out_only_what_nobody_answered(assistant_client, at, answered, ask):
    other = ask("Nobody knows?")
    page = text_of(assistant_client.get(at()))

    refused = assistant_client.post(at("_take_out", answered.key), follow=True)
    assistant_client.post(at("_take_out", other.key))

    answered.refresh_from_db()
    assert "Nobody has answered it yet, so the question is deleted for good." in page
    assert "Only an organiser can take it out of the form." in text_of(refused)
    assert answered.retired_at is None
    assert not Question.objects.filter(pk=other.pk).exists()


def test_stale_page_gets_a_sentence(organiser_client, at, ask):
    question = ask("Gone soon?")
    organiser_client.post(at("_take_out", question.key))

    for method, name in (("get", "_question"), ("post", "_question"), ("post", "_move")):
        page = getattr(organiser_client, method)(at(name, question.key), follow=True)
        assert "This question is not in the form any more." in text_of(page)
    for method, name in (("get", "_section"), ("post", "_switch_section")):
        page = getattr(organiser_client, method)(at(name, "s9"), follow=True)
        assert "This section is not in the form any more." in text_of(page)


def test_section_is_added_named_switched_and_removed(organiser_client, workshop, at):
    organiser_client.post(at("_add_section"), {"title_en": "", "title_fr": "Le terrain"})
    organiser_client.post(at("_section", "s1"), {"title_en": "Field work"})
    organiser_client.post(at("_move_section", "s1"), {"to": "up"})
    organiser_client.post(at("_switch_section", "s1"), {"to": "off"})

    sections = form_of(workshop).sections
    assert (sections[-2].key, sections[-2].title) == ("s1", {"en": "Field work"})
    assert not sections[-2].is_on
    organiser_client.post(at("_remove_section", "s1"))
    assert "s1" not in [section.key for section in form_of(workshop).sections]


def test_section_needs_a_heading(organiser_client, at):
    response = organiser_client.post(at("_add_section"), {"title_en": ""})

    assert response.status_code == 422
    assert "Give the section a heading in one language at least." in text_of(response)


def test_archived_form_can_be_read_and_not_changed(organiser_client, workshop, at, ask):
    question = ask("Open?")
    workshop.state = WorkshopState.ARCHIVED
    workshop.save(update_fields=["state"])

    page = text_of(organiser_client.get(at()))
    edit = text_of(organiser_client.get(at("_question", question.key), follow=True))
    moved = text_of(organiser_client.post(at("_move", question.key), {"to": "up"}, follow=True))
    started = text_of(organiser_client.post(at("_start"), {"way": "empty"}))

    assert "its form can be read, not changed" in page
    assert at("_move", question.key) not in page
    for answer in (edit, moved, started):
        assert "This workshop is archived: its records are closed." in answer
    assert Question.objects.filter(pk=question.pk).exists()


@pytest.mark.parametrize(
    "query, seen, unseen",
    [
        ("", "Only members?", "Only heads?"),
        ("?role=head", "Only heads?", "Only members?"),
        ("?role=reserve", "Only reserves?", "Only heads?"),
        ("?stage=after-approval", "After all?", "Only heads?"),
        ("?stage=nonsense&role=x", "Only members?", "After all?"),
        ("?language=fr", "Seulement les membres ?", "Only members?"),
    ],
)
def test_preview_shows_the_form_by_role_moment_and_language(
    organiser_client, at, ask, query, seen, unseen
):
    ask({"en": "Only members?", "fr": "Seulement les membres ?"}, audience="members")
    ask("Only heads?", audience="heads")
    ask("Only reserves?", audience="reserves")
    ask("After all?", stage="after-approval")
    ask("Only staff?", is_for_staff=True)

    page = text_of(organiser_client.get(at("_preview") + query))

    assert seen in page
    assert unseen not in page
    assert "Only staff?" not in page


def test_preview_takes_no_markup_from_a_question(organiser_client, at, ask):
    ask("<b>Bold?</b>", help={"en": "<script>alert(1)</script>"})

    page = text_of(organiser_client.get(at("_preview")))

    assert "<script>alert" not in page
    assert "<b>Bold" not in page


def test_form_begins_empty_usual_or_as_a_copy(organiser_client, organiser, workshop, at):
    other = WorkshopFactory(project=workshop.project)
    TeamMemberFactory(workshop=other, user=organiser)
    change_question(
        workshop=other, key="title", facts={"wording": {"en": "Your rank"}}, by=organiser
    )

    organiser_client.post(at("_start"), {"way": "empty"})
    empty = [question.key for question in form_of(workshop).asked]
    organiser_client.post(at("_start"), {"way": "copy", "source": other.pk})
    copied = form_of(workshop).by_key["title"].words
    organiser_client.post(at("_start"), {"way": "usual"})

    assert empty == ["family_name", "email", "accepts_privacy_notice"]
    assert copied == "Your rank"
    assert not form_of(workshop).is_composed


def test_copy_comes_only_from_a_form_one_may_see(organiser_client, at):
    foreign = WorkshopFactory()
    compose(workshop=foreign)

    response = organiser_client.post(at("_start"), {"way": "copy", "source": foreign.pk})
    nothing = organiser_client.post(at("_start"), {"way": "copy"})

    assert response.status_code == 422
    assert foreign.title not in text_of(response)
    assert "Choose the workshop to copy from." in text_of(nothing)


@pytest.mark.parametrize("trace", ["answer", "change"])
def test_form_with_answers_is_not_begun_anew(organiser_client, workshop, at, answered, trace):
    if trace == "change":
        Answer.objects.all().delete()
        AnswerChange.objects.create(
            registration=workshop.registrations.get(), question_key=answered.key
        )

    page = text_of(organiser_client.post(at("_start"), {"way": "empty"}))

    assert "There are answers already" in page
    assert Question.objects.filter(pk=answered.pk).exists()


def test_assistant_does_not_throw_a_composed_form_away(assistant_client, workshop, at):
    first = assistant_client.post(at("_start"), {"way": "empty"})
    second = assistant_client.post(at("_start"), {"way": "usual"})

    assert first.status_code == 302
    assert "Only an organiser can begin it anew." in text_of(second)
    assert form_of(workshop).is_composed


def test_settings_and_participants_lead_to_the_form(organiser_client, workshop, at):
    for name in ("workshops:edit", "participants:registrations"):
        page = text_of(organiser_client.get(reverse(name, args=[workshop.slug])))
        assert f'href="{at()}"' in page
