"""The registration form composed in a real browser: without script on a phone, and by dragging."""

import pytest
from playwright.sync_api import expect

from participants.actions.keeping_questions import add_question
from participants.models import Question
from participants.questions.composed import form_of
from tests.browser.kit import PHONE, assert_accessible, screenshot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path(workshop):
    return f"/manage/workshops/{workshop.slug}/form/"


def keys_of(workshop, key):
    form = form_of(workshop)
    section = next(section for section in form.sections if section.key == key)
    return [question.key for question in form.of(section)]


def test_conditional_question_is_built_on_a_phone_without_script(
    new_page, live_server, organiser, workshop, path
):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(page, live_server, organiser)
    page.goto(path)

    # A list of one's own.
    page.locator("#section-travel").get_by_role("link", name="Add a question").click()
    page.get_by_label("Question", exact=True).fill("How do you travel?")
    page.get_by_label("One of several").check()
    page.get_by_label("Option 1 in English").fill("By train")
    page.get_by_label("Option 2 in English").fill("By car")
    page.get_by_role("button", name="More rows").click()
    page.get_by_label("Option 4 in English").fill("On foot")
    page.get_by_role("button", name="Move option 2 up").click()
    page.get_by_role("button", name="Save the question").last.click()
    expect(page.get_by_text("The question was saved.")).to_be_visible()

    # What hangs on it: first the question, then its answers.
    page.locator("#section-travel").get_by_role("link", name="Add a question").click()
    page.get_by_label("Question", exact=True).fill("Which train?")
    page.get_by_label("Show it only after an answer to").select_option("How do you travel?")
    page.get_by_role("button", name="Show the answers of this question").click()
    expect(page.get_by_label("Question", exact=True)).to_have_value("Which train?")
    page.get_by_label("By train").check()
    page.get_by_role("button", name="Save the question").last.click()

    row = page.locator("#question-q2")
    expect(row).to_contain_text("Shown when “How do you travel?” is “By train”")
    first, second = Question.objects.filter(workshop=workshop, key__in=["q1", "q2"]).order_by("key")
    assert [option["wording"]["en"] for option in first.options] == [
        "By car",
        "By train",
        "On foot",
    ]
    assert (second.depends_on, second.depends_values) == (first, ["o2"])

    # Moved and taken out by buttons alone.
    row.get_by_role("button", name="Move “Which train?” up").click()
    assert keys_of(workshop, "travel")[-2:] == ["q2", "q1"]
    row = page.locator("#question-q2")
    expect(row).to_contain_text("comes later in the form")
    row.locator("summary").click()
    row.get_by_role("button", name="Do not ask it").click()
    assert keys_of(workshop, "travel") == ["arrives_on", "departs_on", "q1"]


def test_question_is_dragged_into_another_section(page, live_server, organiser, workshop, path):
    add_question(
        workshop=workshop, section="travel", facts={"wording": {"en": "By train?"}}, by=organiser
    )
    page.set_viewport_size({"width": 1280, "height": 1600})
    sign_in(page, live_server, organiser)
    page.goto(path)

    page.locator("#section-travel").evaluate("section => section.scrollIntoView()")
    grip = page.locator("#question-q1 [data-grip]").bounding_box()
    target = page.locator("#question-access_needs").bounding_box()
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 100, target["y"] - 20, steps=4)
    page.mouse.move(target["x"] + 100, target["y"] + 5, steps=4)
    with page.expect_response(lambda answer: answer.url.endswith("/order/")):
        page.mouse.up()
    expect(page.locator(".htmx-request")).to_have_count(0)

    assert keys_of(workshop, "needs") == ["dietary_needs", "q1", "access_needs"]
    expect(page.locator("#section-needs #question-q1 [data-grip]")).to_be_visible()
    assert_accessible(page)


def test_section_is_dragged_among_the_headings(page, live_server, organiser, workshop, path):
    page.set_viewport_size({"width": 1280, "height": 1600})
    sign_in(page, live_server, organiser)
    page.goto(path)

    grip = page.locator("#section-travel .panel-head [data-grip]")
    grip.evaluate("grip => grip.scrollIntoView({block: 'center', behavior: 'instant'})")
    held = grip.bounding_box()
    page.mouse.move(held["x"] + 10, held["y"] + 10)
    page.mouse.down()
    expect(page.locator("#question-given_names")).to_be_hidden()
    page.mouse.move(held["x"] + 10, 800, steps=4)
    target = page.locator("#section-contact").bounding_box()
    page.mouse.move(target["x"] + 100, target["y"] + 10, steps=4)
    with page.expect_response(lambda answer: answer.url.endswith("/order/")):
        page.mouse.up()
    expect(page.locator(".htmx-request")).to_have_count(0)

    keys = [section.key for section in form_of(workshop).sections]
    assert keys[:4] == ["identity", "travel", "contact", "emergency"]
    expect(page.locator("#question-given_names")).to_be_visible()


def test_escape_gives_a_drag_up(page, live_server, organiser, workshop, path):
    page.set_viewport_size({"width": 1280, "height": 1600})
    sign_in(page, live_server, organiser)
    page.goto(path)
    grip = page.locator("#question-given_names [data-grip]").bounding_box()
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, grip["y"] + 200, steps=5)
    expect(page.locator(".composer-mark")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()

    first = page.locator("#section-identity [data-question]").nth(1)
    expect(first).to_have_attribute("id", "question-given_names")
    assert Question.objects.count() == 0


def test_keyboard_moves_a_question_and_keeps_its_place(
    page, live_server, organiser, workshop, path
):
    sign_in(page, live_server, organiser)
    page.goto(path)

    for _time in range(2):
        page.locator("#down-title").focus()
        with page.expect_response(lambda answer: answer.url.endswith("/order/")):
            page.keyboard.press("Enter")
        expect(page.locator(".htmx-request")).to_have_count(0)

    expect(page.locator("#down-title")).to_be_focused()
    assert keys_of(workshop, "identity")[:3] == ["given_names", "family_name", "title"]


def test_answers_of_another_question_appear_at_once(page, live_server, organiser, path):
    sign_in(page, live_server, organiser)
    page.goto(f"{path}sections/travel/question/")
    page.get_by_label("Question", exact=True).fill("Which room?")

    expect(page.get_by_label("Option 1 in English")).to_be_hidden()
    page.get_by_label("Any of several").check()
    expect(page.get_by_label("Option 1 in English")).to_be_visible()
    page.get_by_role("button", name="More rows").click()
    expect(page.get_by_label("Option 8 in English")).to_be_visible()
    page.get_by_label("Show it only after an answer to").select_option("Gender")

    expect(page.get_by_label("Female")).to_be_visible()
    expect(page.get_by_label("Question", exact=True)).to_have_value("Which room?")
    assert_accessible(page)
    screenshot(page, "composer-condition-1280")


def test_taking_out_asks_first(page, live_server, organiser, workshop, path):
    sign_in(page, live_server, organiser)
    page.goto(path)

    page.locator("#question-phone summary").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("what is on record already stays")
    dialog.get_by_role("button", name="Do not ask it").click()

    expect(page.get_by_text("The question is not asked any more.")).to_be_visible()
    assert keys_of(workshop, "contact") == ["email"]
