"""How long a list takes to be looked at and to be imported, and what memory it needs.

    .venv/bin/python benchmarks/importing.py --rows 1000 5000 9000

Each size runs in a process of its own with an empty SQLite database; seconds by the clock, and
of one core in brackets.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

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


def one(rows: int) -> dict[str, Any]:
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
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _memory("VmRSS")
    times = [_now()]
    run = start(sheet=read_upload(file), workshop=workshop, delegation=delegation, by=user)
    times.append(_now())
    assert apply(run=run) == rows == Registration.objects.count()  # noqa: S101
    times.append(_now())
    undo(run=run)
    times.append(_now())
    return {"times": times, "memory": _memory("VmHWM") - before}


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _memory(what: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    raise LookupError(what)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 5000, 9000])
    parser.add_argument("--one", type=int)
    wanted = parser.parse_args()
    if wanted.one:
        print(json.dumps(one(wanted.one)))
        return
    print("| rows | preview s | import s | undo s | memory MB | kB a row |")
    print("|" + " --- |" * 6)
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
        times = found["times"]
        spent = [
            f"{later[0] - sooner[0]:.1f} ({later[1] - sooner[1]:.1f})"
            for sooner, later in itertools.pairwise(times)
        ]
        memory = found["memory"]
        print(f"| {rows} | {' | '.join(spent)} | {memory:.0f} | {memory * 1024 / rows:.1f} |")


if __name__ == "__main__":
    main()
