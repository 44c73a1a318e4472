"""The seal: read back by pyHanko's validator and by poppler, and broken by a single byte."""

import asyncio
import os
import stat
import subprocess
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates.actions import issuing
from certificates.checks import sealing_works
from certificates.models import Certificate, PublicKey
from certificates.queries import known_keys
from certificates.sealing import keys
from certificates.sealing.examining import SealState, examine
from certificates.sealing.keys import CannotSeal, sealing_key
from certificates.sealing.loops import in_own_loop
from certificates.sealing.pades import seal
from certificates.sealing.sheets import public_half
from certificates.storing import keep_sheet
from jobs.models import JobItem
from tests.certificates.archive import breaches
from tests.certificates.rendering_samples import DESIGN, sheet
from tests.certificates.sealing_keys import PASSWORD, organisation, time_stamp_service

pytestmark = [pytest.mark.django_db, pytest.mark.paper]
ADDRESS = "https://rollcall.example.org/v/X7K2-9PQM-0001-0000-0000/"


@pytest.fixture(scope="module")
def plain():
    from certificates.rendering import render_certificates

    [(_sheet, content)] = render_certificates(DESIGN, [sheet()])
    return content


@pytest.fixture
def own_key(settings, tmp_path):
    path, authority = organisation(tmp_path)
    settings.SEAL_PKCS12, settings.SEAL_PASSWORD = str(path), PASSWORD
    return authority


def sealed(plain):
    return seal(plain, sealing_key(), reason="KYIV/0001", address=ADDRESS)


def judged(content, roots=()):
    """What pyHanko says of the only signature of a file."""
    [signature] = PdfFileReader(BytesIO(content)).embedded_signatures
    trusted = [asn1.Certificate.load(pem.unarmor(root)[2]) for root in roots] or [
        signature.signer_cert
    ]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    return in_own_loop(
        lambda: validate_pdf_signature(signature, context, ts_validation_context=context)
    )


def pdfsig(content, tmp_path):
    path = tmp_path / "sealed.pdf"
    path.write_bytes(content)
    run = subprocess.run(
        ["pdfsig", path], capture_output=True, text=True, env={**os.environ, "HOME": str(tmp_path)}
    )
    return run.stdout


def test_seal_is_valid_to_others_and_covers_the_whole_file(plain, own_key, tmp_path):
    content = sealed(plain)

    status = judged(content, [own_key])
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.signing_cert.subject.native["common_name"] == "Police Academy"
    said = pdfsig(content, tmp_path)
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert "Signature is Valid." in said


def test_thread_with_an_event_loop_of_its_own_can_seal_too(plain, own_key):
    async def in_a_loop():
        return sealed(plain)

    content = in_own_loop(lambda: asyncio.run(in_a_loop()))

    assert judged(content, [own_key]).bottom_line


def test_rsa_key_seals_as_well(plain, settings, tmp_path):
    path, authority = organisation(tmp_path, kind="rsa")
    settings.SEAL_PKCS12, settings.SEAL_PASSWORD = str(path), PASSWORD

    content = sealed(plain)

    public_half(sealing_key())
    assert judged(content, [authority]).bottom_line
    assert examine(content, known_keys()).seal is SealState.INTACT


def test_sealed_file_stays_an_archive_file_with_the_same_page(plain, own_key):
    content = sealed(plain)

    assert page.validate_pdf_bytes(content).profile == page.ValidationProfile.PDF_A_3U
    assert not breaches(content)
    assert content.startswith(plain)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.pdf_version == "1.7"
        assert "/Version" not in pdf.Root


def test_one_changed_byte_is_exposed(plain, own_key, tmp_path):
    content = sealed(plain)
    public_half(sealing_key())
    assert examine(content, known_keys()).seal is SealState.INTACT

    for place in (500, len(plain) // 2, len(plain) - 30, len(content) - 3):
        changed = bytearray(content)
        changed[place] ^= 1
        assert examine(bytes(changed), known_keys()).seal is SealState.BROKEN, place
    in_a_stream = bytearray(content)
    in_a_stream[len(plain) // 2] ^= 1
    assert "Signature is Valid." not in pdfsig(bytes(in_a_stream), tmp_path)


def test_nothing_can_be_hidden_behind_the_signature(plain, own_key):
    public_half(sealing_key())
    content = sealed(plain)
    end_of_padding = content.rindex(b"00>")

    changed = content[:end_of_padding] + b"41" + content[end_of_padding + 2 :]

    assert examine(content, known_keys()).seal is SealState.INTACT
    assert examine(changed, known_keys()).seal is not SealState.INTACT


def test_added_revision_is_exposed(plain, own_key):
    public_half(sealing_key())
    content = sealed(plain) + b"\n% one more line\n%%EOF\n"

    assert examine(content, known_keys()).seal is SealState.BROKEN


def test_seal_of_others_is_none_of_ours(plain, own_key, settings, tmp_path):
    public_half(sealing_key())
    other = tmp_path / "other"
    other.mkdir()
    settings.SEAL_PKCS12 = str(organisation(other)[0])

    assert examine(sealed(plain), known_keys()).seal is SealState.NONE


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7 /ByteRange [0 5 9 9]",
        b"%PDF-1.7 /ByteRange [0 9999999999 1 1] <00>",
        b"/ByteRange [0 33 39 4]          <3080>   x",
        b"/ByteRange [" + b"1 " * 5000,
    ],
)
def test_nonsense_is_no_seal(nonsense):
    assert examine(nonsense, {}).seal is SealState.NONE


