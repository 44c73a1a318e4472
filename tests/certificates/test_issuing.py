"""Numbers, wording and the batch."""

import datetime
import hashlib
from pathlib import Path

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from certificates.actions import deciding, issuing, replacing, revoking
from certificates.models import Certificate, PrintFile, Series
from certificates.queries import is_print_file_current
from certificates.states import CertificateState
from jobs.models import Job
from participants.states import RegistrationState
from tests.certificates.conftest import of
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_issuing_takes_the_next_number_and_a_new_code(attended, workshop, organiser, now):
    first, second = attended(), attended()

    one = issuing.issue_one(registration=first, by=organiser, now=now)
    two = issuing.issue_one(registration=second, by=organiser, now=now)

    assert [one.number, two.number] == [1, 2]
    assert one.printed_number == f"{workshop.slug.upper()}/0001"
    assert one.code != two.code
    assert one.issued_by == organiser
    assert Series.objects.get().next_number == 3


def test_issuing_twice_gives_the_same_certificate(attended):
    registration = attended()

    first = issuing.issue_one(registration=registration)
    again = issuing.issue_one(registration=registration)

    assert again == first
    assert Series.objects.get().next_number == 2


def test_not_eligible_takes_no_number_and_says_why(attended):
    registration = attended(halves="am")

    with pytest.raises(issuing.NotEligible) as refused:
        issuing.issue_one(registration=registration)

    assert refused.value.sentence == (
        "1 of 2 half-days, 80 % required: not eligible; not marked yet: 1"
    )
    assert not Series.objects.exists()


def test_unprintable_name_takes_no_number_and_names_the_characters(attended):
    registration = attended(person=PersonFactory(given_names="Ana 🐙", family_name="Beridze"))

    with pytest.raises(issuing.CannotPrint) as refused:
        issuing.issue_one(registration=registration)

    assert "Ana 🐙 Beridze" in refused.value.sentence
    assert "“🐙” (U+1F419)" in refused.value.sentence
    assert not Series.objects.exists()


def test_wording_is_kept_as_it_was_issued(attended, workshop, now):
    person = PersonFactory(
        given_names="Ana",
        family_name="Beridze",
        name_in_own_script="ანა ბერიძე",
        title="Colonel",
    )
    registration = attended(person=person, agency="Patrol Police")
    certificate = issuing.issue_one(registration=registration, now=now)
    person.given_names = "Anna"
    person.save()
    workshop.title = "Another title"
    workshop.save()

    certificate.refresh_from_db()

    said = certificate.wording
    assert said["name"] == "Ana Beridze"
    assert said["own_script_name"] == "ანა ბერიძე"
    assert said["designation"] == "Colonel, Patrol Police, Guests"
    assert said["workshop_title"] != "Another title"
    assert said["dates"] == "12–13 December 2030"
    assert said["place"] == "Kyiv, Ukraine"
    assert said["minutes"] == 180
    assert said["details"] == "Length of the programme: 3 hours · Issued on 14 December 2030"
    assert said["organisers"] == ["Police Academy"]


def test_certificate_is_in_the_persons_language_else_the_workshops(attended, workshop, now):
    workshop.certificate_language = "fr"
    workshop.save()
    usual, own = attended(), attended(certificate_language="ru")

    french = issuing.issue_one(registration=usual, now=now)
    russian = issuing.issue_one(registration=own, now=now)

    assert (french.language, french.wording["dates"]) == ("fr", "12–13 décembre 2030")
    assert russian.language == "ru"
    assert russian.wording["dates"] == "12–13 декабря 2030\N{NARROW NO-BREAK SPACE}г."
    assert russian.wording["place"] == "Kyiv, Украина"


def test_database_refuses_a_second_living_certificate(attended):
    registration = attended()
    certificate = issuing.issue_one(registration=registration)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            series=certificate.series, number=99, person=registration.person, language="en"
        )


