import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _fresh_counts():
    """Each test begins with rate limits of its own."""
    cache.clear()
