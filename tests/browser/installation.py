"""A Rollcall of its own with the demonstration, for tests and pictures that need real processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Installation:
    """A Rollcall of its own, on an empty folder, started by the command that ``make run`` uses."""

    def __init__(self, folder: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE")
        }
        self.log = (folder / "log.txt").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "start"],
            cwd=ROOT, stdout=self.log, stderr=self.log, start_new_session=True,
            env={**environment, "DATA_DIR": str(folder), "PORT": str(self.port), **settings},
        )  # fmt: skip

    def wait(self) -> None:
        for _ in range(960):
            try:
                urllib.request.urlopen(self.url, timeout=2).close()  # noqa: S310
                return
            except OSError:
                assert self.process.poll() is None, self.said()
                time.sleep(0.25)
        raise AssertionError(self.said())

    def sign_ins(self) -> str:
        return (self.folder / "demo-sign-ins.txt").read_text()

    def said(self) -> str:
        return Path(self.log.name).read_text()[-3000:]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        finally:
            self.log.close()
