"""Take the pictures of the documentation: ``make screenshots``.

Starts an installation of its own with the demonstration, issues the certificates through the
pages, and writes small pictures into docs/screenshots/. Nothing of the developer's data is touched.
"""

import re
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.installation import Installation  # noqa: E402
from tests.browser.kit import (  # noqa: E402
    ARGS,
    DESKTOP,
    PHONE,
    browser_path,
)

PICTURES = ROOT / "docs" / "screenshots"
LARGEST = 150_000  # bytes of one picture in the repository
ADDRESS = "https://rollcall.example.org"  # what the certificate names
KYIV = "/manage/workshops/kyiv-2019/"
PARTICIPATION = "Certificate of participation"


def main() -> None:
    chromium = browser_path()
    if not chromium:
        sys.exit("The pictures need Chromium: install it, or name one with CHROMIUM=<path>.")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rollcall-pictures-") as folder, sync_playwright() as p:
        installation = Installation(Path(folder), SITE_URL=ADDRESS)
        try:
            installation.wait()
            browser = p.chromium.launch(executable_path=chromium, args=ARGS)
            take_all(browser, installation)
            browser.close()
        finally:
            installation.stop()


def take_all(browser: Browser, installation: Installation) -> None:
    words = installation.sign_ins()
    staff = new_page(browser, installation, DESKTOP)
    sign_in(staff, words)

    phone = new_page(browser, installation, PHONE)
    phone.goto(re.findall(r"/r/\S+", words)[0])
    take(phone, "registration")

    sheet = issue(staff)
    save(sheet, "certificate")
    code = staff.locator("a[href*='/v/']").first.get_attribute("href")

    staff.set_viewport_size({"width": 1280, "height": 1080})
    staff.goto(KYIV)
    take(staff, "overview")
    staff.goto(f"{KYIV}agenda/")
    take(staff, "agenda")
    anyone = new_page(browser, installation, PHONE)
    anyone.goto(code.removeprefix(ADDRESS))
    take(anyone, "verification")


def new_page(browser: Browser, installation: Installation, size: dict[str, int]) -> Page:
    context = browser.new_context(
        viewport=size, base_url=installation.url, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    return context.new_page()


def sign_in(page: Page, words: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_text("Sign in with a password").click()
    page.locator("input[name=login]").fill("organiser@example.org")
    page.locator("input[name=password]").fill(re.search(r"with the password\s+(\S+)", words)[1])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/manage/")


def issue(page: Page) -> Image.Image:
    """Issue everything that is due; the first participant's sheet of the print file as a picture.

    Leaves ``page`` at a person whose certificate can be checked.
    """
    page.goto(f"{KYIV}certificates/")
    page.get_by_role("button", name=re.compile("^Issue")).first.click()
    # The speakers' are issued already: a print file of 11 sheets is there before the batch is done.
    link = page.get_by_role("link", name=re.compile(r"Print file, [4-6]\d sheets")).first
    expect(link).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        link.click()
    document = pypdfium2.PdfDocument(download.value.path())
    sheet = next(one for one in document if PARTICIPATION in one.get_textpage().get_text_range())
    picture = sheet.render(scale=1.25).to_pil()
    document.close()
    page.locator("table a").first.click()
    return picture


def take(page: Page, name: str) -> None:
    """What stands in the window, as one sees it on coming to the page."""
    file = PICTURES / f"{name}.png"
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=file)
    with Image.open(file) as picture:
        save(picture.convert("RGB"), name)


def save(picture: Image.Image, name: str) -> None:
    """With as few colours as show no difference; MAXCOVERAGE keeps the small and rare ones."""
    file = PICTURES / f"{name}.png"
    small = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        sys.exit(f"{file.name} has {file.stat().st_size} bytes, more than {LARGEST}.")
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")  # noqa: T201


if __name__ == "__main__":
    main()
