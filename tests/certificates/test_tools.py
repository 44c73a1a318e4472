"""Other people's programs read a sealed certificate, and all of them agree."""

import os
import shutil
import subprocess

import pytest
from django.core.cache import cache

from certificates.actions import issuing
from certificates.models import Certificate
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.paper]
NEEDED = ("qpdf", "pdffonts", "pdftotext", "pdfsig", "pdfdetach", "pdftoppm", "zbarimg")


@pytest.fixture
def run(tmp_path):
    """Run one of the programs and give what it says; skip, or fail, where it is missing."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")

    def make(*command):
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "HOME": str(tmp_path)},
        ).stdout

    return make


@pytest.fixture
def certificate(attended, workshop, run_jobs, settings):
    settings.SITE_URL = "https://rollcall.example.org"
    cache.clear()
    attended(
        person=PersonFactory(
            given_names="Նարինե", family_name="Տեր-Պետրոսյան", name_in_own_script="ნარინე"
        )
    )
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return Certificate.objects.get()


def test_structure_is_sound(run, certificate):
    said = run("qpdf", "--check", certificate.file.path)

    assert "No syntax or stream encoding errors found" in said


def test_every_font_is_embedded_and_can_be_read_back(run, certificate):
    lines = run("pdffonts", certificate.file.path).splitlines()[2:]

    # The columns end with: emb, sub, uni, and the object's two numbers.
    assert len(lines) >= 3
    assert {tuple(line.split()[-5:-2]) for line in lines} == {("yes", "yes", "yes")}


def test_text_comes_out_right_and_in_the_order_of_reading(run, certificate):
    text = " ".join(run("pdftotext", "-layout", certificate.file.path, "-").split())

    said = certificate.wording
    order = [
        said["heading"],
        said["opening"],
        said["name"],
        said["own_script_name"],
        said["participation"],
        said["workshop_title"],
        said["dates"],
        certificate.printed_number,
        certificate.grouped_code,
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_signature_is_valid_over_the_whole_document(run, certificate):
    said = run("pdfsig", certificate.file.path)

    assert "Signature is Valid." in said
    assert "Total document signed" in said


def test_credential_is_detached_as_it_was_issued(run, certificate, tmp_path):
    run("pdfdetach", "-saveall", certificate.file.path)

    assert (tmp_path / "credential.jwt").read_text() == certificate.credential


def test_square_pattern_leads_to_the_page_that_says_valid(run, certificate, client, tmp_path):
    run("pdftoppm", "-r", "300", "-png", certificate.file.path, "sheet")
    [picture] = tmp_path.glob("sheet*.png")

    address = run("zbarimg", "--nodbus", "--quiet", "--raw", str(picture)).strip()

    assert address == f"https://rollcall.example.org/v/{certificate.grouped_code}/"
    page = client.get(address.removeprefix("https://rollcall.example.org")).content.decode()
    assert "This certificate is valid" in page
