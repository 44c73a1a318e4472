"""Do the seats hold when everybody presses at once, and how long does each of them wait?

    .venv/bin/python benchmarks/registration.py

32 clients in several processes send 2,000 forms to a real web server, over HTTP, for 500 seats:
nominations through one delegation's portal, then registrations of an open workshop by the people's
own links. Each form comes from a network address of its own, so that no rate limit helps. On
SQLite, and on PostgreSQL where TEST_POSTGRES_URL answers. Ends with 1 when a seat too many or too
few was given, or when any answer was an error.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
CSRF_COOKIE = re.compile(r"csrftoken=([^;]+)")
TICKET = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main() -> None:
    asked = _arguments()
    if asked.clients_of:
        print(json.dumps(_hammer(json.loads(sys.stdin.read()), asked.threads, asked.port)))
        return
    if asked.prepare or asked.count:
        _in_database(asked)
        return
    results = []
    with tempfile.TemporaryDirectory() as folder:
        results += _measure("SQLite", Path(folder) / "sqlite", "", asked)
        with _scratch_database() as url:
            if url:
                results += _measure("PostgreSQL", Path(folder) / "postgresql", url, asked)
            else:
                print("PostgreSQL does not answer at TEST_POSTGRES_URL: left out.\n")
    _print_table(results, asked)
    sys.exit(any(row["seats"] != asked.seats or row["errors"] for row in results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--attempts", type=int, default=2000)
    parser.add_argument("--seats", type=int, default=500)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--processes", type=int, default=4, help="the clients' processes")
    for inner in ("--prepare", "--count", "--clients-of"):
        parser.add_argument(inner, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=8, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


# --- One database: prepare, serve, hammer twice, count ---------------------------------------


def _measure(name: str, folder: Path, url: str, asked: argparse.Namespace) -> list[dict]:
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **{key: value for key, value in os.environ.items() if key != "REDIS_URL"},
        "DATA_DIR": str(folder),
        "DATABASE_URL": url or f"sqlite:///{folder / 'rollcall.sqlite3'}",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "TRUSTED_PROXY_COUNT": "1",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }
    sizes = [f"--attempts={asked.attempts}", f"--seats={asked.seats}"]
    me = [sys.executable, str(Path(__file__).resolve())]
    prepared = _said(subprocess.run([*me, "--prepare", *sizes], env=environment, **_PIPED))
    results = []
    with _web_server(port, environment):
        for what in ("delegation", "open workshop"):
            answers = _all_clients(me, prepared[what], port, environment, asked)
            results.append({"database": name, "what": what, **answers})
    counted = _said(subprocess.run([*me, "--count", *sizes], env=environment, **_PIPED))
    for row in results:
        row["seats"] = counted[row["what"]]
    return results


_PIPED = {"stdout": subprocess.PIPE, "text": True, "check": True, "cwd": ROOT}


def _said(done: subprocess.CompletedProcess) -> dict:
    return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def _web_server(port: int, environment: dict[str, str]):
    """Two processes of four threads, as on a machine of two cores."""
    command = [sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    command += ["--log-level", "error", "--workers-kill-timeout", "2"]
    # Each refusal is a line of its log: two thousand of them say nothing.
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
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


def _all_clients(
    me: list[str], forms: list, port: int, environment: dict[str, str], asked: argparse.Namespace
) -> dict:
    threads = max(1, asked.clients // asked.processes)
    command = [*me, "--clients-of", f"--threads={threads}", f"--port={port}"]
    started = [
        subprocess.Popen(
            command, env=environment, cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )
        for _n in range(asked.processes)
    ]  # fmt: skip
    begin = time.perf_counter()
    with ThreadPoolExecutor(asked.processes) as pool:
        shares = [forms[n :: asked.processes] for n in range(asked.processes)]
        outs = pool.map(lambda pair: pair[0].communicate(json.dumps(pair[1]))[0],
                        zip(started, shares, strict=True))  # fmt: skip
        answers = [answer for out in outs for answer in json.loads(out)]
    seconds = time.perf_counter() - begin
    waits = sorted(wait for _status, wait in answers)
    statuses = Counter(status for status, _wait in answers)
    return {
        "attempts": len(answers),
        "errors": sum(n for status, n in statuses.items() if status not in (302, 422)),
        "statuses": dict(statuses),
        "a_second": len(answers) / seconds,
        "median": statistics.median(waits),
        "p95": waits[int(len(waits) * 0.95) - 1],
        "worst": waits[-1],
    }


# --- A process of clients: plain HTTP, no Django ----------------------------------------------


def _hammer(forms: list, threads: int, port: int) -> list[tuple[int, float]]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda form: _send(port, *form), forms))


def _send(port: int, path: str, fields: dict[str, str]) -> tuple[int, float]:
    """Open the page as a browser would, fill it in, send it; how long the sending took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    address = ".".join(str(10 + secrets.randbelow(200)) for _part in range(4))
    try:
        connection.request("GET", path, headers={"X-Forwarded-For": address})
        page = connection.getresponse()
        cookie = CSRF_COOKIE.search(page.getheader("Set-Cookie") or "")
        ticket = TICKET.search(page.read().decode())
        if page.status != 200 or not cookie or not ticket:
            return page.status if page.status != 200 else 0, 0.0
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={cookie[1]}",
            "X-Forwarded-For": address,
        }
        body = urlencode({**fields, "csrfmiddlewaretoken": ticket[1]})
        begin = time.perf_counter()
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - begin
    except (OSError, http.client.HTTPException):
        return 0, 0.0
    finally:
        connection.close()


