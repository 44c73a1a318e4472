"""A whole Rollcall in processes of its own, to be started, struck and counted."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.faults.crowd import ROOT, environment_of
from tests.faults.services import free_port


def wait_until(condition, *, seconds, what):
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        if outcome := condition():
            return outcome
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s: {what}")


class Installation:
    def __init__(self, folder, **environment):
        self.folder = folder
        self.port = free_port()
        ours = {
            "PORT": str(self.port),
            "CELERY_IMPORTS": "tests.faults.handlers",
            "JOBS_SWEEP_SECONDS": "1",
            "JOBS_SLICE_SECONDS": "2",
            "JOBS_LEASE_SECONDS": "6",
            "WEB_PROCESSES": "1",
        }
        self.environment = environment_of(folder, **{**ours, **environment})
        self.log = folder / "log"
        self.supervisor = None
        self.desk = None

    # ---- Running ---------------------------------------------------------------------------------
    def start(self):
        """Start and wait for the welcome; nothing when it runs already."""
        if self.supervisor and self.supervisor.poll() is None:
            return
        said_before = self.said().count("Ctrl-C stops everything")
        with self.log.open("a") as log:
            self.supervisor = self.run_start(stdout=log, stderr=log)
        wait_until(
            lambda: self.said().count("Ctrl-C stops everything") > said_before,
            seconds=240,
            what=f"the welcome\n{self.said()}",
        )

    def run_start(self, *options, **pipes):
        return subprocess.Popen(
            [sys.executable, "manage.py", "start", "--no-demo", *options],
            env=self.environment,
            cwd=ROOT,
            **pipes,
        )

    def said(self):
        return self.log.read_text() if self.log.exists() else ""

    def stop(self):
        if self.desk:
            self.desk.stdin.close()
            self.desk.wait()
            self.desk.stdout.close()
        if self.supervisor and self.supervisor.poll() is None:
            self.supervisor.terminate()
            self.supervisor.wait(timeout=90)

    # ---- Processes -------------------------------------------------------------------------------
    def process_of(self, role):
        """The running child of the supervisor that has this role."""
        sign = {"web": "jobs.web", "worker": "celery worker", "scheduler": "celery beat"}[role]
        return wait_until(
            lambda: next(
                (p for p in children_of(self.supervisor.pid) if sign in command_of(p)), None
            ),
            seconds=20,
            what=f"a running {role}",
        )

    def everything(self):
        """The supervisor and all that descends from it."""
        found, new = [], [self.supervisor.pid]
        while new:
            found += new
            new = [child for parent in new for child in children_of(parent)]
        return found

    def kill(self, role):
        os.kill(self.process_of(role), signal.SIGKILL)

    # ---- Work ------------------------------------------------------------------------------------
    def ask(self, do, **order):
        if not self.desk:
            self.desk = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.desk"],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self.desk.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self.desk.stdin.flush()
        return json.loads(self.desk.stdout.readline())

    def ledger(self, job, word):
        """How often each reference of ``job`` was begun or done."""
        path = self.folder / "ledger"
        lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
        return Counter(line[2] for line in lines if line[:2] == [str(job), word])

    def wait_begun(self, job, reference):
        wait_until(
            lambda: self.ledger(job, "begun")[str(reference)],
            seconds=240,
            what=f"item {reference} begun\n{self.said()[-3000:]}",
        )

    def wait_finished(self, job, *, seconds=240):
        def finished():
            seen = self.ask("look", job=job)
            return seen if seen["is_finished"] else None

        return wait_until(finished, seconds=seconds, what=f"job finished\n{self.said()[-3000:]}")


def children_of(pid):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").split("--without")[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
