"""Where things are on the agenda editor's board, and what the database knows of them."""

import datetime

from playwright.sync_api import expect

from sessions.models import AgendaItem

FIRST, SECOND = datetime.date(2030, 12, 12), datetime.date(2030, 12, 13)
ROW = 8  # pixels for five minutes


def box(page, item):
    return page.locator(f"#session-{item.pk}")


def link(page, item):
    return box(page, item).locator(".session-link")


def lane(page, room, day=FIRST):
    key = "" if room is None else room.pk
    return page.locator(f'[data-timetable="{day}"] [data-lane="{key}"]').first


def point(page, room, minute, day=FIRST):
    """The middle of a room's column at a minute of the day, which begins at 08:00."""
    area = lane(page, room, day).bounding_box()
    return area["x"] + area["width"] / 2, area["y"] + (minute - 480) / 5 * ROW + 1


def grab(page, item):
    area = box(page, item).bounding_box()
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + 2)
    page.mouse.down()


class Finger:
    """One finger on the screen, as the browser's debugging protocol moves it."""

    def __init__(self, page):
        self.page = page
        self.protocol = page.context.new_cdp_session(page)

    def down(self, x, y):
        self.at = (x, y)
        self._send("touchStart", self.at)

    def press(self, x, y):
        """Down, and held until the session is lifted."""
        self.down(x, y)
        self.hold()

    def hold(self):
        """Stay down until the session is lifted."""
        held = "body:is(.is-dragging, .is-resizing)"
        expect(self.page.locator(held)).to_have_count(1)

    def to(self, x, y, steps=4):
        (from_x, from_y), self.at = self.at, (x, y)
        for step in range(1, steps + 1):
            part = step / steps
            self._send("touchMove", (from_x + (x - from_x) * part, from_y + (y - from_y) * part))

    def rest(self):
        """Lies still, so that lifting it is no flick whose momentum would claim the next touch."""
        self.page.wait_for_timeout(100)

    def up(self):
        self._send("touchEnd")

    def _send(self, kind, *points):
        touches = [{"x": x, "y": y} for x, y in points]
        self.protocol.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def saved(page):
    """Once this returns, the server has answered everything."""
    expect(page.locator("[data-state]")).to_have_text("Saved")


def place(item):
    item = AgendaItem.objects.get(pk=item.pk)
    return item.day, item.start_minute, item.minutes, sorted(r.name for r in item.rooms.all())
