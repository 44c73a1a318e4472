"""The README's tour, as a newcomer takes it: real processes, a real worker, a real browser."""

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.installation import Installation
from tests.browser.kit import DESKTOP, PHONE, assert_accessible, assert_fits, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

KYIV = "/manage/workshops/kyiv-2019/"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Stopped by the test that comes last."""
    installation = Installation(tmp_path_factory.mktemp("installation"))
    try:
        installation.wait()
        yield installation
    finally:
        installation.stop()


def test_newcomer_takes_the_tour(installation, browser, tmp_path):
    context = browser.new_context(viewport=DESKTOP, base_url=installation.url, locale="en-GB")
    context.set_default_timeout(45_000)
    page = context.new_page()
    password = re.search(r"with the password\s+(\S+)", installation.sign_ins())[1]

    # Sign in with the printed sign-in: "your workshops", then Kyiv.
    page.goto("/manage/")
    page.get_by_text("Sign in with a password").click()
    page.locator("input[name=login]").fill("organiser@example.org")
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name=re.compile("Regional training workshop")).first.click()
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
    expect(page.get_by_role("link", name="Georgia")).to_be_visible()
    look(page, "tour-1-overview")

    # Add a session with a speaker, and meet a clash.
    page.get_by_role("link", name="Agenda", exact=True).first.click()
    page.get_by_role("link", name="Add a session").first.click()
    page.locator("[name=title]").fill("Case study: following the money")
    page.locator("[name=day]").select_option("2019-12-12")
    page.locator("[name=start]").fill("10:45")
    page.locator("[name=end]").fill("11:30")
    page.get_by_label("Main hall").check()
    first = page.get_by_role("group", name="Person 1")
    first.get_by_text("Somebody who is not on the list").click()
    first.get_by_label("Given names").fill("Łucja")
    first.get_by_label("Family name").fill("Żółkiewska")
    first.get_by_label("Agency").fill("Central Investigation Bureau")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("taken by “Briefing by INTERPOL”").first).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("Case study: following the money")
    look(page, "tour-2-clash")
    page.get_by_label("Main hall").uncheck()
    page.get_by_label("Room Desna").check()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", level=1, name="Agenda")).to_be_visible()
    expect(page.get_by_role("link", name="Case study: following the money")).to_be_visible()
    look(page, "tour-3-agenda")

    # Open a registration link on a phone and register.
    link = re.search(r"/r/\S+", installation.sign_ins())[0]
    phone = browser.new_context(
        viewport=PHONE, base_url=installation.url, locale="en-GB"
    ).new_page()
    phone.goto(link)
    look(phone, "tour-4-form")
    family_name = phone.locator("[name=family_name]").input_value()
    phone.locator("[name=family_name]").fill("X" * 200)
    phone.get_by_role("button", name="Send the registration").click()
    phone.locator("[name=family_name]").fill(family_name)
    phone.locator("[name=agency]").fill("Patrol Police")
    phone.locator("[name=position]").fill("Head of unit")
    phone.locator("[name=accepts_privacy_notice]").check()
    phone.get_by_role("button", name="Send the registration").click()
    expect(
        phone.get_by_text(re.compile("received|submitted|thank", re.IGNORECASE)).first
    ).to_be_visible()
    look(phone, "tour-5-registered")

    # Approve.
    page.goto(f"{KYIV}participants/")
    page.get_by_role("link", name=re.compile(family_name)).first.click()
    page.get_by_role("button", name="Approve", exact=True).first.click()
    expect(page.get_by_text("Approved").first).to_be_visible()
    look(page, "tour-6-approved")

    # Mark attendance: a half-day, everybody present.
    page.goto(f"{KYIV}attendance/")
    for half_day in range(4):
        page.locator(".slot-card a").nth(half_day).click()
        page.get_by_role("button", name=re.compile("present", re.IGNORECASE)).first.click()
        page.goto(f"{KYIV}attendance/")
    look(page, "tour-7-attendance")

    # Issue certificates; a second click joins; watch the progress; take the print file.
    page.get_by_role("link", name="Certificates", exact=True).first.click()
    expect(page.get_by_role("link", name="Print file, 11 sheets")).to_be_visible()  # the speakers'
    look(page, "tour-8-eligible")
    page.get_by_role("button", name=re.compile("^Issue")).first.click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    look(page, "tour-9-progress")
    download_link = page.get_by_role("link", name=re.compile(r"Print file, [4-6]\d sheets"))
    expect(download_link).to_be_visible(timeout=120_000)  # the page follows the batch by itself
    look(page, "tour-10-issued")
    with page.expect_download() as download:
        download_link.first.click()
    printed = tmp_path / "print.pdf"
    download.value.save_as(printed)

    # Scan a sheet's QR code and see "valid".
    sheets = PdfReader(printed).pages
    assert len(sheets) >= 45
    picture = pypdfium2.PdfDocument(printed)[0].render(scale=3).to_pil()
    code = next(c.text for c in zxingcpp.read_barcodes(picture) if "/v/" in c.text)
    assert code.startswith(installation.url)
    anyone = browser.new_context(viewport=PHONE, locale="en-GB").new_page()
    anyone.goto(code)
    expect(anyone.get_by_role("heading", level=1)).to_contain_text(
        re.compile("valid", re.IGNORECASE)
    )
    look(anyone, "tour-11-valid")

    # The number is on the sheet and on the page, and no sheet was made twice.
    text = sheets[0].extract_text()
    number = re.search(r"[A-Z0-9-]+/\d{4}", text)[0]
    expect(anyone.get_by_text(number).first).to_be_visible()
    numbers = [re.search(r"[A-Z0-9-]+/\d{4}", sheet.extract_text())[0] for sheet in sheets]
    assert len(set(numbers)) == len(numbers)


def look(page, name: str) -> None:
    """What a person would notice at once: it fits, and a screen reader can read it."""
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


@pytest.mark.skipif(shutil.which("fuser") is None and not Path("/proc").exists(), reason="no /proc")
def test_stopping_leaves_no_process_behind(installation):
    installation.stop()

    marker = f"DATA_DIR={installation.folder}".encode()
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marker in (process / "environ").read_bytes():
                left.append((process / "cmdline").read_bytes())
        except OSError:
            continue
    assert left == []
