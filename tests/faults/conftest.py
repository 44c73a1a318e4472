"""Both sizes of an installation; each runs through all faults and has to heal itself."""

import shutil
import sys

import pytest

from tests.faults.installation import Installation
from tests.faults.services import Redis, scratch_database, scratch_folder


class FolderBroker:
    """The embedded broker: its folder, which can be lost like a server's memory."""

    def __init__(self, folder):
        self.folder = folder / "broker"

    def kill(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        for name in ("messages", "control"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="package", params=["embedded", "grown"])
def size(request, tmp_path_factory):
    """A running installation and its broker; started once, since healing is what is tested."""
    yield from running(request.param, tmp_path_factory.mktemp(request.param))


def running(name, folder, **environment):
    """Start the installation ``name`` in ``folder``, give it away, and stop it in the end."""
    if sys.platform != "linux":
        pytest.skip("processes are told apart by /proc")
    if name == "embedded":
        installation = Installation(scratch_folder(folder), **environment)
        installation.broker = FolderBroker(folder)
        yield from _running(installation)
        return
    with scratch_database() as database_url:
        redis = Redis(folder)
        redis.start()
        try:
            installation = Installation(
                folder, DATABASE_URL=database_url, REDIS_URL=redis.url, **environment
            )
            installation.broker = redis
            yield from _running(installation)
        finally:
            redis.kill()


def _running(installation):
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


@pytest.fixture
def installation(size):
    size.start()
    return size


@pytest.fixture
def embedded(installation):
    """For what only the one worker of the embedded size has."""
    return installation


@pytest.fixture
def grown(installation):
    """For what only a worker with children has."""
    return installation


def pytest_collection_modifyitems(config, items):
    """Leave out what a size does not have; a skip would look like a missing service."""
    strangers = [item for item in items if _is_of_the_other_size(item)]
    items[:] = [item for item in items if item not in strangers]
    config.hook.pytest_deselected(items=strangers)


def _is_of_the_other_size(item):
    size = item.callspec.params.get("size") if hasattr(item, "callspec") else None
    others = {"embedded": "grown", "grown": "embedded"}
    return others.get(size) in getattr(item, "fixturenames", ())
