"""Every address that names a row inside a workshop refuses the rows of another workshop."""

import re
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from certificates.designs.content import Content
from certificates.models import BlankRun, Certificate, Design, GivenKind, PrintFile, PrintRun, Rule
from participants.models import Answer, FormSection, NominationNote, Photograph, Question
from participants.questions.kinds import Kind
from tests.downloads import read
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    CertificateFactory,
    DelegationFactory,
    FocalPointFactory,
    MaterialFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
    SpeakerFactory,
    TeamMemberFactory,
    WorkshopFactory,
    WorkshopOrganiserFactory,
)
from tests.test_every_url import ours
from workshops.models import Workshop
from workshops.roles import PERMISSIONS

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Every row of the other workshop has this key, whatever its model: an address may name any.
KEY = 700_700
UNIQUE = uuid.UUID(int=KEY)
BLANK = KEY + 1  # a certificate, like the one with a name
SHA256 = "7" * 64

# What stands in these addresses is no row: a language, a kind of message or document, a layout.
# And a saved view is its user's alone, whoever organises the workshop (test_selection).
NO_ROWS = {
    "mail:wording",
    "mail:restore",
    "participants:drop_view",
    "certificates:print_document",
    "certificates:layout_picture",
}
# A session that is gone, or never was here, is offered to be added again with what was typed.
OFFERS_A_NEW_ONE = {"agenda:edit"}
# Sections and questions go by their key within the workshop's own form: whoever else has one of the
# same key, a button for a key that this form lacks leads back to it with a sentence.
BY_KEY_OF_THE_FORM = re.compile("participants:composer_")

# What is being imported is seen by whoever began it alone; its own tests walk strangers.
OF_ONE_PERSON = {"agenda:import_run", "participants:import_run"}

NAMING_A_ROW = [
    (name, entry)
    for name, entry in ours()
    if getattr(entry.callback, "permission", "") in PERMISSIONS
    and "slug" in entry.pattern.converters
    and set(entry.pattern.converters) - {"slug"}
    and name not in NO_ROWS | OF_ONE_PERSON
]


@pytest.fixture
def other():
    """A workshop in which every kind of row exists, with its own organiser."""
    workshop = WorkshopFactory(attendance_unit=Workshop.AttendanceUnit.SESSION)
    delegation = DelegationFactory(pk=KEY, workshop=workshop)
    focal_point = FocalPointFactory(pk=KEY, delegation=delegation)
    registration = RegistrationFactory(
        pk=KEY,
        workshop=workshop,
        delegation=delegation,
        person=PersonFactory(pk=KEY),
        state="submitted",
    )
    item = AgendaItemFactory(pk=KEY, workshop=workshop)
    speaker = SpeakerFactory(pk=KEY, workshop=workshop)
    speaker.photograph.save("s.jpg", ContentFile(b"jpeg"))
    AppearanceFactory(item=item, speaker=speaker)
    file = ContentFile(b"%PDF-", "m.pdf")
    MaterialFactory(pk=UNIQUE, workshop=workshop, url="", file=file, media_type="application/pdf")
    workshop.agenda_versions.create(number=KEY, content={"sessions": [], "cancelled": []})
    RoomFactory(pk=KEY, workshop=workshop)
    organiser = WorkshopOrganiserFactory(pk=KEY, workshop=workshop)
    organiser.organisation.logo.save("l.png", ContentFile(b"png"))
    TeamMemberFactory(pk=KEY, workshop=workshop, role="donor")
    certificate = CertificateFactory(
        pk=KEY, registration=registration, wording={"name": "A"}, credential="a.b.c"
    )
    certificate.file.save("x.pdf", ContentFile(b"%PDF-"))
    _kinds_and_blank_sheets(workshop, certificate.series)
    _design(workshop)
    PrintFile.objects.create(
        pk=UNIQUE, workshop=workshop, file=ContentFile(b"%PDF-", "p.pdf"), certificate_ids=[KEY]
    )
    PrintRun.objects.create(
        pk=UNIQUE,
        workshop=workshop,
        document="badges",
        file=ContentFile(b"%PDF-", "b.pdf"),
        archive=ContentFile(b"PK", "b.zip"),
        made_at=timezone.now(),
    )
    NominationNote.objects.create(
        pk=UNIQUE,
        delegation=delegation,
        focal_point=focal_point,
        original_name="note.pdf",
        media_type="application/pdf",
        file=ContentFile(b"%PDF-", "n.pdf"),
    )
    Photograph.objects.create(registration=registration, file=ContentFile(b"jpeg", "p.jpg"))
    question = Question.objects.create(
        workshop=workshop,
        section=FormSection.objects.create(workshop=workshop, key="s1"),
        key=f"session-{KEY}",
        kind=Kind.FILE,
    )
    Answer.objects.create(
        registration=registration,
        question=question,
        value="cv.pdf",
        media_type="application/pdf",
        file=ContentFile(b"%PDF-", "c.pdf"),
    )
    return workshop


