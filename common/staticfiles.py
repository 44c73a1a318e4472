"""Static files carry the hash of their content in their name and are cached for good."""

from collections.abc import Callable
from re import Match
from typing import Any

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class ManifestStorage(CompressedManifestStaticFilesStorage):
    # ES modules import one another by name: those names need the hash, too.
    support_js_module_import_aggregation = True

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[Match[str]], Any]:
        """Leave django-htmx's own scripts alone: they are not used here.

        Comments in them look like imports of files which the package does not ship.
        """
        if name.startswith("django_htmx/"):
            return lambda found: found.group(0)
        return super().url_converter(name, hashed_files, template)
