"""Pages at their worst: forms that come back with errors, and words longer than the window."""

import pytest

from participants.models import Delegation, FocalPoint, Person, Registration
from sessions.models import AgendaItem, Speaker
from tests.browser.kit import (
    assert_accessible,
    assert_fits,
    at_each_narrowest,
    at_each_size_and_theme,
    screenshot,
)
from tests.browser.walking import TOGETHER, note, walk
from workshops.models import Organisation, Project, Room, Workshop

pytestmark = pytest.mark.browser

FORMS = r"|".join(
    rf"{name}$"
    for name in (
        "workshops:(create|edit|project_create|rooms|organisers|team)",
        "agenda:(create|speakers)",
        "participants:(add_delegations|add_registration|substitute|form|portal_add)",
        "participants:register_openly",
        "mail:wording",
        "account_(login|signup|reset_password|change_password)",
    )
)

#: Empties the page's form for data, and sends it.
SEND_EMPTY = """() => {
  const fields = "input:is([type=text], [type=email], [type=password]), textarea";
  const form = [...document.querySelectorAll("main form:not([action*='code'])")]
    .find((candidate) => candidate.querySelector(fields));
  for (const e of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (["checkbox", "radio"].includes(e.type)) e.checked = false; else e.value = "";
  }
  form.noValidate = true;
  const buttons = ["[name=submit]", ".form-actions [type=submit]", "[type=submit]"];
  form.requestSubmit(buttons.map((which) => form.querySelector(which)).find(Boolean));
}"""

LONG = "Bundeskriminalamtsverbindungsbeamtenkoordinierungsstellenleitungsvertretung"


def test_form_that_comes_back_is_accessible(demo, new_page, live_server):
    faults = []

    for visit, page in walk(demo, FORMS, new_page, live_server, faults):
        with page.expect_navigation() as answer:
            page.evaluate(SEND_EMPTY)
        if answer.value.status not in (200, 422) or not page.locator(".form-problems").count():
            faults.append(f"{visit.name}: {answer.value.status}, and no list of problems")
        for look in at_each_size_and_theme(page):
            screenshot(page, f"errors-{visit.name.replace(':', '-')}-{look}")
            where = f"{visit.name} {look}"
            for check in (assert_fits, assert_accessible):
                note(faults, where, check, page)

    assert not faults, "\n\n".join(faults)


def test_longest_words_stay_in_the_window_right_to_left(demo, new_page, live_server, settings):
    """Hebrew has no catalogue here; it shows that nothing leans on left and right."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("he", "Hebrew")]
    for user in demo.users.values():
        user.language = "he"
        user.save(update_fields=["language"])
    Workshop.objects.update(title=f"Workshop {LONG}", venue=LONG, city=LONG[:60])
    Project.objects.update(title=f"Project {LONG}")
    Organisation.objects.filter(short_name="").update(short_name=LONG[:40])
    Person.objects.update(family_name=LONG, name_in_own_script=LONG, title=LONG[:60])
    Registration.objects.update(agency=LONG, position=LONG, state_reason=LONG)
    for delegation in Delegation.objects.filter(country__in=["AM", "GE"]):
        delegation.country, delegation.organisation_name = "", f"{delegation.country} {LONG}"
        delegation.save()
    FocalPoint.objects.update(name=LONG)
    for focal_point in FocalPoint.objects.all():
        focal_point.email = f"{LONG[:60]}{focal_point.pk}@{LONG[:60]}.example.org".lower()
        focal_point.save()
    AgendaItem.objects.update(title=LONG)
    Speaker.objects.update(agency=LONG, position=LONG)
    for room in Room.objects.all():
        room.name = f"{LONG} {room.pk}"
        room.save()
    faults = []

    for visit, page in walk(demo, TOGETHER, new_page, live_server, faults, locale="he"):
        if not visit.name.endswith("not_found"):
            assert page.locator("html").get_attribute("dir") == "rtl", visit.name
        for width in at_each_narrowest(page):
            screenshot(page, f"long-{visit.name.replace(':', '-')}-{width}")
            note(faults, f"{visit.name} {width}", assert_fits, page)

    assert not faults, "\n\n".join(faults)
