"""What has to be ready before the first request: tables, demo, static files, catalogues.

Each step looks first whether there is anything to do, because a start should take two seconds.
"""

import hashlib
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate() -> bool:
    """Bring the tables up to date; True when there was something to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def load_demo() -> bool:
    """Fill a database that has no workshop yet with the demonstration; True when it did."""
    if "demo" not in get_commands():
        return False
    if apps.get_model("workshops", "Workshop").objects.exists():
        return False
    call_command("demo", verbosity=0)
    return True


def lock_demo() -> None:
    """For production: a trial's database may hold accounts whose password is public."""
    if "demo" in get_commands():
        call_command("demo", lock=True)


def collect_static() -> bool:
    """Collect static files when a source differs from the last collection."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = _fingerprint_of_sources()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def compile_catalogues() -> int:
    """Compile translations that are newer than what was made of them; the number compiled."""
    count = 0
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                _compile(source, target)
                count += 1
    return count


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    draft = target.with_suffix(f".{os.getpid()}.draft")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(target)


def _fingerprint_of_sources() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
