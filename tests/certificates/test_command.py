"""``manage.py issue_certificates``."""

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate
from jobs.models import Job
from participants.states import RegistrationState
from tests.certificates.test_kinds import give
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(workshop, tmp_path, capsys):
    def run(**options):
        call_command("issue_certificates", workshop.slug, output=tmp_path / "out", **options)
        return capsys.readouterr().out

    return run


def test_writes_pdfs_named_by_number_and_tells_what_it_did(attended, workshop, issue, tmp_path):
    attended(), attended()
    attended(halves="am"), attended(halves="pm")
    attended(state=RegistrationState.INVITED)

    said = issue()

    prefix = workshop.slug.upper()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        [f"{prefix}-0001.pdf", f"{prefix}-0002.pdf", f"{workshop.slug}-certificates.pdf"]
    )
    assert said.splitlines() == [
        f"print file: {workshop.slug}-certificates.pdf, 2 sheets",
        f"issued now: 2 ({prefix}/0001 to {prefix}/0002)",
        "already there: 0",
        "not eligible: 3",
        "  2 × 1 of 2 half-days, 80 % required: not eligible; not marked yet: 1",
        "  1 × Not approved (Invited): not eligible",
        "failed: 0",
        f"written to {tmp_path / 'out'}: 2 PDF",
    ]


def test_second_run_changes_nothing(attended, issue, tmp_path):
    attended()
    issue()
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    said = issue()

    assert "issued now: 0\n" in said
    assert "already there: 1\n" in said
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert (Certificate.objects.count(), Job.objects.count()) == (1, 1)


def test_failure_is_told_and_ends_with_one(attended, issue, capsys):
    attended(person=PersonFactory(given_names="Ana 🐙", family_name="Beridze"))
    attended()

    with pytest.raises(SystemExit) as ended:
        issue()

    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert "issued now: 1" in said
    assert "failed: 1\n  No font here has the character “🐙” (U+1F419)" in said


def test_language_is_for_all_new_sheets(attended, issue):
    attended(), attended(certificate_language="ru")

    issue(language="fr")

    assert set(Certificate.objects.values_list("language", flat=True)) == {"fr"}


def test_nobody_eligible_is_no_failure(attended, issue):
    attended(halves=())

    assert "Nobody is eligible for a certificate yet." in issue()


def test_unknown_workshop_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match=r"There is no workshop nowhere\."):
        call_command("issue_certificates", "nowhere", output=tmp_path)


def test_protected_people_are_told_apart(attended, issue):
    attended(), attended(is_protected=True, alias="Guest 7")

    assert "without 1 of protected people: single PDFs only" in issue()


def test_one_kind_is_issued_and_told_by_its_name(attended, workshop, issue):
    give(workshop, "attendance")
    attended(), attended(halves="am")

    said = issue(kinds=["attendance"])

    assert [one.kind for one in Certificate.objects.all()] == ["attendance"]
    assert "not eligible: 1\n  1 × Attended 1 hour 30 minutes; 1 of 2 half-days" in said


def test_kind_that_is_not_given_is_refused(workshop, issue):
    with pytest.raises(CommandError, match=r"does not give thanks\. Kinds: participation\."):
        issue(kinds=["thanks"])
