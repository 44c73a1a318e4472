import pytest

from participants.links import token_of
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory


@pytest.fixture
def delegation(workshop):
    return DelegationFactory(workshop=workshop, quota=3, reserves=2)


@pytest.fixture
def focal_point(delegation):
    return FocalPointFactory(delegation=delegation)


@pytest.fixture
def registration(delegation):
    return RegistrationFactory(
        workshop=delegation.workshop, delegation=delegation, state="invited", agency=""
    )


@pytest.fixture
def portal(focal_point):
    """The address of the focal point's portal."""
    return f"/d/{token_of(focal_point)}/"


@pytest.fixture
def form_url(registration):
    return f"/r/{token_of(registration)}/registration/"


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _fresh_counts(settings):
    """Each test begins with a rate limit of its own."""
    from django.core.cache import cache

    cache.clear()
