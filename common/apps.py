from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from common.collation import Fold, fold


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        connection_created.connect(_teach_to_fold, dispatch_uid="common.fold")


def _teach_to_fold(*, connection: Any, **kwargs: Any) -> None:
    """SQLite has no Unicode of its own; it borrows ours."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(Fold.function, 1, fold, deterministic=True)
