"""How long a designer of certificates waits for the sheet after a change.

    .venv/bin/python benchmarks/preview.py

The page's request for the picture alone, asked by the test client on an empty SQLite database: the
form is judged, the sheet laid out and written as PDF, and its page drawn as WebP. By the clock the
best and the median of some rounds, each with another word or colour, so that nothing was made
before; and what one core works.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/b.sqlite3"}
        os.environ |= {"LOG_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore"}
        os.environ.pop("REDIS_URL", None)
        import django

        django.setup()
        ask, data = _prepared()
        print("| what was changed | best ms | median ms | of one core ms |")
        print("| --- | --- | --- | --- |")
        _told("nothing, the first time in a process", [_timed(ask, data)])
        words = [data | {"text-en-statement": f"words {n}"} for n in range(asked.rounds)]
        _told("a word", [_timed(ask, each) for each in words])
        colours = [data | {"colour": f"#1f3a{n:02x}"} for n in range(asked.rounds)]
        _told("the colour, so that all is drawn anew", [_timed(ask, each) for each in colours])


def _prepared():
    """Ask for the picture, and what the untouched form sends."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from certificates.actions.starting_design import start_design
    from certificates.designs.content import Content
    from tests.factories import (
        PersonFactory,
        RegistrationFactory,
        TeamMemberFactory,
        WorkshopFactory,
        WorkshopOrganiserFactory,
    )

    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    workshop = WorkshopFactory(slug="preview")
    WorkshopOrganiserFactory.create_batch(3, workshop=workshop)
    person = PersonFactory(given_names="Hayk", name_in_own_script="Հայկ Տեր-Պետրոսյան")
    RegistrationFactory(workshop=workshop, person=person, state="approved")
    design = start_design(workshop=workshop, name="Blue", content=Content(), by=None)
    client = Client()
    client.force_login(TeamMemberFactory(workshop=workshop).user)
    path = reverse("certificates:design_preview", args=[workshop.slug, design.pk])
    data = {
        "name": "Blue",
        "layout": "classic",
        "paper": "a4",
        "colour": "#1f3a5f",
        "accent": "#1f3a5f",
        "preview_language": "en",
    }

    def ask(data: dict[str, str]) -> None:
        answer = client.post(path, data)
        if b"data:image/webp" not in answer.content:
            raise SystemExit(f"No picture came: {answer.status_code}")

    return ask, data


def _timed(ask, data: dict[str, str]) -> tuple[float, float]:
    clock, core = time.perf_counter(), time.process_time()
    ask(data)
    return time.perf_counter() - clock, time.process_time() - core


def _told(what: str, spent: list[tuple[float, float]]) -> None:
    clock = [each for each, _core in spent]
    figures = (min(clock), statistics.median(clock), statistics.median(core for _c, core in spent))
    print(f"| {what} | {' | '.join(f'{1000 * each:.0f}' for each in figures)} |")


if __name__ == "__main__":
    main()