def test_time_stamp_makes_it_b_t(plain, own_key, settings):
    with time_stamp_service() as (url, authority):
        settings.SEAL_TSA_URL = url
        content = sealed(plain)

    status = judged(content, [own_key, authority])
    assert status.bottom_line
    assert status.timestamp_validity.valid and status.timestamp_validity.trusted
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "/DSS" not in pdf.Root


def test_roots_make_it_b_lt_and_it_still_covers_the_whole_file(plain, own_key, settings, tmp_path):
    with time_stamp_service() as (url, authority):
        roots = tmp_path / "roots.pem"
        roots.write_bytes(own_key + authority)
        settings.SEAL_TSA_URL, settings.SEAL_TRUST_ROOTS = url, str(roots)
        content = sealed(plain)

    status = judged(content, [own_key, authority])
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    public_half(sealing_key())
    assert examine(content, known_keys()).seal is SealState.INTACT
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.Root.DSS.Certs) >= 2
    assert not breaches(content)


def test_demonstration_key_is_made_once_and_is_private(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    first = sealing_key()
    keys._loaded.cache_clear()
    again = sealing_key()

    assert first.fingerprint == again.fingerprint
    assert first.kind == "demonstration"
    assert stat.S_IMODE((tmp_path / "demonstration_key.p12").stat().st_mode) == 0o600


def test_key_that_cannot_be_read_refuses_with_a_sentence_and_no_secret(own_key, settings):
    settings.SEAL_PASSWORD = "wrong-secret"

    with pytest.raises(CannotSeal) as refused:
        sealing_key()

    assert "The key for the seal cannot be read." in refused.value.sentence
    assert "wrong-secret" not in refused.value.sentence
    assert [message.id for message in sealing_works()] == ["certificates.E001"]


def test_token_without_its_library_says_what_to_install(settings):
    settings.SEAL_PKCS11_MODULE = "/usr/lib/none.so"

    with pytest.raises(CannotSeal, match=r"pyhanko\[pkcs11\]"):
        sealing_key()


def test_batch_seals_each_sheet_and_remembers_the_key(attended, workshop, run_jobs, own_key):
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()

    certificate = Certificate.objects.get()
    assert certificate.sealed_by == PublicKey.objects.get()
    assert certificate.sealed_by.kind == "organisation"
    with certificate.file.open("rb") as file:
        content = file.read()
    finding = examine(content, known_keys())
    assert finding.seal is SealState.INTACT
    assert finding.sha256 == certificate.sha256
    assert finding.code == certificate.code


def test_nothing_goes_out_unsealed_when_the_key_fails(
    attended, workshop, run_jobs, own_key, settings
):
    settings.SEAL_PASSWORD = "wrong"
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()

    assert not Certificate.objects.get().file
    assert "cannot be read" in JobItem.objects.get(stage=0).reason


def test_production_without_a_key_issues_unsealed_and_warns(attended, workshop, run_jobs, settings):
    settings.PRODUCTION = True
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()

    certificate = Certificate.objects.get()
    assert certificate.file and certificate.sealed_by is None
    assert not PublicKey.objects.exists()
    assert [message.id for message in sealing_works()] == ["certificates.W002"]


def test_first_stored_file_stands_when_a_second_worker_comes_late(attended):
    certificate = issuing.issue_one(registration=attended())
    late = Certificate.objects.get(pk=certificate.pk)

    keep_sheet(certificate, b"%PDF-first", writer="a")
    keep_sheet(late, b"%PDF-second", writer="b")

    kept = Certificate.objects.get(pk=certificate.pk)
    assert Path(kept.file.path).read_bytes() == b"%PDF-first"
    assert kept.sha256 == late.sha256
