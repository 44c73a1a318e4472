"""The demonstration is built once in a process; each test that asks for it has a copy.

Building takes seconds, and a dozen walks begin with it.
"""

import copy
import shutil
import sqlite3
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.browser import demonstration


class Kept:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database: sqlite3.Connection | None = None
        self._demo = demonstration.Demonstration()

    def put_into(self, folder: Path) -> demonstration.Demonstration:
        """Rows into the database at hand, files into ``folder``, which is DATA_DIR."""
        if connection.vendor != "sqlite":
            return demonstration.build()
        connection.ensure_connection()
        if self._database is None:
            self._demo = demonstration.build()
            self._database = sqlite3.connect(":memory:")
            connection.connection.backup(self._database)
            shutil.copytree(folder, self._folder, dirs_exist_ok=True)
        else:
            self._database.backup(connection.connection)
            shutil.copytree(self._folder, folder, dirs_exist_ok=True)
            ContentType.objects.clear_cache()
        return copy.deepcopy(self._demo)
