"""What several clerks do to the certificates of one workshop: the acts of a ``Crowd``."""

import random

from certificates.actions.blanks import make_blanks
from certificates.actions.issuing import issue_one, start_batch
from certificates.kinds import kind_of
from certificates.models import Certificate, PrintFile
from certificates.queries import known_keys
from certificates.sealing.examining import SealState, examine
from certificates.storing import has_sheet
from participants.models import Registration
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    RegistrationFactory,
    WorkshopFactory,
)
from tests.faults.crowd import wait_for_the_others
from workshops.models import Workshop


def fill(count, slug="race"):
    """A workshop ``slug`` with ``count`` people who attended."""
    workshop = WorkshopFactory(slug=slug)
    AgendaItemFactory(workshop=workshop)
    delegation = None
    for _ in range(count):
        registration = RegistrationFactory(
            workshop=workshop, **({"delegation": delegation} if delegation else {})
        )
        delegation = registration.delegation
        AttendanceFactory(registration=registration)


def issue(seed):
    """Issue to all, in an order of one's own."""
    registrations = list(Registration.objects.order_by("pk"))
    random.Random(seed).shuffle(registrations)
    wait_for_the_others()
    for registration in registrations:
        issue_one(registration=registration)


def blank(number):
    """Make blank sheets one at a time, while others issue."""
    workshop = Workshop.objects.get(slug="race")
    kind = kind_of(workshop, "participation")
    wait_for_the_others()
    for _sheet in range(number):
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
