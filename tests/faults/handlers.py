"""A kind of work for the fault tests: what it begins and what it does, it writes to a ledger.

Workers load it through CELERY_IMPORTS; the product knows nothing of it.
"""

import contextlib
import fcntl
import os
import signal
import time
from pathlib import Path

from jobs.kinds import handles


@handles("faults.note", title="Notes", batch_size=5)
def note(items, work):
    ledger = Path(os.environ["DATA_DIR"]) / "ledger"
    for item in items:
        is_first = not _has(ledger, "begun", item)
        is_long = is_first and item.reference in work.params.get("pause", [])
        with _turn(alone=is_long), work.on(item) as result:
            _write(ledger, "begun", item)
            if item.reference in work.params.get("poison", []):
                os.kill(os.getpid(), signal.SIGKILL)
            # The test strikes during this pause, so that the fault is always inside an item.
            time.sleep(3 if is_long else work.params.get("seconds", 0.02))
            _write(ledger, "done", item)
            result["noted"] = item.reference


@contextlib.contextmanager
def _turn(*, alone):
    """Another worker is between items while one has its turn ``alone``.

    Struck after its note and before its commit it would do that item again, and rightly so. A lock
    of the kernel's goes with the process that held it.
    """
    with (Path(os.environ["DATA_DIR"]) / "turn").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def _write(ledger, word, item):
    descriptor = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{item.job_id} {word} {item.reference}\n".encode())
    finally:
        os.close(descriptor)


def _has(ledger, word, item):
    return ledger.exists() and f"{item.job_id} {word} {item.reference}\n" in ledger.read_text()
