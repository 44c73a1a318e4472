"""A sign of life for the supervisor: it kills a worker that has been silent for too long.

Celery's pool of one process enforces no time limits; the supervisor does it from outside.
"""

import os
from pathlib import Path

_path = os.environ.get("ROLLCALL_HEARTBEAT", "")

is_watched = bool(_path)
"""Whether this is the one worker of an embedded installation, under a supervisor."""


def beat() -> None:
    """Touch the file that the supervisor watches, if one does."""
    if _path:
        Path(_path).touch()
