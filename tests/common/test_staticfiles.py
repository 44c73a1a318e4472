"""The hashed storage is strict: it fails on a file that names another which is not there."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


def test_static_files_can_be_collected_and_hashed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "common.staticfiles.ManifestStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()


def test_vendored_packages_name_version_and_licence():
    folders = [folder for folder in VENDOR.iterdir() if folder.is_dir()]
    readme = (VENDOR / "README.md").read_text()

    assert folders
    for folder in folders:
        assert re.search(r"-\d+\.\d+", folder.name)
        assert list(folder.glob("LICEN[SC]E*"))
        assert folder.name in readme


def test_what_a_participants_page_loads_is_light():
    loaded = [
        VENDOR / "bootstrap-5.3.9" / "bootstrap.min.css",
        Path(settings.BASE_DIR) / "static" / "css" / "theme.css",
        Path(settings.BASE_DIR) / "static" / "js" / "theme.js",
        Path(settings.BASE_DIR) / "static" / "js" / "app.js",
    ]

    weight = sum(len(gzip.compress(file.read_bytes())) for file in loaded)

    assert weight < 45_000  # of 60 kB in all: the rest is for the page itself
