"""The whole way: from the person to paper, and from the paper back to the page that says valid."""

import io
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.core.cache import cache
from PIL import Image
from pypdf import PdfReader

from certificates.actions import issuing
from certificates.models import Certificate, PrintFile
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.paper]

NAMES = ["Gelašvili", "Шевченко", "ბერიძე", "Հակոբյան", "Παπαδόπουλος", "王小明"]


@pytest.fixture
def printed(attended, workshop, run_jobs, settings):
    settings.SITE_URL = "https://rollcall.example.org"
    cache.clear()
    for name in NAMES:
        attended(person=PersonFactory(given_names="", family_name=name))
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return list(Certificate.objects.order_by("number"))


def picture_of(path, page=1):
    run = subprocess.run(
        ["pdftoppm", "-r", "150", "-f", str(page), "-l", str(page), "-png", path],
        capture_output=True,
        check=True,
    )
    return Image.open(io.BytesIO(run.stdout))


def test_sheet_says_what_was_issued_and_its_qr_leads_to_valid(client, printed):
    for certificate in printed:
        path = Path(certificate.file.path)
        text = " ".join(PdfReader(path).pages[0].extract_text().split())
        [code] = zxingcpp.read_barcodes(picture_of(path))

        assert certificate.printed_number in text
        assert certificate.wording["name"] in text
        assert "12–13 December 2030" in text
        assert code.text == f"https://rollcall.example.org/v/{certificate.grouped_code}/"
        answer = client.get(urlsplit(code.text).path)
        assert answer.status_code == 200
        assert "This certificate is valid" in answer.content.decode()


def test_file_of_one_person_holds_nothing_of_another(printed):
    for certificate in printed:
        text = PdfReader(Path(certificate.file.path)).pages[0].extract_text()
        others = [name for name in NAMES if name != certificate.wording["name"]]

        assert len(PdfReader(Path(certificate.file.path)).pages) == 1
        assert [name for name in others if name in text] == []


def test_print_file_has_every_sheet_in_the_order_of_numbers(printed):
    path = Path(PrintFile.objects.get().file.path)

    codes = [
        zxingcpp.read_barcodes(picture_of(path, page))[0].text
        for page in range(1, len(printed) + 1)
    ]

    assert len(PdfReader(path).pages) == len(printed)
    assert [code.rstrip("/").rsplit("/", 1)[1] for code in codes] == [
        certificate.grouped_code for certificate in printed
    ]
