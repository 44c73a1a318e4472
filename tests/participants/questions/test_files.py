import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participants.actions.keeping_questions import change_question
from participants.links import token_of
from participants.models import Answer, Photograph, ProtectedLook, Registration
from participants.uploads import Crop, photograph_of
from tests.downloads import read
from tests.factories import RegistrationFactory, TeamMemberFactory
from tests.participants.questions.test_form import held
from tests.participants.test_personal_form import whole
from tests.participants.test_uploads import pdf, picture
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def document(content=None, name="Curriculum vitae.pdf"):
    return SimpleUploadedFile(name, pdf() if content is None else content, "application/pdf")


@pytest.fixture
def answered(client, form_url, registration, ask):
    """A registration whose person has sent a file."""
    ask("Your curriculum vitae", kind="file")
    client.post(form_url, {"save": "1", "q1": document()})
    return registration


@pytest.fixture
def own_file(form_url):
    return form_url.replace("registration/", "files/q1/")


def staff_file(registration):
    return (
        f"/manage/workshops/{registration.workshop.slug}/participants/{registration.pk}/files/q1/"
    )


def test_file_is_kept_and_given_to_its_person(client, answered, own_file, form_url):
    response = client.get(own_file)

    assert read(response).startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="Curriculum vitae.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert "Curriculum vitae.pdf" in client.get(form_url).content.decode()


def test_file_that_is_no_document_is_refused_and_the_old_one_stays(client, answered, form_url):
    response = client.post(form_url, {"save": "1", "q1": document(b"MZ program", "cv.pdf")})

    assert response.status_code == 422
    assert held(answered) == {"q1": "Curriculum vitae.pdf"}


def test_new_file_takes_the_place_of_the_old_one(
    client, answered, form_url, django_capture_on_commit_callbacks
):
    old = Answer.objects.get()
    storage, name = old.file.storage, old.file.name

    with django_capture_on_commit_callbacks(execute=True):
        client.post(form_url, {"save": "1", "q1": document(name="Newer.pdf")})

    assert held(answered) == {"q1": "Newer.pdf"}
    assert not storage.exists(name)


def test_file_is_deleted_by_its_button(
    client, answered, form_url, django_capture_on_commit_callbacks
):
    old = Answer.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(form_url, {"save": "1", "drop_file": "q1"})

    assert held(answered) == {}
    assert not old.file.storage.exists(old.file.name)


def test_required_file_is_asked_for_once(client, answered, form_url):
    change_question(workshop=answered.workshop, key="q1", facts={"is_required": True}, by=None)

    assert client.post(form_url, whole()).status_code == 302


def test_strangers_and_other_links_get_no_file(client, answered, own_file, stranger):
    other = RegistrationFactory(workshop=answered.workshop)
    assert client.get(f"/r/{token_of(other)}/files/q1/").status_code == 404
    client.force_login(stranger)
    assert client.get(staff_file(answered)).status_code == 404


def test_file_for_staff_is_no_business_of_the_person(client, answered, own_file):
    change_question(workshop=answered.workshop, key="q1", facts={"is_for_staff": True}, by=None)

    assert client.get(own_file).status_code == 404


def test_file_of_a_protected_person_is_for_those_named_and_noted(client, answered, organiser):
    Registration.objects.update(is_protected=True, alias="Participant 7")
    assistant = TeamMemberFactory(workshop=answered.workshop, role="assistant").user

    client.force_login(assistant)
    assert client.get(staff_file(answered)).status_code == 404
    client.force_login(organiser)
    assert read(client.get(staff_file(answered))).startswith(b"%PDF-")
    assert ProtectedLook.objects.get().by == organiser


@pytest.fixture
def approved_by_its_file(answered, client, form_url):
    """Somebody approved, whose file decides about the approval."""
    change_question(workshop=answered.workshop, key="q1", facts={"is_critical": True}, by=None)
    client.post(form_url, whole())
    Registration.objects.update(state="approved")
    return answered


def test_file_that_decides_is_fixed_after_approval(client, approved_by_its_file, form_url):
    client.post(form_url, {"save": "1", "q1": document(name="Newer.pdf")})
    client.post(form_url, {"save": "1", "drop_file": "q1"})

    assert held(approved_by_its_file) == {"q1": "Curriculum vitae.pdf"}


def test_file_that_decides_is_approved_again_where_the_workshop_says_so(
    client, approved_by_its_file, form_url
):
    Workshop.objects.update(reapproves_changes=True)

    client.post(form_url, {"save": "1", "q1": document(name="Newer.pdf")})

    approved_by_its_file.refresh_from_db()
    assert approved_by_its_file.state == "submitted"
    change = approved_by_its_file.answer_changes.get(question_key="q1")
    assert (change.old, change.new) == ("Curriculum vitae.pdf", "Newer.pdf")


def test_photograph_is_deleted_by_its_button_and_that_is_kept(client, form_url, registration):
    picked = SimpleUploadedFile("me.jpg", picture(), "image/jpeg")
    client.post(form_url, whole(photograph=picked))

    client.post(form_url, {"save": "1", "drop_file": "photograph"})

    assert not Photograph.objects.exists()
    change = registration.answer_changes.get(question_key="photograph")
    assert (change.old, change.new) == (True, None)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0.5 0 0.4", (80, 100)),
        ("0.9 0.9 0.4", (80, 100)),
        ("0 0 1", (160, 200)),
        ("", (160, 200)),
        ("nan 0 inf", (160, 200)),
        ("1 2", (160, 200)),
        ("0 0 0.0000001", (1, 1)),
    ],
)
def test_cut_never_leaves_the_picture(text, size):
    stored = photograph_of(
        SimpleUploadedFile("a.jpg", picture(size=(200, 200))), crop=Crop.read(text)
    )

    assert Image.open(io.BytesIO(stored.read())).size == size


def test_cut_is_taken_from_the_upright_picture():
    image = Image.new("RGB", (200, 100), "red")
    image.paste("blue", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn: the blue half is on top
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, quality=95)

    stored = photograph_of(
        SimpleUploadedFile("a.jpg", written.getvalue()), crop=Crop.read("0 0.6 0.5")
    )

    red, _green, blue = Image.open(stored).convert("RGB").getpixel((20, 20))
    assert red > 200 > 50 > blue
