"""No list asks the database more often because it is longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.links import token_of
from participants.models import (
    Delegation,
    FocalPoint,
    ImportRow,
    ImportRun,
    Person,
    Registration,
    Tag,
)
from tests.factories import DelegationFactory, FocalPointFactory, WorkshopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LISTS = (
    "registrations", "registrations by name", "delegations", "quotas", "invite_all", "remind",
    "delegation", "portal", "import_run", "portal_import_run",
)  # fmt: skip


@pytest.fixture
def workshop(db):
    return WorkshopFactory(capacity=5000)


@pytest.fixture
def delegation(workshop):
    return DelegationFactory(workshop=workshop, quota=1000, reserves=1000)


@pytest.fixture
def run(delegation, organiser):
    return ImportRun.objects.create(
        workshop=delegation.workshop,
        delegation=delegation,
        headings=["Surname"],
        fields=["family_name"],
        by=organiser,
    )


def add_people(workshop, blocks):
    """Somebody to each of ``blocks``: in turn seated, reserve and protected, with a tag."""
    start = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(family_name=f"Name {start + n}", email=f"person{start + n}@example.org")
        for n in range(len(blocks))
    )
    tag, _is_new = Tag.objects.get_or_create(workshop=workshop, word="Trainer")
    made = Registration.objects.bulk_create(
        Registration(
            workshop=workshop,
            delegation=block,
            person=person,
            state="submitted",
            reserve_rank=start + n + 1 if (start + n) % 3 == 1 else None,
            is_protected=(start + n) % 3 == 2,
            alias=f"Delegate {start + n}",
        )
        for n, (block, person) in enumerate(zip(blocks, people, strict=True))
    )
    tag.registrations.add(*made)
    return made


def grow(name, delegation, run, number):
    """Let the list called ``name`` have ``number`` rows more."""
    workshop = delegation.workshop
    if name in {"delegations", "quotas", "invite_all", "remind"}:
        start = Delegation.objects.count()
        made = Delegation.objects.bulk_create(
            Delegation(workshop=workshop, organisation_name=f"Organisation {start + n}", quota=2)
            for n in range(number)
        )
        FocalPoint.objects.bulk_create(
            FocalPoint(delegation=each, name="Focal Point", email=f"fp{each.pk}@example.org")
            for each in made
        )
        add_people(workshop, made)
        return
    made = add_people(workshop, [delegation] * number)
    start = run.rows.count()
    ImportRow.objects.bulk_create(
        ImportRow(run=run, number=start + n, cells=["Doe"], standing="question", like=each)
        for n, each in enumerate(made)
    )


@pytest.mark.parametrize("name", LISTS)
def test_queries_do_not_grow_with_the_rows(name, organiser_client, delegation, run):
    focal_point = FocalPointFactory(delegation=delegation)
    if name == "portal_import_run":
        run.by, run.focal_point = None, focal_point
        run.save()
    plain, _by, order = name.partition(" by ")
    arguments = {
        "delegation": [delegation.workshop.slug, delegation.pk],
        "portal": [token_of(focal_point)],
        "import_run": [delegation.workshop.slug, run.pk],
        "portal_import_run": [token_of(focal_point), run.pk],
    }.get(plain, [delegation.workshop.slug])
    if name == "remind":
        Delegation.objects.update(invited_at="2019-10-01T00:00Z")
    address = reverse(f"participants:{plain}", args=arguments)
    numbers = []

    grow(name, delegation, run, 1)
    organiser_client.get(address)  # the first look is written down
    for more in (0, 2, 997):
        grow(name, delegation, run, more)
        with CaptureQueriesContext(connection) as queries:
            response = organiser_client.get(address, {"order": order} if order else {})
        assert response.status_code == 200
        numbers.append(len(queries))

    assert numbers[0] == numbers[1] == numbers[2], numbers
