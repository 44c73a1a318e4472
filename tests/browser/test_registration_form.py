"""The registration form in a real browser: on a phone, without any script, by keyboard alone."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from participants.actions.keeping_questions import add_question
from participants.links import token_of
from participants.models import Answer, Photograph
from tests.browser.kit import PHONE, assert_accessible, assert_fits, screenshot
from tests.factories import RegistrationFactory
from tests.participants.test_uploads import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def registration(transactional_db, settings, tmp_path):
    """Somebody whose workshop asks about the guidebook, and of those who know it a second time."""
    settings.MEDIA_ROOT = tmp_path / "files"
    found = RegistrationFactory(state="invited", agency="")
    facts = {
        "wording": {"en": "Do you know the guidebook?"},
        "kind": "choice",
        "options": [{"code": c, "wording": {"en": c.title()}} for c in ("yes", "no")],
    }
    first = add_question(workshop=found.workshop, section="training", facts=facts, by=None)
    facts = {
        "wording": {"en": "Which chapter helped?"},
        "is_required": True,
        "depends_on": first.key,
        "depends_values": ["yes"],
    }
    add_question(workshop=found.workshop, section="training", facts=facts, by=None)
    return found


@pytest.fixture
def path(registration):
    return f"/r/{token_of(registration)}/registration/"


def held(registration):
    rows = Answer.objects.filter(registration=registration).select_related("question")
    return {row.question.key: row.value for row in rows}


def saved(page):
    expect(page.locator("[data-autosave-state]")).to_have_text(re.compile(r"Saved \d\d:\d\d"))


def test_form_saves_on_a_phone_as_one_goes_and_is_sent(new_page, path, registration):
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(path)
    follow_up = page.get_by_label("Which chapter helped?")
    expect(follow_up).to_be_hidden()
    page.get_by_label("Agency").fill("Border Police")
    page.get_by_label("Do you know the guidebook?").select_option("yes")
    follow_up.fill("The third")
    page.get_by_label("Name on badge and certificate").fill("Dr Ana Beridze")
    expect(page.locator("[data-preview=badge]")).to_have_text("Dr Ana Beridze")
    saved(page)
    page.get_by_label("E-mail address").fill("nonsense")
    expect(page.get_by_text("Enter a valid email address.")).to_be_visible()
    expect(page.get_by_label("E-mail address")).to_have_value("nonsense")
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, "registration-form-360")

    elsewhere = new_page()
    elsewhere.goto(path)
    expect(elsewhere.get_by_label("Agency")).to_have_value("Border Police")
    expect(elsewhere.get_by_label("Which chapter helped?")).to_have_value("The third")

    page.get_by_label("E-mail address").fill("ana@example.org")
    page.get_by_label("Position").fill("Head of unit")
    page.get_by_label("I have read the privacy notice").check()
    page.get_by_role("button", name="Send the registration").click()
    expect(page.get_by_text("Your registration was sent")).to_be_visible()
    registration.refresh_from_db()
    assert (registration.state, registration.agency) == ("submitted", "Border Police")
    assert held(registration) == {"q1": "yes", "q2": "The third"}


def test_what_another_device_wrote_meanwhile_is_not_overwritten(new_page, path, registration):
    page, elsewhere = new_page(), new_page()
    page.goto(path)
    elsewhere.goto(path)
    page.get_by_label("Agency").fill("Customs")
    saved(page)

    elsewhere.get_by_label("Agency").fill("Police")

    expect(elsewhere.get_by_text("This was changed meanwhile to “Customs”.")).to_be_visible()
    registration.refresh_from_db()
    assert registration.agency == "Customs"


def test_form_works_without_any_script(new_page, path, registration):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(path)
    expect(page.get_by_text("Only if your answer to “Do you know the guidebook?”")).to_be_visible()
    page.get_by_label("Agency").fill("Border Police")
    page.get_by_label("Position").fill("Head of unit")
    page.get_by_label("Do you know the guidebook?").select_option("yes")
    page.get_by_label("I have read the privacy notice").check()
    page.get_by_label("Photograph for the badge").set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(300, 200))}
    )
    page.get_by_role("button", name="Send the registration").click()
    expect(page.get_by_role("alert")).to_contain_text("Which chapter helped?")
    expect(page.get_by_label("Agency")).to_have_value("Border Police")

    page.get_by_label("Which chapter helped?").fill("The third")
    page.get_by_label("I have read the privacy notice").check()
    page.get_by_role("button", name="Send the registration").click()

    registration.refresh_from_db()
    assert registration.state == "submitted"
    assert held(registration) == {"q1": "yes", "q2": "The third"}
    assert Photograph.objects.filter(registration=registration).exists()


def test_photograph_is_cut_by_keyboard_alone(new_page, path, registration):
    page = new_page()
    page.goto(path)
    page.get_by_label("Photograph for the badge").set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(400, 400))}
    )
    canvas = page.get_by_role("application", name="Part of the photograph that is printed")
    expect(canvas).to_be_focused()
    box = page.locator("[name=crop-photograph]")
    expect(box).to_have_value("0.10000 0.00000 0.80000")

    for key in ("+", "+", "+", "+", "+", "+", "+", "+", "+", "+", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(box).to_have_value("0.32000 0.27000 0.40000")
    assert_accessible(page, include=".crop")
    screenshot(page, "registration-crop-1280")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    saved(page)
    stored = Photograph.objects.get(registration=registration)
    with stored.file.open() as file:
        assert Image.open(file).size == (160, 200)
