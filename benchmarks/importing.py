"""How long a list takes to be looked at and to be imported, and what memory it needs.

    .venv/bin/python benchmarks/importing.py --rows 1000 5000 10000

Each size runs in a process of its own with an empty SQLite database; figures are of the clock.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def workbook(rows: int) -> io.BytesIO:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["List of participants"])
    sheet.append(["№", "Прізвище", "Ім’я", "E-mail", "Звання", "Відомство", "Посада", "Телефон"])
    for n in range(rows):
        sheet.append(
            [n, f"Коваленко-{n}", "Наталія", f"person{n}@example.org", "Col.", f"Agency {n % 40}",
             f"Head of unit {n % 90}", f"+38050{n:07d}"]
        )  # fmt: skip
    file = io.BytesIO()
    book.save(file)
    file.size = file.tell()  # type: ignore[attr-defined]
    return file


def one(rows: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from participants.importing.applying import apply
    from participants.importing.preview import start
    from participants.importing.reading import read_upload
    from participants.importing.undoing import undo
    from participants.models import Registration
    from tests.factories import DelegationFactory, TeamMemberFactory, WorkshopFactory

    workshop = WorkshopFactory(capacity=rows)
    delegation = DelegationFactory(workshop=workshop, quota=rows)
    user = TeamMemberFactory(workshop=workshop).user
    file = workbook(rows)
    before = _peak()
    begun = time.perf_counter()
    run = start(sheet=read_upload(file), workshop=workshop, delegation=delegation, by=user)
    looked = time.perf_counter()
    assert apply(run=run) == rows == Registration.objects.count()  # noqa: S101
    applied = time.perf_counter()
    undo(run=run)
    return {
        "rows": rows,
        "preview": looked - begun,
        "apply": applied - looked,
        "undo": time.perf_counter() - applied,
        "memory": _peak() - before,
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 5000, 10_000])
    parser.add_argument("--one", type=int)
    wanted = parser.parse_args()
    if wanted.one:
        print(json.dumps(one(wanted.one)))
        return
    print("| rows | preview s | import s | undo s | memory MB | kB a row |\n|" + " --- |" * 6)
    for rows in wanted.rows:
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "DATA_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            command = [sys.executable, __file__, "--one", str(rows)]
            answer = subprocess.run(
                command, env=environment, check=True, capture_output=True, text=True
            )
        found = json.loads(answer.stdout.splitlines()[-1])
        print(
            f"| {rows} | {found['preview']:.2f} | {found['apply']:.2f} | {found['undo']:.2f} "
            f"| {found['memory']:.0f} | {found['memory'] * 1024 / rows:.1f} |"
        )


if __name__ == "__main__":
    main()
