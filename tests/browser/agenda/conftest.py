"""A workshop of two days and three rooms, and its agenda editor in the browser."""

import pytest

from tests.browser.kit import sign_in
from tests.factories import AgendaItemFactory, RoomFactory


@pytest.fixture
def rooms(workshop):
    return [
        RoomFactory(workshop=workshop, name=name, position=n)
        for n, name in enumerate(("Main hall", "Blue room", "Red room"))
    ]


@pytest.fixture
def make(workshop, rooms):
    """A session in the rooms of these numbers, on the first day at that minute."""

    def make_one(title, start=540, *, room=(0,), **facts):
        item = AgendaItemFactory(workshop=workshop, title=title, start_minute=start, **facts)
        item.rooms.set([rooms[number] for number in room])
        return item

    return make_one


@pytest.fixture
def briefing(make):
    return make("Briefing")


@pytest.fixture
def waiting(workshop):
    return AgendaItemFactory(workshop=workshop, title="Waiting", day=None, start_minute=None)


@pytest.fixture
def open_editor(new_page, live_server, organiser, workshop):
    def open_one(user=organiser, **options):
        page = new_page(**{"viewport": {"width": 1440, "height": 1000}, **options})
        sign_in(page, live_server, user)
        page.goto(f"/manage/workshops/{workshop.slug}/agenda/")
        page.locator(".is-ready").wait_for()
        page.locator("[data-board]").evaluate("board => board.scrollIntoView()")
        return page

    return open_one


@pytest.fixture
def page(open_editor, briefing):
    return open_editor()
