"""From the personal link to the certificate's check with every script switched off."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from certificates.models import Certificate
from jobs.testing import work_off
from participants.links import token_of
from participants.states import RegistrationState
from tests.browser.kit import DESKTOP, PHONE
from tests.factories import (
    PASSWORD,
    AgendaItemFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.browser


def test_whole_way_works_without_javascript(new_page, organiser, workshop, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    AgendaItemFactory(workshop=workshop)
    registration = RegistrationFactory(
        workshop=workshop,
        delegation=DelegationFactory(workshop=workshop, country="GE", organisation_name=""),
        person=PersonFactory(given_names="Nino", family_name="Kapanadze"),
        state=RegistrationState.INVITED,
    )
    participant = new_page(java_script_enabled=False, viewport=PHONE)
    staff = new_page(java_script_enabled=False, viewport=DESKTOP)

    # The participant registers; a mistake costs nothing that was typed.
    participant.goto(f"/r/{token_of(registration)}/")
    participant.locator("[name=agency]").fill("Patrol Police")
    participant.locator("[name=position]").fill("Head of unit")
    participant.get_by_role("button", name="Send the registration").click()
    expect(participant.locator(".form-problems")).to_be_visible()
    expect(participant.locator("[name=position]")).to_have_value("Head of unit")
    participant.locator("[name=accepts_privacy_notice]").check()
    participant.get_by_role("button", name="Send the registration").click()
    expect(participant.get_by_role("heading", level=1)).to_contain_text("has been sent")

    # The organiser signs in and approves.
    staff.goto(f"/manage/workshops/{workshop.slug}/participants/")
    staff.get_by_text("Sign in with a password").click()
    staff.locator("[name=login]").fill(organiser.email)
    staff.locator("[name=password]").fill(PASSWORD)
    staff.get_by_role("button", name="Sign in", exact=True).click()
    staff.get_by_role("link", name="Nino Kapanadze").click()
    staff.get_by_role("button", name="Approve").click()
    expect(staff.locator("main")).to_contain_text("Approved")

    # Attendance, half-day by half-day.
    staff.get_by_role("link", name="Attendance", exact=True).click()
    staff.locator(".slot-card a").first.click()
    staff.get_by_role("button", name="All others present").click()
    expect(staff.get_by_text("1 of 1 marked, 1 present")).to_be_visible()

    # The certificate, and what a stranger learns of it.
    staff.goto(f"/manage/workshops/{workshop.slug}/certificates/")
    staff.get_by_role("button", name="Issue 1 certificate").first.click()
    work_off()
    staff.get_by_role("link", name="Load again").click()
    with staff.expect_download() as download:
        staff.get_by_role("link", name="Print file, 1 sheet").click()
    assert download.value.suggested_filename.endswith(".pdf")
    participant.goto("/v/")
    participant.get_by_label("Code").fill(Certificate.objects.get().grouped_code)
    participant.get_by_role("button", name="Check").click()
    expect(participant.get_by_role("heading", level=1)).to_have_text("This certificate is valid")
