"""A database that began as a trial must not carry public passwords into production."""

import pytest
from django.core.management import call_command

from accounts.models import User
from jobs import preparation
from pages.demo.sign_ins import PASSWORD, SIGN_INS, make_accounts
from tests.factories import ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db

DEMO = [sign_in.email for sign_in in SIGN_INS]


@pytest.fixture(autouse=True)
def _trial(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    make_accounts(ProjectFactory())


def open_accounts():
    return sum(user.check_password(PASSWORD) for user in User.objects.filter(email__in=DEMO))


def test_public_password_ends_with_the_trial(client):
    own = UserFactory()

    preparation.lock_demo()

    assert open_accounts() == 0
    assert own.check_password("correct horse battery")
    answer = client.post("/accounts/login/", {"login": DEMO[-1], "password": PASSWORD})
    assert answer.status_code != 302
    assert "_auth_user_id" not in client.session


def test_password_that_somebody_chose_stays():
    changed = User.objects.get(email=DEMO[0])
    changed.set_password("another horse battery")
    changed.save()

    preparation.lock_demo()

    changed.refresh_from_db()
    assert changed.check_password("another horse battery")


def test_demonstration_that_is_wanted_in_production_stays_open(settings, monkeypatch):
    monkeypatch.setattr("pages.management.commands.demo.build_demo", lambda anew: False)
    settings.PRODUCTION = True
    call_command("demo", i_know=True, verbosity=0)

    preparation.lock_demo()

    assert open_accounts() == len(DEMO)
