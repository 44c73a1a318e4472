"""What installations run on: a Redis of our own, scratch databases in PostgreSQL and SQLite.

Migrating takes seconds, copying does not: each kind of database is migrated once in a run of the
tests, whatever the number of its processes, and copied from there.
"""

import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from tests.faults.crowd import ROOT, environment_of

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def missing(reason):
    """Skip, or fail where services are required."""
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Redis:
    """Keeps nothing on disk: started again, it has forgotten everything."""

    def __init__(self, folder):
        self.program = shutil.which("redis-server") or missing("redis-server is not installed")
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        options = ["--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            [self.program, *options, "--bind", "127.0.0.1", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            time.sleep(0.05)
        raise RuntimeError("redis-server does not answer")

    def kill(self):
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def scratch_database():
    """The URL of a migrated database in PostgreSQL that exists for this block only."""
    with contextlib.closing(_server()) as server:
        template = _template_in(server)
        name = f"rollcall_faults_{os.getpid()}"
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield _url(name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def scratch_folder(folder):
    """Put a migrated SQLite file into ``folder``, a DATA_DIR; the folder."""
    with _alone() as shared:
        template = shared / "rollcall.sqlite3"
        if not template.exists():
            _migrate(shared, template)
        shutil.copy(template, folder)
    return folder


def forget_templates():
    """For the process that began the run, at its end."""
    if _shared().exists():
        shutil.rmtree(_shared())
        with contextlib.suppress(psycopg.OperationalError), contextlib.closing(_server()) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{_template()}" WITH (FORCE)')


def _template_in(server):
    with _alone() as shared:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_template()])
        if not found.fetchone():
            server.execute(f'CREATE DATABASE "{_template()}"')
            _migrate(shared, None, DATABASE_URL=_url(_template()))
    return _template()


def _migrate(folder, file, **environment):
    """A file comes under its name only when it is whole."""
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity", "0"],
            env=environment_of(beside, LOG_LEVEL="ERROR", **environment),
            cwd=ROOT,
            check=True,
        )
        if file:
            (Path(beside) / file.name).rename(file)


@contextlib.contextmanager
def _alone():
    """The folder that the processes of one run share, while no other of them is here."""
    _shared().mkdir(exist_ok=True)
    with (_shared() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _shared()


def _run():
    """The same in all processes of one run: the number of the process that began it."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def _shared():
    return Path(tempfile.gettempdir()) / f"rollcall-templates-{_run()}"


def _template():
    return f"rollcall_template_{_run()}"


def _url(name):
    return f"{POSTGRES_URL.rpartition('/')[0]}/{name}"


def _server():
    try:
        return psycopg.connect(POSTGRES_URL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        missing("PostgreSQL does not answer at TEST_POSTGRES_URL")