# --- Inside the database ----------------------------------------------------------------------


def _in_database(asked: argparse.Namespace) -> None:
    import django

    django.setup()
    print(json.dumps(_prepare(asked) if asked.prepare else _seats_given()))


def _prepare(asked: argparse.Namespace) -> dict[str, list]:
    """Empty tables, one delegation, one open workshop with everybody at the form's last step."""
    import datetime

    from django.core.management import call_command

    from participants.links import token_of
    from participants.models import Delegation, FocalPoint, Person, Registration
    from participants.states import RegistrationState
    from workshops.models import Project, Workshop
    from workshops.states import WorkshopState

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    first = datetime.date.today() + datetime.timedelta(days=90)
    project = Project.objects.create(
        code="BENCH", title="Benchmark", starts_on=first, ends_on=first
    )
    common = {
        "project": project,
        "state": WorkshopState.PUBLISHED,
        "starts_on": first,
        "ends_on": first,
        "time_zone": "Europe/Kyiv",
        "working_languages": ["en"],
    }
    closed = Workshop.objects.create(
        **common, slug="delegation", title="Seats of a delegation", capacity=100_000
    )
    delegation = Delegation.objects.create(workshop=closed, country="GE", quota=asked.seats)
    focal_point = FocalPoint.objects.create(
        delegation=delegation, name="Focal Point", email="focal@example.org"
    )
    opened = Workshop.objects.create(
        **common, slug="open", title="Open to all", capacity=asked.seats, open_registration=True
    )
    people = Person.objects.bulk_create(
        Person(given_names="Ana", family_name=f"Racer {n}", email=f"open{n}@example.org")
        for n in range(asked.attempts)
    )
    rows = Registration.objects.bulk_create(
        Registration(
            workshop=opened, person=person, state=RegistrationState.WAITLISTED, came_openly=True
        )
        for person in people
    )
    portal = f"/d/{token_of(focal_point)}/people/new/"
    facts = {"given_names": "Ana", "agency": "Police", "position": "Officer"}
    return {
        "delegation": [
            (portal, {**facts, "family_name": f"Racer {n}", "email": f"seat{n}@example.org"})
            for n in range(asked.attempts)
        ],
        "open workshop": [
            (
                f"/r/{token_of(row)}/registration/",
                {
                    **facts,
                    "family_name": row.person.family_name,
                    "email": row.person.email,
                    "accepts_privacy_notice": "on",
                    "submit": "1",
                },
            )
            for row in rows
        ],
    }


def _seats_given() -> dict[str, int]:
    from participants.models import Registration

    seated = Registration.objects.seated()
    return {
        "delegation": seated.filter(workshop__slug="delegation").count(),
        "open workshop": seated.filter(workshop__slug="open").count(),
    }


@contextmanager
def _scratch_database():
    """The address of a database for this run; empty when no server answers."""
    import psycopg

    try:
        server = psycopg.connect(POSTGRES_URL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield ""
        return
    name = f"rollcall_bench_{os.getpid()}"
    server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{POSTGRES_URL.rpartition('/')[0]}/{name}"
    finally:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.close()


def _print_table(results: list[dict], asked: argparse.Namespace) -> None:
    print(f"{asked.clients} clients, {asked.attempts} forms for {asked.seats} seats each time\n")
    print(
        "| database | what | seats given | errors | forms a second | median ms | p95 ms | worst |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for row in results:
        times = " | ".join(f"{1000 * row[key]:.0f}" for key in ("median", "p95", "worst"))
        print(
            f"| {row['database']} | {row['what']} | {row['seats']} of {asked.seats} "
            f"| {row['errors']} | {row['a_second']:.0f} | {times} |"
        )
        if row["errors"]:
            print(f"answers: {row['statuses']}")


if __name__ == "__main__":
    main()
