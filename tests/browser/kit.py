"""What a browser test needs, and how to write one.

    from tests.browser.kit import assert_accessible, sign_in, PHONE

    pytestmark = pytest.mark.browser

    def test_organiser_sees_seats(page, live_server, organiser, workshop):
        sign_in(page, live_server, organiser)

        page.goto(f"{live_server.url}/manage/workshops/{workshop.slug}/")

        expect(page.get_by_role("heading", level=1)).to_have_text(workshop.title)
        assert_accessible(page)

The fixture ``page`` (see conftest.py) is a fresh context in Debian's Chromium, 1280 px wide. It
fails the test at its end when the page wrote an error to the console, threw one, or broke the
Content-Security-Policy; a test that provokes an error takes it out of ``page.problems``. The
database is pytest-django's ``transactional_db`` through ``live_server``.

Use locators and ``expect``: ``wait_for_function`` evaluates a string in the page, and the policy
forbids that. ``at_all_sizes_and_themes(page)`` walks through phone and desktop, light and dark.

The browser is the one ``browser_path`` finds. Without one the tests are skipped, and fail when
``REQUIRE_BROWSER=1``. Screenshots: ``SCREENSHOTS=<folder>`` makes ``screenshot`` write.
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.test import Client

AXE = Path(__file__).parent.parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def browser_path() -> str:
    """The browser named by CHROMIUM, else Debian's headless shell, else its Chromium; or nothing.

    The shell is the same engine without tabs, menus and extensions: a page takes a third of the
    processor's time.
    """
    found = map(shutil.which, ("chromium-headless-shell", "chromium"))
    return os.environ.get("CHROMIUM") or next(filter(None, found), "")


PHONE = {"width": 360, "height": 740}
#: The narrowest width at which tables are tables.
TABLET = {"width": 768, "height": 1024}
DESKTOP = {"width": 1280, "height": 900}

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Of them those whose answer depends on colours and sizes.
RULES_OF_LOOKS = ["color-contrast", "target-size"]


def assert_accessible(page, *, include: str = "", rules=RULES, style_sheets: bool = False) -> None:
    """Run axe-core on the page as it is now; fail with a line per rule and element.

    ``style_sheets`` has it fetch and read them, too, which takes a third of its time. They are the
    same for all pages, and one test does it.
    """
    # evaluate() speaks to the browser over its debugging protocol, which the policy leaves alone.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    target = json.dumps([include]) if include else "document"
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": style_sheets}
    found = page.evaluate(f"axe.run({target}, {json.dumps(options)})")
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        f"    {node['target']} {node['html'][:200]}\n    {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert not lines, f"axe-core on {page.url}:\n" + "\n".join(lines)


def at_all_sizes_and_themes(page) -> Iterator[str]:
    """Yield a name for each of phone and desktop, light and dark, with the page set up so."""
    for width, size in (("360", PHONE), ("1280", DESKTOP)):
        page.set_viewport_size(size)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            yield f"{width}-{theme}"
    page.emulate_media(color_scheme="light")


def at_each_size_and_theme(page) -> Iterator[str]:
    """The same in two looks, phone by night and desk by day: for walks over many pages.

    Pages take their colours from the theme and their layout from the size, and the two do not
    meet; the components, of which pages are made, are looked at in all four.
    """
    for name, size, theme in (("360-dark", PHONE, "dark"), ("1280-light", DESKTOP, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        yield name


def at_each_narrowest(page) -> Iterator[int]:
    """Yield the widths of phone and tablet, the narrowest for cards and for tables.

    The one comes first that the page has at hand: it takes a moment to answer to a new size.
    """
    for size in sorted((PHONE, TABLET), key=lambda size: size != page.viewport_size):
        page.set_viewport_size(size)
        yield size["width"]


def assert_fits(page) -> None:
    """The page itself never scrolls sideways; the message names what sticks out."""
    wide, who = page.evaluate(
        """async () => {
          // The page may answer to a new size of its window in the next frame only.
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const root = document.documentElement;
          const wide = root.scrollWidth - root.clientWidth;
          const sticksOut = (e) => {
            const box = e.getBoundingClientRect();
            return box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1);
          };
          const clipped = "thead, .visually-hidden, .section-nav, .tabs, .table-scroll";
          const out = wide > 0 ? [...document.querySelectorAll("main *, header *")] : [];
          const inner = out.filter(
            (e) => sticksOut(e) && !e.closest(clipped) && ![...e.children].some(sticksOut)
          );
          return [wide, inner.slice(0, 3).map((e) => e.outerHTML.slice(0, 160))];
        }"""
    )
    assert wide <= 0, f"{page.url} is {wide} px wider than the window: {who}"


def assert_targets_large_enough(page, minimum: int = 40) -> None:
    """Buttons and controls that stand alone are at least ``minimum`` px high; links in text not."""
    small = page.evaluate(
        """(minimum) => [...document.querySelectorAll(
             'button, summary, select, .btn, .nav-link, .page-link, input:not([type=hidden])'
           )]
           .filter((e) => e.checkVisibility() && !e.matches('.form-check-input'))
           .map((e) => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
           .filter(([, box]) => box.height > 1 && box.height < minimum)
           .map(([html, box]) => `${box.height} px: ${html}`)""",
        minimum,
    )
    assert not small, "Too small to touch:\n" + "\n".join(small)


def sign_in(page, live_server, user, *, password: str = "") -> None:
    """Give the browser a session of ``user``.

    With ``password`` it goes through the sign-in form and gives the password once more, as the
    pages ask for it that change the second factor.
    """
    client = Client()
    if password:
        client.post("/accounts/login/", {"login": user.email, "password": password})
        client.post("/accounts/reauthenticate/", {"password": password})
    else:
        client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )


def screenshot(page, name: str) -> None:
    """Write ``name``.png into the folder SCREENSHOTS names; nothing otherwise."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
