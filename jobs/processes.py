"""Child processes that live and die with the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1

FIRST_SIGN_SECONDS = 60
"""A busy machine may take long to load a program; only then does its silence mean something."""


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent ends, however that ends; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass
class Child:
    """One program in a process group of its own, so that Ctrl-C reaches the supervisor only."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    # Touched by the program while it is well; silence longer than this is taken for death.
    heartbeat: Path | None = None
    silence_seconds: float = 0
    is_essential: bool = False
    # How long it may take to end by itself: only a worker has something to finish.
    patience: float = 3
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0
    touched_at: float = 0
    early_deaths: int = 0
    start_again_at: float = 0

    def start(self) -> None:
        if self.heartbeat:
            self.heartbeat.touch()
            self.touched_at = self.heartbeat.stat().st_mtime
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
            self.command,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=die_with_parent,
        )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_silent(self) -> bool:
        """Whether it runs without a sign of life for too long."""
        if not self.heartbeat or not self.is_running:
            return False
        try:
            last = self.heartbeat.stat().st_mtime
        except FileNotFoundError:
            self.heartbeat.touch()
            return False
        has_lived = last > self.touched_at
        patience = (
            self.silence_seconds if has_lived else max(self.silence_seconds, FIRST_SIGN_SECONDS)
        )
        return time.time() - last > patience

    def terminate(self) -> None:
        """Ask it to end; the program asks its own children."""
        if self.process and self.is_running:
            self.process.terminate()

    def kill(self) -> None:
        """End it and whatever is left of its group, and reap it."""
        if not self.process:
            return
        with contextlib.suppress(ProcessLookupError):  # it took its children along
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
