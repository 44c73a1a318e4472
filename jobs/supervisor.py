"""Keeps web, worker and scheduler running, and ends them together."""

import signal
import time
from collections.abc import Callable
from types import FrameType

from jobs.processes import Child

EARLY_SECONDS = 10
"""A child that dies younger than this is probably broken: each time it waits longer."""

LONGEST_PAUSE = 30.0
DEATHS_OF_ESSENTIAL = 5
TICK_SECONDS = 0.1

Tell = Callable[[str], None]


class Supervisor:
    """Runs children until a signal or until an essential one cannot be kept alive.

    ``before_start`` is called with a child's name before each start, the first and later ones:
    the place to release what its dead predecessor held. ``tell`` gets sentences for the terminal.
    """

    def __init__(
        self,
        children: list[Child],
        *,
        tell: Tell,
        before_start: Callable[[str], None],
    ) -> None:
        self.children = children
        self._tell = tell
        self._before_start = before_start
        self._signals = 0

    @property
    def is_stopping(self) -> bool:
        return self._signals > 0

    def run(self, *, when_started: Callable[[], None]) -> int:
        """Start everything, watch it and return the exit code: 0 after a signal, 1 otherwise.

        Call in the main thread: the kernel ties children to the thread that started them.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_signal)
        try:
            for child in self.children:
                self._start(child)
            when_started()
            while not self.is_stopping:
                if not all(self._look_after(child) for child in self.children):
                    return 1
                time.sleep(TICK_SECONDS)
            return 0
        finally:
            self._stop()

    def keep_watch(self) -> bool:
        """Look after all once, while somebody else waits; False when it is time to give up."""
        return not self.is_stopping and all(self._look_after(child) for child in self.children)

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        self._signals += 1

    def _start(self, child: Child) -> None:
        self._before_start(child.name)
        child.start()

    def _look_after(self, child: Child) -> bool:
        if child.is_silent:
            self._tell(f"The {child.name} has been silent for too long: it is started again.")
            child.kill()
        if child.is_running:
            return True
        if not child.start_again_at:
            return self._note_death(child)
        if time.monotonic() >= child.start_again_at:
            child.start_again_at = 0
            self._start(child)
        return True

    def _note_death(self, child: Child) -> bool:
        child.kill()  # what it left behind of its group
        lived = time.monotonic() - child.started_at
        child.early_deaths = child.early_deaths + 1 if lived < EARLY_SECONDS else 0
        if child.is_essential and child.early_deaths >= DEATHS_OF_ESSENTIAL:
            self._tell(f"The {child.name} does not stay up; its messages above say why.")
            return False
        pause = min(LONGEST_PAUSE, 0.5 * 2**child.early_deaths) if child.early_deaths > 1 else 0
        child.start_again_at = time.monotonic() + pause
        when = f"in {pause:.0f} seconds" if pause else "at once"
        self._tell(f"The {child.name} has ended unexpectedly and is started again {when}.")
        return True

    def _stop(self) -> None:
        """End all; the item in hand is finished first, unless a second signal says at once."""
        signals_before = self._signals
        for child in self.children:
            child.terminate()
        began_at = time.monotonic()
        has_hinted = False
        while running := [child for child in self.children if child.is_running]:
            waited = time.monotonic() - began_at
            for child in running:
                if waited > child.patience or self._signals > signals_before:
                    child.kill()
            if waited > 2 and not has_hinted:
                has_hinted = True
                self._tell("Finishing what is in hand. Press Ctrl-C again to stop at once.")
            time.sleep(TICK_SECONDS / 2)
        for child in self.children:
            child.kill()  # what they left behind of their groups
