"""The embedded broker: Celery's messages as files, each of them complete or not there at all.

kombu's own transport creates a file and then writes it; a worker that looks in between reads half
a message and dies of it. Losing a message would be no harm, dying is a restart of two seconds.
"""

import fcntl
import time
import uuid
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    def _put(  # type: ignore[override]  # kombu disagrees with itself on the name
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        name = f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        _write(Path(self.data_folder_out) / name, dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        self.control_folder.mkdir(exist_ok=True)
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with (self.control_folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            bindings = self.get_table(exchange)
            if binding not in bindings:
                _write(self._exchange_file(exchange), dumps([binding, *bindings]))

    def get_table(self, exchange: str) -> list[Any]:
        try:
            table = loads(self._exchange_file(exchange).read_text())
        except (FileNotFoundError, JSONDecodeError):
            return []
        return [filesystem.exchange_queue_t(*binding) for binding in table]


class Transport(filesystem.Transport):
    Channel = Channel


def _write(path: Path, text: str) -> None:
    """Write under another name and move: readers look for the final one only."""
    draft = path.with_name(f".{uuid.uuid4()}.draft")
    draft.write_text(text)
    draft.replace(path)
