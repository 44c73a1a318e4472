import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participants import uploads
from participants.models import NominationNote, Photograph
from participants.rules import UploadRefused
from participants.uploads import note_of, photograph_of
from tests.downloads import read


def picture(kind="JPEG", size=(40, 20), **options):
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, kind, **options)
    return written.getvalue()


def pdf(spoil=lambda document: None):
    written = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        spoil(document)
        document.save(written)
    return written.getvalue()


def upload(content, name="file.jpg", claimed="image/jpeg"):
    return SimpleUploadedFile(name, content, claimed)


def test_photograph_is_turned_upright_and_loses_its_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # "rotate by 90 degrees to see it upright"
    exif[0x010E] = "in front of the safe house"

    stored = photograph_of(upload(picture(exif=exif))).read()

    image = Image.open(io.BytesIO(stored))
    assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (20, 40), {})
    assert b"safe house" not in stored


def test_transparent_png_becomes_white():
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")

    stored = photograph_of(upload(written.getvalue(), "a.png"))

    assert Image.open(stored).getpixel((5, 5)) == (255, 255, 255)


def test_what_hides_behind_a_picture_is_left_out():
    stored = photograph_of(upload(picture() + b"<script>alert(1)</script>PK\x03\x04")).read()

    assert b"script" not in stored
    assert b"PK\x03\x04" not in stored


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a\x01\x00\x01\x00",
        picture()[:200],
        pdf(),
        b"\x89PNG\r\n\x1a\n broken",
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(UploadRefused) as refused:
        photograph_of(upload(content))

    assert refused.value.sentence.endswith(".")


def test_too_many_pixels_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(uploads, "_MOST_PIXELS", 100)

    with pytest.raises(UploadRefused) as refused:
        photograph_of(upload(picture()))

    assert "too many pixels" in refused.value.sentence


def test_huge_file_is_refused_with_its_size(settings):
    settings.UPLOAD_MAX_BYTES = 100

    with pytest.raises(UploadRefused) as refused:
        note_of(upload(picture()))

    assert "at most 100" in refused.value.sentence


def test_note_keeps_its_bytes_as_pdf():
    content = pdf()

    stored, media_type = note_of(upload(content, "note.pdf", "application/pdf"))

    assert (stored.read(), media_type) == (content, "application/pdf")


def test_scanned_note_is_written_anew():
    stored, media_type = note_of(upload(picture("PNG"), "note.png"))

    assert (media_type, Image.open(stored).format) == ("image/jpeg", "JPEG")


def _script(document):
    document.Root.OpenAction = document.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    )


def _attachment(document):
    document.attachments["evil.exe"] = b"MZ"


@pytest.mark.parametrize(
    "content",
    [
        pdf()[:150],
        b"<html>" + pdf(),
        b"%PDF-1.7 and nothing more",
        pdf(_script),
        pdf(_attachment),
    ],
)
def test_bad_pdf_is_refused(content):
    with pytest.raises(UploadRefused):
        note_of(upload(content, "note.pdf", "application/pdf"))


def test_pdf_with_a_password_is_refused_with_its_own_sentence():
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(UploadRefused) as refused:
        note_of(upload(written.getvalue(), "note.pdf"))

    assert "password" in refused.value.sentence


@pytest.mark.django_db
def test_note_goes_private_and_comes_back_as_attachment(client, portal, focal_point, organiser):
    client.post(f"{portal}note/", {"file": upload(pdf(), "Note <1>.pdf", "text/html")})

    note = NominationNote.objects.get()
    own = client.get(f"{portal}notes/{note.pk}/")
    assert note.focal_point == focal_point
    assert note.file.name.startswith("notes/") and "Note" not in note.file.name
    assert own["Content-Disposition"].startswith("attachment;")
    assert (own["Content-Type"], own["X-Content-Type-Options"]) == ("application/pdf", "nosniff")

    slug = focal_point.delegation.workshop.slug
    staff = f"/manage/workshops/{slug}/delegations/{focal_point.delegation_id}/notes/{note.pk}/"
    assert client.get(staff).status_code == 302
    client.force_login(organiser)
    assert b"".join(client.get(staff).streaming_content).startswith(b"%PDF-")
    read(own)


@pytest.mark.django_db
def test_bad_note_is_a_sentence_beside_the_field(client, portal):
    response = client.post(f"{portal}note/", {"file": upload(b"<html></html>", "note.pdf")})

    assert response.status_code == 422
    assert "Send a PDF, JPEG or PNG." in response.content.decode()
    assert not NominationNote.objects.exists()


@pytest.mark.django_db
def test_good_photograph_stays_when_another_field_is_wrong(client, form_url, registration):
    response = client.post(
        form_url,
        {"submit": "1", "family_name": "x" * 200, "photograph": upload(picture())},
    )

    assert response.status_code == 422
    photograph = Photograph.objects.get(registration=registration)
    assert "We have this photograph" in response.content.decode()
    shown = client.get(form_url.replace("registration", "photograph"))
    assert shown["Content-Type"] == "image/jpeg"
    assert photograph.file.name.startswith("photographs/")
    read(shown)


@pytest.mark.django_db
def test_replaced_photograph_leaves_no_file_behind(
    client, form_url, registration, django_capture_on_commit_callbacks
):
    client.post(form_url, {"save": "1", "photograph": upload(picture())})
    old = Photograph.objects.get().file

    with django_capture_on_commit_callbacks(execute=True):
        client.post(form_url, {"save": "1", "photograph": upload(picture(size=(9, 9)))})

    assert not old.storage.exists(old.name)
    assert Photograph.objects.get().file.name != old.name
