"""Real rows for tests: each factory makes the smallest thing that is legal."""

import datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from certificates.models import Certificate, Series
from mail.models import Message
from participants.actions.keeping_keys import keep_keys
from participants.models import Delegation, FocalPoint, Person, Registration
from participants.states import RegistrationState
from sessions.actions.releasing import release
from sessions.models import AgendaItem, Appearance, Attendance, Material, Speaker
from workshops.models import (
    Organisation,
    Project,
    Room,
    TeamMember,
    Workshop,
    WorkshopOrganiser,
)
from workshops.roles import Role
from workshops.states import WorkshopState

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")

    @factory.post_generation
    def password(self, create, value, **kwargs):
        self.set_password(value or PASSWORD)
        if create:
            self.save(update_fields=["password"])
            # allauth asks for a verified address before it lets anyone in.
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"P{n}")
    title = factory.Sequence(lambda n: f"Project {n}")
    starts_on = datetime.date(2019, 1, 1)
    ends_on = datetime.date(2020, 12, 31)


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = Workshop

    project = factory.SubFactory(ProjectFactory)
    slug = factory.Sequence(lambda n: f"workshop-{n}")
    title = factory.Sequence(lambda n: f"Workshop {n}")
    state = WorkshopState.PUBLISHED
    starts_on = datetime.date(2030, 12, 12)
    ends_on = datetime.date(2030, 12, 13)
    time_zone = "Europe/Kyiv"
    city = "Kyiv"
    country = "UA"
    capacity = 60
    working_languages = ["en"]


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Hall {n}")
    seats = 60
    position = factory.Sequence(lambda n: n)


class WorkshopOrganiserFactory(DjangoModelFactory):
    class Meta:
        model = WorkshopOrganiser

    workshop = factory.SubFactory(WorkshopFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class TeamMemberFactory(DjangoModelFactory):
    """Of one workshop; give ``workshop=None`` and a project for all of a project's workshops."""

    class Meta:
        model = TeamMember

    workshop = factory.SubFactory(WorkshopFactory)
    project = factory.LazyAttribute(lambda member: member.workshop.project)
    user = factory.SubFactory(UserFactory)
    role = Role.ORGANISER


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = Delegation

    workshop = factory.SubFactory(WorkshopFactory)
    organisation_name = factory.Sequence(lambda n: f"Delegation {n}")
    quota = 8
    reserves = 2


class FocalPointFactory(DjangoModelFactory):
    class Meta:
        model = FocalPoint

    delegation = factory.SubFactory(DelegationFactory)
    name = factory.Sequence(lambda n: f"Focal Point {n}")
    email = factory.Sequence(lambda n: f"focal{n}@example.org")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    given_names = "Ana"
    family_name = factory.Sequence(lambda n: f"Beridze {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def recognised(self, create, value, **kwargs):
        """As whoever writes a name does; ``recognised=False`` leaves it out."""
        if create and value is not False:
            keep_keys([self], are_new=True)


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    workshop = factory.SubFactory(WorkshopFactory)
    delegation = factory.SubFactory(DelegationFactory, workshop=factory.SelfAttribute("..workshop"))
    person = factory.SubFactory(PersonFactory)
    state = RegistrationState.APPROVED
    agency = "National Police"


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    workshop = factory.SubFactory(WorkshopFactory)
    title = factory.Sequence(lambda n: f"Case study {n}")
    kind = AgendaItem.Kind.CASE_STUDY
    day = factory.LazyAttribute(lambda item: item.workshop.starts_on)
    start_minute = 9 * 60
    minutes = 60


def released(workshop, **how):
    """Release the agenda of ``workshop`` as it stands: readers see nothing else."""
    return release(workshop=workshop, by=None, **how)


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker

    workshop = factory.SubFactory(WorkshopFactory)
    person = factory.SubFactory(PersonFactory)
    agency = "State Police"


class AppearanceFactory(DjangoModelFactory):
    class Meta:
        model = Appearance

    item = factory.SubFactory(AgendaItemFactory)
    speaker = factory.SubFactory(SpeakerFactory, workshop=factory.SelfAttribute("..item.workshop"))


class MaterialFactory(DjangoModelFactory):
    """A link; give ``file`` a ContentFile and ``url=""`` for a file."""

    class Meta:
        model = Material

    workshop = factory.SubFactory(WorkshopFactory)
    title = factory.Sequence(lambda n: f"Guidebook {n}")
    url = "https://example.org/guidebook"


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    registration = factory.SubFactory(RegistrationFactory)
    day = factory.LazyAttribute(lambda mark: mark.registration.workshop.starts_on)
    half = Attendance.Half.MORNING
    status = Attendance.Status.PRESENT


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    workshop = factory.SubFactory(WorkshopFactory)
    prefix = factory.Sequence(lambda n: f"SERIES-{n}")


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    registration = factory.SubFactory(RegistrationFactory)
    person = factory.SelfAttribute("registration.person")
    series = factory.SubFactory(
        SeriesFactory, workshop=factory.SelfAttribute("..registration.workshop")
    )
    number = factory.Sequence(lambda n: n + 1)
    language = "en"


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    workshop = factory.SubFactory(WorkshopFactory)
    kind = "registration-link"
    to = "somebody@example.org"
    subject = "Your registration"
    body = "Hello"