def _kinds_and_blank_sheets(workshop, series):
    words = {"en": {"heading": "Diploma", "phrase": "has passed"}}
    GivenKind.objects.create(pk=KEY, workshop=workshop, own_rule=Rule.HAND, words=words)
    run = BlankRun.objects.create(
        pk=UNIQUE, workshop=workshop, kind="participation", file=ContentFile(b"%PDF-", "b.pdf")
    )
    Certificate.objects.create(
        pk=BLANK, series=series, number=KEY, state="blank", blank_run=run, wording={"name": ""}
    )


def _design(workshop):
    design = Design.objects.create(pk=KEY, workshop=workshop, name="Blue")
    design.versions.create(content=Content().written())
    design.pictures.create(sha256=SHA256, file=ContentFile(b"png", "s.png"))


def path_of(name, entry, slug):
    values = {"slug": slug, "key": f"session-{KEY}", "form": "jwt", "kind": f"own-{KEY}"}
    values["sha256"] = SHA256
    for key, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        if kind in ("int", "uuid"):
            values[key] = KEY if kind == "int" else UNIQUE
    if name == "certificates:blank":
        values["pk"] = BLANK
    return reverse(name, kwargs={key: values[key] for key in entry.pattern.converters})


def answers(client, path):
    """Each of them kept nowhere, and under the policy: pages, pictures and files alike."""
    found = set()
    for send in (client.get, client.post):
        answer = send(path)
        read(answer)
        assert answer["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        found.add(answer.status_code)
    return found - {405}


@pytest.mark.parametrize(("name", "entry"), NAMING_A_ROW, ids=[name for name, _ in NAMING_A_ROW])
def test_row_of_another_workshop_is_not_found(name, entry, client, workshop, other):
    Workshop.objects.filter(pk=workshop.pk).update(attendance_unit=other.attendance_unit)
    client.force_login(TeamMemberFactory(workshop=workshop).user)

    through_my_workshop = answers(client, path_of(name, entry, workshop.slug))

    offered = {422} if name in OFFERS_A_NEW_ONE else set()
    if BY_KEY_OF_THE_FORM.match(name):
        assert through_my_workshop <= {302, 404}
        assert not Question.objects.filter(workshop=workshop, key=f"session-{KEY}").exists()
        assert Question.objects.filter(workshop=other, retired_at=None).count() == 1
        return
    assert through_my_workshop - offered == {404}


@pytest.mark.parametrize(("name", "entry"), NAMING_A_ROW, ids=[name for name, _ in NAMING_A_ROW])
def test_its_own_organiser_finds_the_same_row(name, entry, client, other):
    """Guards the test above: were the row missing here, it would prove nothing."""
    client.force_login(TeamMemberFactory(workshop=other).user)

    through_its_workshop = answers(client, path_of(name, entry, other.slug))

    assert 404 not in through_its_workshop
