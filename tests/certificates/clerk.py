"""One of several processes that issue certificates at the same time.

python -m tests.certificates.clerk prepare COUNT     a workshop with COUNT people who attended
python -m tests.certificates.clerk issue SEED AT     issue to all of them in an order of one's own
python -m tests.certificates.clerk blank NUMBER AT   make blank sheets, one at a time
python -m tests.certificates.clerk begin             ask for the batch and tell the job's number
python -m tests.certificates.clerk count             tell numbers, people and the next number
"""

import json
import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from certificates.actions.blanks import make_blanks  # noqa: E402
from certificates.actions.issuing import issue_one, start_batch  # noqa: E402
from certificates.kinds import kind_of  # noqa: E402
from certificates.models import Certificate, PrintFile  # noqa: E402
from certificates.queries import known_keys  # noqa: E402
from certificates.sealing.examining import SealState, examine  # noqa: E402
from certificates.storing import has_sheet  # noqa: E402
from participants.models import Registration  # noqa: E402
from tests.factories import (  # noqa: E402
    AgendaItemFactory,
    AttendanceFactory,
    RegistrationFactory,
    WorkshopFactory,
)
from workshops.models import Workshop  # noqa: E402


def prepare(count):
    call_command("migrate", verbosity=0)
    fill("race", count)


def fill(slug, count):
    """A workshop ``slug`` with ``count`` people who attended."""
    workshop = WorkshopFactory(slug=slug)
    AgendaItemFactory(workshop=workshop)
    delegation = None
    for _ in range(int(count)):
        registration = RegistrationFactory(
            workshop=workshop, **({"delegation": delegation} if delegation else {})
        )
        delegation = registration.delegation
        AttendanceFactory(registration=registration)


def issue(seed, at):
    registrations = list(Registration.objects.order_by("pk"))
    random.Random(seed).shuffle(registrations)
    time.sleep(max(0, float(at) - time.time()))
    for registration in registrations:
        issue_one(registration=registration)


def blank(number, at):
    """Make blank sheets, while others issue."""
    workshop = Workshop.objects.get(slug="race")
    kind = kind_of(workshop, "participation")
    time.sleep(max(0, float(at) - time.time()))
    for _sheet in range(int(number)):
        make_blanks(kind=kind, number=1, language="en", by=None)


def begin(slug="race"):
    return start_batch(workshop=Workshop.objects.get(slug=slug)).pk


def count(slug="race"):
    mine = Certificate.objects.filter(series__workshop__slug=slug)
    certificates = list(mine.select_related("series").order_by("number"))
    return {
        "numbers": [one.number for one in certificates],
        "people": sorted(one.person_id for one in certificates if one.person_id),
        "next": certificates[0].series.next_number if certificates else 1,
        "sheets": sum(map(has_sheet, certificates)),
        "sealed": sum(map(is_whole, certificates)),
        "printed": [one.sheets for one in PrintFile.objects.filter(workshop__slug=slug)],
    }


def stored(slug):
    """How many sheets are there: asked while a batch runs, so it reads no file."""
    return Certificate.objects.filter(series__workshop__slug=slug).exclude(file="").count()


def is_whole(certificate):
    """Whether the stored file is the one whose checksum was written down, and its seal holds."""
    if not has_sheet(certificate):
        return False
    with certificate.file.open("rb") as file:
        finding = examine(file.read(), known_keys())
    return finding.sha256 == certificate.sha256 and finding.seal is SealState.INTACT


if __name__ == "__main__":
    acts = {"prepare": prepare, "issue": issue, "blank": blank, "begin": begin, "count": count}
    act = acts[sys.argv[1]]
    json.dump(act(*sys.argv[2:]), sys.stdout)
