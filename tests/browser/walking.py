"""The way over all pages of the demonstration, each as somebody who may see it."""

import re

from playwright.sync_api import Error

from pages.demo.sign_ins import PASSWORD
from tests.browser.kit import sign_in

GROUPS = {
    "workshops": r"workshops:|mail:|jobs:",
    "pages": r"pages:",
    "participants": r"participants:(?!portal|form|register)",
    "portal": r"participants:(portal|form|register|open)",
    "agenda": r"agenda:(?!.*(speaker|material))",
    "speakers": r"agenda:.*(speaker|material)",
    "certificates": r"certificates:(?!print|add_|own_kind|kinds|naming|results|late|blank|sending)",
    "kinds": r"certificates:(add_|own_kind|kinds|naming|results|late|blank|sending)",
    "print": r"certificates:print",
    "accounts": r"accounts:|account_|mfa_",
}
TOGETHER = "|".join(GROUPS.values())
#: Names of addresses that turned out to take POST only: a browser has nothing to show of them.
_no_pages: set[str] = set()


def walk(demo, pattern, new_page, live_server, faults, **options):
    """Open each page of the group as whoever may see it; yield it once it is there."""
    pages = {}
    for visit in demo.visits:
        if not re.match(pattern, visit.name) or visit.name in _no_pages:
            continue
        if visit.who not in pages:
            pages[visit.who] = new_page(**options)
            if visit.who:
                password = PASSWORD if visit.who == "assistant" else ""  # for the second factor
                sign_in(pages[visit.who], live_server, demo.users[visit.who], password=password)
        page = pages[visit.who]
        answer = page.goto(visit.path)
        if answer.status == 405:
            _no_pages.add(visit.name)
            continue
        ended = page.url.removeprefix(live_server.url)
        if answer.status != visit.status or ended != visit.path:
            faults.append(f"{visit.name} {visit.path}: {answer.status} at {ended}")
        yield visit, page
        if page.problems:
            faults.append(f"{visit.name}: {page.problems}")
            page.problems.clear()


def note(faults, where, check, page, **options):
    try:
        check(page, **options)
    except (AssertionError, Error) as fault:
        faults.append(f"{where}: {fault}")
