"""The demonstration's own files."""

import datetime
import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def read(name: str) -> dict[str, Any]:
    return json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))


def day(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)


def minute(value: str) -> int:
    """Minutes after midnight of "09:30"."""
    hours, minutes = value.split(":")
    return int(hours) * 60 + int(minutes)