def test_batch_issues_to_the_eligible_and_makes_the_files(attended, workshop, organiser, run_jobs):
    eligible = [attended(person=PersonFactory(family_name=name)) for name in "ABC"]
    attended(halves="am")
    attended(state=RegistrationState.SUBMITTED)

    job = issuing.start_batch(workshop=workshop, by=organiser)
    run_jobs()

    certificates = list(Certificate.objects.order_by("number"))
    assert [one.registration for one in certificates] == eligible
    assert [one.number for one in certificates] == [1, 2, 3]
    for one in certificates:
        content = Path(default_storage.path(one.file.name)).read_bytes()
        assert content.startswith(b"%PDF-")
        assert hashlib.sha256(content).hexdigest() == one.sha256
    print_file = PrintFile.objects.get()
    assert print_file.sheets == 3
    with pikepdf.open(default_storage.path(print_file.file.name)) as pdf:
        assert len(pdf.pages) == 3
    job.refresh_from_db()
    assert job.finished_at is not None
    assert job.title == f"Certificates: {workshop.title}"


def test_second_click_joins_the_running_batch(attended, workshop, organiser, run_jobs):
    attended()
    first = issuing.start_batch(workshop=workshop, by=organiser)
    second = issuing.start_batch(workshop=workshop, by=organiser)
    run_jobs()

    assert second == first
    assert Job.objects.count() == 1
    assert Certificate.objects.count() == 1


def test_batch_after_the_batch_has_nothing_to_do(attended, workshop, run_jobs):
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()

    with pytest.raises(issuing.NothingToIssue):
        issuing.start_batch(workshop=workshop)


def test_batch_for_nobody_says_so(attended, workshop):
    attended(halves=())

    with pytest.raises(issuing.NothingToIssue) as refused:
        issuing.start_batch(workshop=workshop)

    assert refused.value.sentence == "Nobody is eligible for a certificate yet."


def test_unprintable_name_fails_alone(attended, workshop, run_jobs):
    attended()
    attended(person=PersonFactory(given_names="Ana 🐙", family_name="Beridze"))
    attended()

    job = issuing.start_batch(workshop=workshop)
    run_jobs()

    [failed] = job.items.filter(state="failed")
    assert "“🐙”" in failed.reason
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2]
    assert PrintFile.objects.get().sheets == 2


def test_sheet_whose_worker_died_after_the_number_is_printed_later(attended, workshop, run_jobs):
    registration = attended()
    certificate = issuing.issue_one(registration=registration)

    issuing.start_batch(workshop=workshop)
    run_jobs()

    certificate.refresh_from_db()
    assert default_storage.exists(certificate.file.name)
    assert Certificate.objects.get() == certificate


def test_worker_that_dies_while_printing_leaves_an_item_that_is_done_again(
    attended, workshop, run_jobs, monkeypatch
):
    from certificates import tasks
    from jobs import claiming
    from jobs.working import Work

    attended()
    job = issuing.start_batch(workshop=workshop)

    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "keep_sheet", die)
        items = claiming.claim(job, limit=20, holder="dead")
        with pytest.raises(Killed):
            tasks.issue_certificates(items, Work(job, items))
    halfway = Certificate.objects.get()
    claiming.release_leases()
    run_jobs()

    finished = Certificate.objects.get()
    assert (halfway.number, bool(halfway.file)) == (1, False)
    assert finished == halfway
    assert default_storage.exists(finished.file.name)
    assert Series.objects.get().next_number == 2
    assert PrintFile.objects.get().sheets == 1


def test_protected_people_are_not_in_the_print_file(attended, workshop, run_jobs):
    attended()
    attended(is_protected=True, alias="Guest 7")

    issuing.start_batch(workshop=workshop)
    run_jobs()

    assert Certificate.objects.exclude(file="").count() == 2
    assert PrintFile.objects.get().sheets == 1


def test_print_file_is_old_when_one_was_protected_and_another_is_not_any_more(
    attended, workshop, run_jobs
):
    open_one, other = attended(), attended()
    other.is_protected, other.alias = True, "Guest 7"
    other.save()
    issuing.start_batch(workshop=workshop)
    run_jobs()
    assert is_print_file_current(workshop)

    open_one.is_protected, open_one.alias = True, "Guest 8"
    open_one.save()
    other.is_protected = False
    other.save()

    assert not is_print_file_current(workshop)
    issuing.start_batch(workshop=workshop)
    run_jobs()
    assert PrintFile.objects.get().certificate_ids == [other.certificates.get().pk]


