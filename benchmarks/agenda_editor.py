"""How long does a large agenda take to open, and how much script does a move of the pointer cost?

    .venv/bin/python benchmarks/agenda_editor.py

300 sessions in ten days and eight rooms, on SQLite, served by a real web server. Prints the
server's milliseconds for the page, its size, the milliseconds until a browser shows it, and the
script, style and layout of each move while a session is dragged over the board, out of Chromium's
own counters. Without a browser (CHROMIUM, or Debian's on the path) only the server is measured.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

COUNTERS = {"ScriptDuration": "script", "RecalcStyleDuration": "style", "LayoutDuration": "layout"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=300)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--rooms", type=int, default=8)
    parser.add_argument("--moves", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        os.environ |= {
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/rollcall.sqlite3",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "LOG_LEVEL": "ERROR",
            "PYTHONWARNINGS": "ignore",
        }
        os.environ.pop("REDIS_URL", None)
        import django

        django.setup()
        path, cookie = _prepared(asked)
        rows = _server(path, cookie)
        from tests.browser.kit import browser_path

        if browser := browser_path():
            with _web_server(port):
                rows += _in_browser(browser, f"http://127.0.0.1:{port}", path, cookie, asked.moves)
        else:
            print("No Chromium: the browser's part is left out.\n")
    print(f"{asked.sessions} sessions, {asked.days} days, {asked.rooms} rooms\n")
    print("| what | measured |\n| --- | --- |")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


def _prepared(asked: argparse.Namespace) -> tuple[str, str]:
    """An agenda without clashes of rooms, and somebody who is signed in."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.factories import (
        AgendaItemFactory,
        AppearanceFactory,
        RoomFactory,
        SpeakerFactory,
        TeamMemberFactory,
        WorkshopFactory,
    )

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    first = datetime.date(2030, 6, 3)
    last = first + datetime.timedelta(days=asked.days - 1)
    workshop = WorkshopFactory(slug="large", starts_on=first, ends_on=last)
    rooms = RoomFactory.create_batch(asked.rooms, workshop=workshop)
    speakers = SpeakerFactory.create_batch(40, workshop=workshop)
    for number in range(asked.sessions):
        turn, day = divmod(number, asked.days)
        hour, room = divmod(turn, asked.rooms)
        item = AgendaItemFactory(
            workshop=workshop,
            day=first + datetime.timedelta(days=day),
            start_minute=9 * 60 + hour * 75,
            minutes=(30, 45, 60)[number % 3],
        )
        item.rooms.add(rooms[room])
        AppearanceFactory(item=item, speaker=speakers[turn % len(speakers)])
    client = Client()
    client.force_login(TeamMemberFactory(workshop=workshop).user)
    return f"/manage/workshops/{workshop.slug}/agenda/", client.cookies[
        settings.SESSION_COOKIE_NAME
    ].value


def _server(path: str, cookie: str) -> list[tuple[str, str]]:
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    client.get(path)  # templates are compiled once
    clock, core = [], []
    for _turn in range(7):
        started, busy = time.perf_counter(), time.process_time()
        page = client.get(path)
        clock.append((time.perf_counter() - started) * 1000)
        core.append((time.process_time() - busy) * 1000)
    size, packed = len(page.content), len(gzip.compress(page.content))
    return [
        ("server, page", f"{statistics.median(clock):.0f} ms ({min(core):.0f} ms of one core)"),
        ("page", f"{size / 1000:.0f} kB, {packed / 1000:.0f} kB gzip"),
        ("script", _scripts()),
    ]


def _scripts() -> str:
    folder = ROOT / "static" / "agenda"
    sources = [folder / "editor.js", *sorted((folder / "editor").glob("*.js"))]
    size = sum(len(gzip.compress(source.read_bytes())) for source in sources)
    return f"{size / 1000:.1f} kB gzip in {len(sources)} files"


def _in_browser(
    executable: str, site: str, path: str, cookie: str, moves: int
) -> list[tuple[str, str]]:
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from tests.browser.kit import ARGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGS)
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        context.set_default_timeout(120_000)  # on a machine that is busy with other work
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
        page = context.new_page()
        counters = context.new_cdp_session(page)
        counters.send("Performance.enable", {"timeDomain": "threadTicks"})
        opened, work = [], []
        for _turn in range(3):
            page.goto(site + path)
            page.locator(".is-ready").wait_for()
            opened.append(
                page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
            )
            work.append(sum(_counted(counters).values()) * 1000)
        rows = [
            ("opened in a browser, until everything is there", f"{min(opened):.0f} ms"),
            ("of it script, style and layout", f"{min(work):.0f} ms"),
        ]
        page.locator("[data-board]").evaluate("board => board.scrollIntoView()")
        box = page.locator(".session[data-version]").first.bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(box["x"] + 40, box["y"] + 40)
        before = _counted(counters)
        for number in range(moves):
            # To and fro over rooms and hours, away from the edges, where the board would scroll.
            across, down = (number * 7) % 600, (number * 11) % 480
            page.mouse.move(box["x"] + 60 + across, box["y"] + 60 + down)
        after = _counted(counters)
        page.keyboard.press("Escape")
        page.mouse.up()
        browser.close()
    each = {name: (after[name] - before[name]) * 1000 / moves for name in COUNTERS.values()}
    parts = ", ".join(f"{name} {spent:.2f} ms" for name, spent in each.items())
    rows.append(("each move of the pointer", parts))
    rows.append(("of a frame at 60 a second (16.7 ms)", f"{sum(each.values()) / 16.7:.0%}"))
    return rows


def _counted(counters) -> dict[str, float]:
    metrics = counters.send("Performance.getMetrics")["metrics"]
    return {COUNTERS[m["name"]]: m["value"] for m in metrics if m["name"] in COUNTERS}


@contextmanager
def _web_server(port: int):
    command = [sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    command += ["--log-level", "error", "--workers-kill-timeout", "2"]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
