"""A speaker on a phone with every script switched off, and what the organiser then sees."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from jobs.testing import work_off
from mail.models import Message
from sessions.actions.inviting_speakers import invite_speaker
from sessions.links import speaker_link
from tests.browser.kit import DESKTOP, PHONE, sign_in
from tests.factories import AgendaItemFactory, AppearanceFactory
from tests.participants.test_uploads import pdf, picture

pytestmark = pytest.mark.browser


def file(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_speaker_answers_and_sends_everything_without_javascript(
    new_page, live_server, organiser, workshop, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    part = AppearanceFactory(item__workshop=workshop, item__title="Case study B")
    exercise = AgendaItemFactory(workshop=workshop, title="Exercise", start_minute=840)
    AppearanceFactory(item=exercise, speaker=part.speaker)
    invite_speaker(speaker=part.speaker, by=organiser)
    path = speaker_link(part.speaker).removeprefix(settings.SITE_URL)
    assert path in Message.objects.get().body
    page = new_page(java_script_enabled=False, viewport=PHONE)

    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 sessions wait")
    page.locator(f"#session-{part.item.pk}").get_by_role("button", name="I come").click()
    expect(page.locator(".notice-success")).to_contain_text("Your session is confirmed.")
    other = page.locator(f"#session-{exercise.pk}")
    other.get_by_text("I cannot come").click()
    other.get_by_label("Why you cannot come").fill("My flight leaves at noon.")
    other.get_by_role("button", name="Tell the organisers").click()
    expect(page.locator(f"#session-{exercise.pk}")).to_contain_text("You wrote: My flight")
    page.get_by_label("Biography").fill("Twenty years of cases.")
    page.get_by_label("Equipment you need").fill("Sound")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Biography")).to_have_value("Twenty years of cases.")
    page.locator("#id_photograph").set_input_files(file("me.png", picture("PNG")))
    page.get_by_role("button", name="Send the photograph").click()
    expect(page.get_by_alt_text("Your photograph")).to_be_visible()
    page.locator("#id_file").set_input_files(file("Talk.pdf", pdf()))
    page.get_by_role("button", name="Send the slides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Everything is here")

    staff = new_page(java_script_enabled=False, viewport=DESKTOP)
    sign_in(staff, live_server, organiser)
    staff.goto(f"/manage/workshops/{workshop.slug}/speakers/?show=declined")
    expect(staff.locator("table")).to_contain_text("My flight leaves at noon.")
    staff.goto(f"/manage/workshops/{workshop.slug}/materials/")
    staff.get_by_role("button", name="Show to participants").click()
    expect(staff.locator(".notice-success")).to_contain_text("Participants and speakers")
    staff.goto(f"/manage/workshops/{workshop.slug}/agenda/")
    staff.get_by_role("link", name="Review and release").click()
    staff.get_by_label("What changed, and why").fill("The first version.")
    staff.get_by_role("button", name="Release", exact=True).click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Version 1 of the agenda")
    work_off()
    assert Message.objects.filter(kind="speaker-changes").count() == 1
