"""How long the page of participants takes to answer with ten thousand registrations.

    .venv/bin/python benchmarks/lists.py --people 10000 --databases sqlite postgresql

Fills an empty database with invented people in several scripts, of 60 delegations and none, and
asks for the page as a signed-in organiser by the test client. By the clock the best and the median
of some rounds; the mean of what one core works, database included, which neighbours disturb less;
and the number of queries. SQLite in a folder that goes away, PostgreSQL in a
database of its own on the server at TEST_POSTGRES_URL.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
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

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
FAMILY_NAMES = (
    "Ter-Petrosyan", "Kvirikashvili", "Ганджій", "Əliyeva", "Kõrvits", "al-Rashid", "Müller",
    "Szczepański", "Иванов", "Żak", "Öztürk", "Popescu", "Ó Súilleabháin", "Šimić", "Nguyễn",
)  # fmt: skip
GIVEN_NAMES = ("Hayk", "Giorgi", "Олександр", "Ülkər", "Anna-Liisa", "Mohammed", "Łukasz", "Ана")
AGENCIES = ("National Police", "Customs Service", "Прикордонна служба", "Ministry of the Interior")


def main() -> None:
    asked = _arguments()
    if asked.one:
        _measure(asked)
        return
    for database in asked.databases:
        with _address(database) as url, tempfile.TemporaryDirectory() as folder:
            if not url:
                print("PostgreSQL does not answer at TEST_POSTGRES_URL: left out.\n")
                continue
            environment = os.environ | {
                "DATA_DIR": folder,
                "DATABASE_URL": url.format(folder=folder),
                "LOG_LEVEL": "ERROR",
            }
            command = [sys.executable, __file__, "--one", database, "--people", str(asked.people)]
            subprocess.run([*command, "--rounds", str(asked.rounds)], env=environment, check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


@contextmanager
def _address(database: str):
    """The address of an empty database; empty when no server answers."""
    if database == "sqlite":
        yield "sqlite:///{folder}/bench.sqlite3"
        return
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


# --- In the process that has the database ----------------------------------------------------


def _measure(asked: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    organiser, url, facts = _fill(asked.people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(organiser)
    print(f"{asked.people} people, {asked.one}, {asked.rounds} rounds\n")
    print("| request | best ms | median ms | of one core ms | queries |")
    print("| --- | --- | --- | --- | --- |")
    for name, how in _requests(facts):
        _ask(client, url, how)  # the first one loads templates
        spent, worked = [], _core_seconds(connection)
        for _round in range(asked.rounds):
            start = time.perf_counter()
            _ask(client, url, how)
            spent.append(time.perf_counter() - start)
        worked = (_core_seconds(connection) - worked) / asked.rounds
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _ask(client, url, how)
        figures = (min(spent), statistics.median(spent), worked)
        columns = " | ".join(f"{1000 * each:.0f}" for each in figures)
        print(f"| {name} | {columns} | {len(queries)} |", flush=True)
    print()


def _core_seconds(connection) -> float:
    """What this process and its session of PostgreSQL, on this machine, have worked so far."""
    seconds = time.process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            [pid] = cursor.fetchone()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _ask(client, url: str, how: dict) -> None:
    language = how.get("language", "en")
    if "search" in how:
        response = client.post(url, {"search": how["search"]}, HTTP_ACCEPT_LANGUAGE=language)
    else:
        response = client.get(url, how.get("query", {}), HTTP_ACCEPT_LANGUAGE=language)
    assert response.status_code == 200, response.status_code  # noqa: S101


def _requests(facts: dict) -> list[tuple[str, dict]]:
    filters = {
        "state=submitted": {"state": "submitted"},
        "one delegation": {"delegation": facts["delegation"]},
        "individuals": {"delegation": "none"},
        "gender=female": {"gender": "female"},
        "reserves": {"reserve": "yes"},
        "heads": {"head": "yes"},
        "a tag": {"tag": facts["tag"]},
        "decided by": {"decided_by": facts["user"]},
        "five filters at once": {
            "state": "approved", "gender": "male", "reserve": "no", "head": "no",
            "tag": facts["tag"],
        },
    }  # fmt: skip
    return [
        ("first page", {}),
        ("first page, French", {"language": "fr"}),
        ("first page, Russian", {"language": "ru"}),
        ("page 100", {"query": {"page": 100}}),
        ("page 200", {"query": {"page": 200}}),
        *[(f"filter: {name}", {"query": query}) for name, query in filters.items()],
        *[
            (f"sort: {order}, page {page}", {"query": {"order": order, "page": page}})
            for order in ("name", "state", "submitted")
            for page in (1, 200)
        ],
        ("search: a name of many", {"search": "müller"}),
        ("search: two words", {"search": "олександр police"}),
        ("search: nobody", {"search": "qqqqq"}),
    ]


def _fill(people: int):
    """A workshop with ``people`` registrations; its organiser, the page, and what to filter by."""
    from django.urls import reverse
    from django.utils import timezone

    from participants.models import Delegation, Person, Registration, StateChange, Tag
    from tests.factories import TeamMemberFactory, WorkshopFactory
    from workshops.countries import OSCE_STATES

    chance = random.Random(7)
    workshop = WorkshopFactory(capacity=people)
    organiser = TeamMemberFactory(workshop=workshop).user
    delegations = Delegation.objects.bulk_create(
        Delegation(workshop=workshop, country=code, quota=1000) for code in OSCE_STATES
    )
    delegations += Delegation.objects.bulk_create(
        Delegation(workshop=workshop, organisation_name=f"Organisation {n}", quota=1000)
        for n in range(3)
    )
    persons = Person.objects.bulk_create(
        (
            Person(
                given_names=chance.choice(GIVEN_NAMES),
                family_name=f"{chance.choice(FAMILY_NAMES)}-{chance.randrange(people)}",
                email=f"person{n}@example.org",
                gender=chance.choice(["female", "male", ""]),
            )
            for n in range(people)
        ),
        batch_size=1000,
    )
    now = timezone.now()
    rows = []
    for n, person in enumerate(persons):
        state = chance.choice(["invited", "submitted", "submitted", "approved", "waitlisted"])
        rows.append(
            Registration(
                workshop=workshop,
                person=person,
                # every tenth one takes part as an individual
                delegation=delegations[n % len(delegations)] if n % 10 else None,
                state=state,
                is_head=n < len(delegations) and n % 10 != 0,
                reserve_rank=n // 60 + 1 if n % 9 == 1 and state != "approved" else None,
                agency=chance.choice(AGENCIES),
                position="Head of unit",
                is_protected=n % 50 == 3,
                alias=f"Delegate {n}" if n % 50 == 3 else "",
                submitted_at=now - datetime.timedelta(minutes=chance.randrange(90_000)),
            )
        )
    registrations = Registration.objects.bulk_create(rows, batch_size=1000)
    StateChange.objects.bulk_create(
        (
            StateChange(registration=each, to_state=state, by=organiser)
            for each in registrations
            for state in ("invited", each.state)
        ),
        batch_size=1000,
    )
    tag = Tag.objects.create(workshop=workshop, word="Trainer")
    tag.registrations.set(chance.sample(registrations, people // 5))
    facts = {"delegation": delegations[0].pk, "tag": tag.pk, "user": organiser.pk}
    return organiser, reverse("participants:registrations", args=[workshop.slug]), facts


if __name__ == "__main__":
    main()
