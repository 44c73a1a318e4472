"""Static files carry the hash of their content in their name and are cached for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    # ES modules import one another by name: those names need the hash, too.
    support_js_module_import_aggregation = True
