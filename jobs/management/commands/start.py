"""``manage.py start``: everything in one terminal, until Ctrl-C."""

import fcntl
import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jobs import preparation
from jobs.claiming import release_leases
from jobs.models import Job
from jobs.processes import Child
from jobs.supervisor import Supervisor

PARTS = ("web", "worker", "scheduler")
QUICKLY = {"CELERY_SKIP_CHECKS": "true"}


class Command(BaseCommand):
    help = (
        "Prepare the database and files, then run the web server, the worker of background jobs "
        "and the scheduler together until Ctrl-C. With --only, run one part of an installation "
        "that is spread over several machines."
    )
    requires_system_checks = []  # `manage.py check` is for `make check`; a start should be quick

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", choices=PARTS, action="append", help="may be repeated")
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument(
            "--no-demo",
            action="store_true",
            help="leave a new database empty (PRODUCTION=1 does, too)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started_at = time.monotonic()
        os.umask(0o077)  # database, files and locks are ours alone, whatever folder they are in
        parts = [part for part in PARTS if part in (options["only"] or PARTS)]
        self.host, self.port = options["host"], options["port"]
        locks = [_lock(part) for part in parts]  # held until this process ends
        if "web" in parts:
            _refuse_taken_port(self.host, self.port)

        try:
            self._prepare(with_demo=not (options["no_demo"] or settings.PRODUCTION))
        except KeyboardInterrupt:
            raise CommandError("Stopped before anything was started.", returncode=130) from None
        supervisor = Supervisor(
            [_CHILDREN[part](self.host, self.port) for part in parts],
            tell=self.stderr.write,
            before_start=_release_what_a_dead_worker_held,
        )

        def welcome() -> None:
            if "web" not in parts:
                self.stdout.write(f"Rollcall runs: {', '.join(parts)}. Ctrl-C stops it.")
            elif self._web_answers(supervisor):
                self._welcome(time.monotonic() - started_at)
            self.stdout.flush()

        code = supervisor.run(when_started=welcome)
        del locks
        self.stdout.write("Rollcall has stopped.")
        sys.exit(code)

    def _prepare(self, *, with_demo: bool) -> None:
        preparation.compile_catalogues()
        if preparation.migrate():
            self.stdout.write("The database is up to date.")
        if with_demo and preparation.load_demo():
            self.stdout.write("The demonstration is loaded.")
        if settings.PRODUCTION:
            preparation.lock_demo()
        preparation.collect_static()
        connection.close()  # children must not share it, nor we hold the database while waiting

    def _web_answers(self, supervisor: Supervisor) -> bool:
        """Wait for the first answer, whatever its status."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        while supervisor.keep_watch():
            http_connection = http.client.HTTPConnection(host, self.port, timeout=5)
            try:
                http_connection.request("HEAD", "/")
                http_connection.getresponse()
            except OSError:
                time.sleep(0.05)
            else:
                return True
            finally:
                http_connection.close()
        return False

    def _welcome(self, seconds: float) -> None:
        self.stdout.write("")
        self.stdout.write(
            self.style.SUCCESS(f"Rollcall is ready at {settings.SITE_URL} ({seconds:.1f} s).")
        )
        sign_ins = settings.DATA_DIR / "demo-sign-ins.txt"
        if sign_ins.exists():
            self.stdout.write(sign_ins.read_text().rstrip())
        self.stdout.write("Ctrl-C stops everything.")


def _lock(part: str) -> TextIO:
    """Hold the data folder for one ``part``, or say who does."""
    file = (settings.DATA_DIR / f"{part}.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CommandError(
            f"Rollcall runs already on {settings.DATA_DIR} ({part}). "
            "Stop it there with Ctrl-C, or set DATA_DIR to another folder."
        ) from None
    return file


def _refuse_taken_port(host: str, port: int) -> None:
    """The web server would share the port silently; a person should hear that it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Is another program running there? PORT={port + 1} chooses another one."
            ) from None


def _release_what_a_dead_worker_held(part: str) -> None:
    """With one worker on one machine nobody else can hold a lease when it is being started."""
    if part == "worker" and not settings.REDIS_URL:
        try:
            release_leases()
            Job.objects.unfinished().update(woken_at=None)
        finally:
            connection.close()


_CELERY = [
    *(sys.executable, "-W", "ignore:You're running the worker with superuser"),
    *("-m", "celery", "--quiet", "-A", "config.celery"),
]


def _web(host: str, port: int) -> Child:
    processes = os.environ.get("WEB_PROCESSES", "2" if settings.REDIS_URL else "1")
    command = [
        *(sys.executable, "-m", "granian", "jobs.web:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", processes, "--blocking-threads", "4"),
        *("--workers-kill-timeout", "2", "--log-level", "warning", "--no-ws"),
    ]
    return Child("web", command, is_essential=True)


def _worker(host: str, port: int) -> Child:
    command = [*_CELERY, "worker", "-l", "WARNING"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    patience = settings.JOBS_SLICE_SECONDS + settings.JOBS_ITEM_SECONDS
    if settings.REDIS_URL:
        # Celery's own time limits end what hangs.
        command += ["-c", os.environ.get("WORKER_PROCESSES", "2")]
        return Child("worker", command, QUICKLY, patience=patience)
    heartbeat = Path(settings.DATA_DIR) / "worker-alive"
    return Child(
        "worker",
        [*command, "-P", "solo"],
        environment={**QUICKLY, "ROLLCALL_HEARTBEAT": str(heartbeat)},
        heartbeat=heartbeat,
        silence_seconds=settings.JOBS_LEASE_SECONDS,
        patience=patience,
    )


def _scheduler(host: str, port: int) -> Child:
    command = [*_CELERY, "beat", "-l", "WARNING"]
    return Child("scheduler", [*command, "--pidfile="], QUICKLY)


_CHILDREN = {"web": _web, "worker": _worker, "scheduler": _scheduler}
