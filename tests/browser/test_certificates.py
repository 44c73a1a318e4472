"""Issuing, watching, deciding and checking, in a browser at both sizes."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from certificates.actions import issuing, replacing, revoking
from certificates.actions.keeping_kinds import keep_kinds
from certificates.models import Certificate, GivenKind
from jobs.testing import work_off
from sessions.models import Attendance
from tests.browser.kit import (
    assert_accessible,
    assert_fits,
    assert_targets_large_enough,
    at_each_size_and_theme,
    screenshot,
    sign_in,
)
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    TeamMemberFactory,
)
from workshops.models import Workshop

pytestmark = pytest.mark.browser


@pytest.fixture
def people(transactional_db, settings, tmp_path, request):
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    workshop = request.getfixturevalue("workshop")
    AgendaItemFactory(workshop=workshop)
    delegation = DelegationFactory(workshop=workshop, country="GE", organisation_name="")
    made = []
    for name in ("Beridze", "Gelashvili", "Kapanadze", "Lomidze"):
        person = PersonFactory(given_names="Ana", family_name=name)
        registration = RegistrationFactory(workshop=workshop, delegation=delegation, person=person)
        status = Attendance.Status.ABSENT if name == "Lomidze" else Attendance.Status.PRESENT
        AttendanceFactory(registration=registration, status=status)
        made.append(registration)
    return made


def inspect(page, name):
    for look in at_each_size_and_theme(page):
        assert_accessible(page)
        assert_fits(page)
        assert_targets_large_enough(page)
        screenshot(page, f"{name}-{look}")


def test_organiser_issues_watches_and_takes_back(page, live_server, people, workshop):
    organiser = TeamMemberFactory(workshop=workshop).user
    sign_in(page, live_server, organiser)

    page.goto(reverse("certificates:list", args=[workshop.slug]))
    expect(page.get_by_role("row", name="Ana Lomidze")).to_contain_text("not eligible")
    inspect(page, "certificates-before")
    page.get_by_role("button", name="Issue 3 certificates").first.click()
    expect(page.get_by_role("heading", name="Certificates are being made")).to_be_visible()
    inspect(page, "certificates-running")
    work_off()

    expect(page.get_by_role("link", name="Print file, 3 sheets")).to_be_visible()
    expect(page.get_by_role("row", name="Ana Beridze")).to_contain_text("Valid")
    inspect(page, "certificates-after")

    page.get_by_role("link", name="Ana Beridze").click()
    page.get_by_text("Revoke the certificate").click()
    page.get_by_role("button", name="Revoke").click()
    page.get_by_label("Reason").last.fill("Left after an hour")
    inspect(page, "certificates-person")
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("status")).to_contain_text("is revoked")

    page.get_by_text("Decide against the rule").click()
    page.get_by_label("Eligible by waiver, whatever the rule says").check()
    page.get_by_label("Reason").last.fill("Was there after all")
    inspect(page, "certificates-decision")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("Eligible by waiver: Was there after all")).to_be_visible()


def test_anyone_checks_a_certificate(page, people, workshop):
    workshop.name_at_verification = Workshop.NameAtVerification.MATCH
    workshop.save()
    valid, revoked, replaced = (issuing.issue_one(registration=one) for one in people[:3])
    revoking.revoke(certificate=revoked, reason="Wrong", by=None)
    replaced.registration.person.name_on_certificate = "Anna Kapanadze"
    replaced.registration.person.save()
    replacing.replace(certificate=replaced, reason="Misspelt", by=None)

    page.goto("/v/")
    inspect(page, "verify-form")
    page.get_by_label("Code").fill(valid.grouped_code.replace("-", " ").lower())
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This certificate is valid")
    inspect(page, "verify-valid")
    page.get_by_label("Name on the certificate").fill("ANA beridze")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_text("Yes: this is the name on the certificate.")).to_be_visible()
    inspect(page, "verify-match")

    page.goto(f"/v/{revoked.grouped_code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This certificate has been revoked")
    inspect(page, "verify-revoked")
    page.goto(f"/v/{replaced.grouped_code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This certificate has been replaced")
    inspect(page, "verify-replaced")

    page.goto("/v/0000-0000-0000-0000-0000/")
    page.problems.clear()  # the browser notes the 404 that is meant
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We know no certificate with this code"
    )
    inspect(page, "verify-unknown")


def test_issuing_works_without_javascript(new_page, live_server, people, workshop):
    page = new_page(java_script_enabled=False)
    organiser = TeamMemberFactory(workshop=workshop).user
    sign_in(page, live_server, organiser)

    page.goto(reverse("certificates:list", args=[workshop.slug]))
    page.get_by_role("button", name="Issue 3 certificates").first.click()
    expect(page.get_by_role("link", name="Load again")).to_be_visible()
    work_off()
    page.get_by_role("link", name="Load again").click()

    expect(page.get_by_role("link", name="Print file, 3 sheets")).to_be_visible()
    assert Certificate.objects.living().count() == 3


def test_organiser_designs_with_the_sheet_beside_the_form(page, live_server, people, workshop):
    sign_in(page, live_server, TeamMemberFactory(workshop=workshop).user)
    page.goto(live_server.url + reverse("certificates:add_design", args=[workshop.slug]))
    page.get_by_label("Name of the design").fill("For the ministry")
    page.get_by_label("Portrait").check()
    page.get_by_role("button", name="Begin").click()
    sheet = page.locator("#preview img")
    before = sheet.get_attribute("src")

    page.get_by_label("Modern").check()

    expect(sheet).not_to_have_attribute("src", before)
    box = sheet.bounding_box()
    assert box["width"] > box["height"]
    page.locator("summary", has_text="English").click()
    words = page.get_by_label("Closing lines").first
    words.fill("With thanks to {{ participant.nam }}")
    words.press("Tab")
    expect(page.locator("#preview")).to_contain_text("Did you mean {{ participant.name }}?")
    words.fill("With thanks to {{ participant.name }}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("The design is saved.")
    design = workshop.certificate_designs.get()
    assert design.newest.content["layout"] == "modern"
    page.goto(live_server.url + reverse("certificates:designs", args=[workshop.slug]))
    page.get_by_label("All certificates").select_option("For the ministry")
    page.get_by_role("button", name="Save").click()
    assert workshop.design_choices.get().design == design


def test_results_are_typed_by_keyboard_and_a_late_change_is_decided(
    page, live_server, people, workshop
):
    keep_kinds(kinds=[GivenKind(workshop=workshop, standard="completion")], by=None)
    sign_in(page, live_server, TeamMemberFactory(workshop=workshop).user)

    page.goto(reverse("certificates:results", args=[workshop.slug]))
    page.get_by_role("textbox", name="Ana Beridze").focus()
    for typed in ("17/20", "85 %", "40"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("3 results were saved.")
    page.goto(reverse("certificates:list", args=[workshop.slug]))
    page.get_by_role("checkbox", name="Participation").uncheck()
    page.get_by_role("button", name="Issue the ticked kinds").click()
    work_off()
    expect(page.get_by_role("link", name="Print file, 2 sheets")).to_be_visible()

    page.goto(reverse("certificates:results", args=[workshop.slug]))
    page.get_by_role("textbox", name="Ana Beridze").fill("30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("saved")
    page.goto(reverse("certificates:late", args=[workshop.slug]))
    expect(page.get_by_text("Test 30 %, 60 % required: not eligible")).to_be_visible()
    page.get_by_text("Decide", exact=True).click()
    page.get_by_label("Reason or note").fill("Marked with the wrong key first")
    page.get_by_role("button", name="Keep it as it is").click()
    expect(page.get_by_text("Nothing to decide")).to_be_visible()
    expect(page.get_by_text("Marked with the wrong key first")).to_be_visible()
