"""A visitor's PDF is compared with what was issued."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.actions import issuing, replacing, revoking
from certificates.models import Certificate
from tests.factories import PersonFactory
from workshops.models import Workshop

pytestmark = [pytest.mark.django_db, pytest.mark.paper]
ADDRESS = "/v/file/"
UNALTERED = "Unaltered: this is the file that was issued."
ALTERED = "Altered: this is not the file that was issued."
NOT_OURS = "Not ours: we do not know this file."


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def certificate(attended, workshop, run_jobs):
    workshop.name_at_verification = Workshop.NameAtVerification.INITIALS
    workshop.save()
    attended(person=PersonFactory(given_names="Ana", family_name="Gelašvili"))
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return Certificate.objects.get()


def content_of(certificate):
    return Path(certificate.file.path).read_bytes()


def asked(client, content, query="", name="certificate.pdf"):
    file = SimpleUploadedFile(name, content, "application/pdf")
    answer = client.post(f"{ADDRESS}{query}", {"file": file})
    return answer, " ".join(answer.content.decode().split())


def test_the_issued_file_is_unaltered_and_leads_to_its_page(client, certificate):
    answer, page = asked(client, content_of(certificate))

    assert answer.status_code == 200
    assert UNALTERED in page
    assert certificate.printed_number in page
    assert f'href="/v/{certificate.grouped_code}/' in page
    assert "made with a demonstration key" in page


def test_one_changed_byte_is_altered(client, certificate):
    content = bytearray(content_of(certificate))
    content[len(content) // 2] ^= 1

    _answer, page = asked(client, bytes(content))

    assert ALTERED in page
    assert "The certificate that it claims to be" in page


def test_file_with_something_added_is_altered(client, certificate):
    _answer, page = asked(client, content_of(certificate) + b"\n%%EOF")

    assert ALTERED in page


def test_file_saved_anew_by_another_program_is_altered(client, certificate):
    out = BytesIO()
    with pikepdf.open(BytesIO(content_of(certificate))) as pdf:
        pdf.save(out)

    _answer, page = asked(client, out.getvalue())

    assert ALTERED in page


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"%PDF-1.7 /v/0000-0000-0000-0000-0000/"])
def test_file_of_others_is_not_ours(client, certificate, content):
    _answer, page = asked(client, content)

    assert NOT_OURS in page
    assert certificate.printed_number not in page


def test_file_that_was_made_again_is_still_known_by_its_seal(client, certificate):
    Certificate.objects.update(sha256="0" * 64)

    _answer, page = asked(client, content_of(certificate))

    assert "Unaltered: the seal in this file is ours and whole." in page


def test_unsealed_file_is_known_by_its_checksum(client, attended, workshop, run_jobs, settings):
    settings.PRODUCTION = True
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()
    content = content_of(Certificate.objects.get())

    _answer, page = asked(client, content)
    _altered, other = asked(client, content + b" ")

    assert UNALTERED in page
    assert "The PDF bears no electronic seal." in page
    assert ALTERED in other


def test_genuine_file_of_a_revoked_certificate_says_since_when(client, certificate, organiser, now):
    revoking.revoke(certificate=certificate, reason="Was in prison", by=organiser, now=now)

    _answer, page = asked(client, content_of(certificate))

    assert UNALTERED in page
    assert "no longer valid: the organisers revoked it on 14 December 2030" in page
    assert "prison" not in page


def test_genuine_file_of_a_replaced_certificate_names_the_new_number(
    client, certificate, organiser, now
):
    person = certificate.registration.person
    person.name_on_certificate = "Anna Gelašvili"
    person.save()
    new = replacing.replace(certificate=certificate, reason="Misspelt", by=organiser, now=now)

    _answer, page = asked(client, content_of(certificate))

    assert UNALTERED in page
    assert f"<strong>{new.printed_number}</strong> took its place on 14 December 2030" in page


def test_no_name_is_shown(client, certificate):
    _answer, page = asked(client, content_of(certificate))

    assert "Gelašvili" not in page
    assert "A. G." not in page


def test_same_queries_whether_the_file_is_known(client, certificate):
    def queries(content):
        with CaptureQueriesContext(connection) as context:
            asked(client, content)
        return len(context)

    known = content_of(certificate)
    assert queries(known) == queries(known + b" ") == queries(b"%PDF-1.7") == 2


def test_nothing_of_the_file_is_kept(client, certificate, private_files):
    before = sorted(private_files.rglob("*"))

    asked(client, b"%PDF-1.7" + b"0" * 3_000_000)

    assert sorted(private_files.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\xff\xd8\xff photograph", "This is not a PDF file."),
        (b"%PDF-1.7" + b"0" * 10_000_000, "This file is larger than 10 MB"),
    ],
)
def test_what_cannot_be_compared_comes_back_with_a_sentence(client, db, content, sentence):
    answer, page = asked(client, content)

    assert answer.status_code == 422
    assert sentence in page


def test_page_without_a_file_explains_itself_and_is_kept_nowhere(client, db):
    answer = client.get(ADDRESS)

    assert "What this check does" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_page_keeps_the_visitors_language(client, certificate):
    answer, page = asked(client, content_of(certificate), "?lang=fr")

    assert answer.headers["Content-Language"] == "fr"
    assert 'action="/v/file/?lang=fr"' in page


@pytest.mark.usefixtures("standing_clock")
def test_files_cannot_be_tried_by_the_hundred(client, db):
    statuses = [asked(client, b"%PDF-1.7")[0].status_code for _ in range(22)]

    assert statuses[:19] == [200] * 19
    assert statuses[-1] == 429


def test_certificates_page_takes_a_file_as_well(client, certificate):
    page = client.get(f"/v/{certificate.grouped_code}/").content.decode()

    assert 'action="/v/file/?lang=en"' in page
    assert 'enctype="multipart/form-data"' in page