def test_two_languages_come_in_the_order_of_numbers(attended, workshop, run_jobs):
    languages = ["en", "ru", "en", "fr"]
    for language in languages:
        attended(certificate_language=language)

    issuing.start_batch(workshop=workshop)
    run_jobs()

    certificates = Certificate.objects.order_by("number")
    assert [one.language for one in certificates] == languages
    path = default_storage.path(PrintFile.objects.get().file.name)
    assert [f"{number:04d}" in text for number, text in enumerate(page_texts(path), start=1)] == [
        True
    ] * 4


def page_texts(path):
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def test_replacing_makes_a_new_sheet_and_the_old_one_names_it(
    attended, workshop, organiser, run_jobs
):
    registration = attended()
    old = issuing.issue_one(registration=registration)
    registration.person.name_on_certificate = "Anna Beridze"
    registration.person.save()

    new = replacing.replace(certificate=old, reason="Misspelt", by=organiser)
    run_jobs()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.replaced_by, old.reason) == (CertificateState.REPLACED, new, "Misspelt")
    assert (new.number, new.wording["name"]) == (2, "Anna Beridze")
    assert default_storage.exists(new.file.name)
    assert PrintFile.objects.get().sheets == 1


def test_replacing_by_the_same_words_is_refused(attended, organiser):
    certificate = issuing.issue_one(registration=attended())

    with pytest.raises(replacing.CannotReplace):
        replacing.replace(certificate=certificate, reason="Again", by=organiser)

    assert Certificate.objects.get().state == CertificateState.VALID


def test_revoked_person_gets_another_only_by_a_later_waiver(attended, workshop, organiser, now):
    registration = attended()
    certificate = issuing.issue_one(registration=registration, now=now)
    revoking.revoke(certificate=certificate, reason="Not there", by=organiser, now=now)

    with pytest.raises(issuing.NotEligible) as refused:
        issuing.issue_one(registration=registration)
    later = now + datetime.timedelta(days=1)
    deciding.waive(**of(registration), reason="Was there", by=organiser, now=later)
    second = issuing.issue_one(registration=registration)

    assert "was revoked" in refused.value.sentence
    assert second.number == 2


def test_revoking_needs_a_reason(attended, organiser):
    certificate = issuing.issue_one(registration=attended())

    with pytest.raises(revoking.CannotRevoke) as refused:
        revoking.revoke(certificate=certificate, reason=" ", by=organiser)

    assert refused.value.field == "reason"


def test_revoking_makes_the_print_file_anew(attended, workshop, organiser, run_jobs):
    attended(), attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()

    revoking.revoke(certificate=Certificate.objects.first(), reason="Wrong", by=organiser)
    run_jobs()

    assert PrintFile.objects.get().sheets == 1


def test_states_move_only_as_the_table_says(attended, organiser, workshop):
    acts = {
        CertificateState.REPLACED: lambda one: replacing.replace(
            certificate=one, reason="Why", by=organiser
        ),
        CertificateState.REVOKED: lambda one: revoking.revoke(
            certificate=one, reason="Why", by=organiser
        ),
    }
    done = {}
    for start in [CertificateState.VALID, *acts]:
        for end, act in acts.items():
            registration = attended()
            certificate = issuing.issue_one(registration=registration)
            if start != CertificateState.VALID:
                rename(registration, "First")
                acts[start](certificate)
            rename(registration, "Second")
            certificate.refresh_from_db()
            try:
                act(certificate)
            except (replacing.CannotReplace, revoking.CannotRevoke):
                done[start, end] = False
            else:
                done[start, end] = True

    from certificates.states import may_move

    assert done == {(start, end): may_move(start, end) for start, end in done}
    assert sum(done.values()) == 2


def rename(registration, name):
    registration.person.name_on_certificate = name
    registration.person.save(update_fields=["name_on_certificate"])


def test_excluding_somebody_with_a_certificate_is_refused(attended, organiser):
    registration = attended()
    issuing.issue_one(registration=registration)

    with pytest.raises(deciding.CannotDecide):
        deciding.exclude(**of(registration), reason="Left", by=organiser)
