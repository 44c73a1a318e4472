"""Blank sheets: numbers without a gap, checked by anybody, and accounted for one by one."""

import contextlib
import datetime
import itertools

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from certificates.actions import blanks, issuing
from certificates.kinds import kind_of
from certificates.late import late_changes
from certificates.models import BlankRun, Certificate, PrintFile, Series
from certificates.queries import open_blanks
from certificates.states import NAMELESS, CertificateState, may_move
from tests.certificates.conftest import of
from tests.certificates.test_issuing import page_texts
from tests.certificates.test_kinds import give
from tests.downloads import read
from tests.factories import PersonFactory
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = CertificateState


@pytest.fixture
def make(workshop, agenda, organiser):
    def make(number=1, kind="participation", language="en"):
        run = blanks.make_blanks(
            kind=kind_of(workshop, kind), number=number, language=language, by=organiser
        )
        return list(run.sheets.order_by("number"))

    return make


def check(client, sheet):
    return client.get(f"/v/{sheet.grouped_code}/").content.decode()


def url(name, workshop, *args):
    return reverse(f"certificates:{name}", args=[workshop.slug, *args])


def test_blank_sheets_take_the_next_numbers(make, attended):
    issuing.issue_one(registration=attended())

    sheets = make(3)
    after = issuing.issue_one(registration=attended())

    assert [one.number for one in sheets] == [2, 3, 4]
    assert after.number == 5
    assert {one.state for one in sheets} == {S.BLANK}
    assert len({one.code for one in sheets}) == 3


@pytest.mark.parametrize("number", [0, 101])
def test_so_many_are_not_made_and_take_no_number(make, number):
    with pytest.raises(blanks.CannotMakeBlanks):
        make(number)

    assert not Series.objects.exists()


@pytest.mark.parametrize("kind", ["attendance", "appreciation"])
def test_sheet_that_tells_hours_or_sessions_cannot_be_blank(make, workshop, kind):
    give(workshop, kind)

    with pytest.raises(blanks.CannotMakeBlanks):
        make(kind=kind)


def test_pdf_has_a_page_with_number_and_code_for_each(make, run_jobs):
    sheets = make(2)
    run_jobs()

    run = BlankRun.objects.get()
    texts = page_texts(default_storage.path(run.file.name))
    assert [sheet.printed_number in text for sheet, text in zip(sheets, texts, strict=True)] == [
        True,
        True,
    ]
    assert all("____" in text for text in texts)
    assert not PrintFile.objects.exists()


def test_checker_is_told_that_it_is_nobodys(client, make):
    [sheet] = make()

    page = check(client, sheet)

    assert "This sheet was issued blank and has not been registered to a person." in page
    assert "Is the name right?" not in page


def test_assigned_sheet_is_a_valid_certificate_with_its_own_pdf(
    client, make, attended, workshop, organiser, run_jobs
):
    registration = attended(
        halves=(), person=PersonFactory(given_names="Ana", family_name="Beridze")
    )
    attended()  # waits for the first batch, and is no late change
    [sheet] = make()

    blanks.assign(sheet=sheet, person=registration.person, by=organiser)
    run_jobs()

    sheet.refresh_from_db()
    assert (sheet.state, sheet.person, sheet.registration) == (
        S.VALID,
        registration.person,
        registration,
    )
    assert sheet.wording["name"] == "Ana Beridze"
    assert sheet.accounted_by == organiser
    assert default_storage.exists(sheet.file.name)
    assert "This certificate is valid" in check(client, sheet)
    assert not PrintFile.objects.exists()  # it is on paper already
    assert late_changes(workshop).open == []  # nobody asks whether the rule would give it


def test_name_taken_down_makes_a_new_person(make, organiser):
    [sheet] = make()

    made = blanks.assign(sheet=sheet, given_names="Olena", family_name="Bondar", by=organiser)

    assert made.holder_name == "Olena Bondar"
    assert made.registration is None


def test_second_valid_certificate_of_one_kind_is_refused(make, attended, organiser):
    registration = attended()
    issuing.issue_one(registration=registration)
    [sheet] = make()

    with pytest.raises(blanks.CannotAccount) as refused:
        blanks.assign(sheet=sheet, person=registration.person, by=organiser)

    assert refused.value.field == "person"
    sheet.refresh_from_db()
    assert sheet.state == S.BLANK


def test_batch_leaves_out_whoever_got_a_blank_sheet(make, attended, workshop, organiser, run_jobs):
    registration = attended()
    [sheet] = make()
    blanks.assign(sheet=sheet, person=registration.person, by=organiser)
    run_jobs()

    with pytest.raises(issuing.NothingToIssue):
        issuing.start_batch(workshop=workshop)

    assert issuing.issue(**of(registration)) == sheet


def test_states_of_a_blank_move_only_as_the_table_says(make, organiser):
    """Every pair of the states that a blank sheet can be in."""
    acts = {
        S.VALID: lambda sheet: blanks.assign(sheet=sheet, family_name="Bondar", by=organiser),
        S.SPOILED: lambda sheet: blanks.spoil(sheet=sheet, reason="Torn", by=organiser),
        S.UNUSED: lambda sheet: blanks.count_unused(sheets=[sheet], by=organiser),
    }
    done = {}
    for start, end in itertools.product([S.BLANK, *acts], acts):
        [sheet] = make()
        if start != S.BLANK:
            acts[start](sheet)
        with contextlib.suppress(blanks.CannotAccount):
            acts[end](sheet)
        sheet.refresh_from_db()
        done[start, end] = sheet.state == end and start != end

    assert done == {(start, end): may_move(start, end) for start, end in done}
    assert set(NAMELESS) == {S.BLANK, S.SPOILED, S.UNUSED}


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"unused": "1"}, "counted it as not used"),
        ({"spoil": "1", "spoil-reason": "Torn"}, "declared it void"),
        ({"assign": "1", "assign-family_name": "Bondar"}, "This certificate is valid"),
    ],
)
def test_accounting_from_the_page(organiser_client, workshop, make, act, words):
    [sheet] = make()

    answer = organiser_client.post(url("blank", workshop, sheet.pk), act)

    assert answer.status_code == 302
    assert words in check(organiser_client, sheet)
    assert open_blanks(workshop) == 0


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"spoil": "1", "spoil-reason": ""}, "Say what happened to the sheet."),
        (
            {"assign": "1", "assign-given_names": "Olena"},
            "Choose somebody above, or type a family name.",
        ),
    ],
)
def test_incomplete_account_comes_back(organiser_client, workshop, make, act, words):
    [sheet] = make()

    answer = organiser_client.post(url("blank", workshop, sheet.pk), act)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert open_blanks(workshop) == 1


def test_rest_is_counted_as_not_used_and_can_still_turn_up(organiser_client, workshop, make):
    first, second = make(2)
    blanks.spoil(sheet=first, reason="Torn", by=None)

    organiser_client.post(url("count_rest_unused", workshop))

    second.refresh_from_db()
    assert second.state == S.UNUSED
    blanks.assign(sheet=second, family_name="Bondar", by=None)
    assert second.state == S.UNUSED  # the row in hand; the sheet is found anew
    assert Certificate.objects.get(pk=second.pk).state == S.VALID


def test_file_is_offered_while_a_sheet_is_blank(organiser_client, workshop, make, run_jobs):
    [sheet] = make()
    run_jobs()
    where = url("blank_file", workshop, sheet.blank_run_id)

    answer = organiser_client.get(where)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert read(answer).startswith(b"%PDF-")
    blanks.count_unused(sheets=[sheet], by=None)
    assert organiser_client.get(where).status_code == 404


def test_overview_reminds_from_the_last_day_on(organiser_client, workshop, make):
    make(2)
    where = reverse("pages:overview", args=[workshop.slug])
    before = organiser_client.get(where).content.decode()
    past = datetime.date(2020, 1, 1)
    Workshop.objects.filter(pk=workshop.pk).update(starts_on=past, ends_on=past)

    assert "blank sheets are not accounted for" not in before
    assert "2 blank sheets are not accounted for." in organiser_client.get(where).content.decode()


def test_list_of_sheets_takes_the_same_queries_for_one_and_three(
    organiser_client, workshop, make, django_assert_max_num_queries
):
    def look():
        with django_assert_max_num_queries(40) as captured:
            organiser_client.get(url("blanks", workshop))
        return len(captured)

    def add():
        one, _other = make(2)
        blanks.assign(sheet=one, family_name="Bondar", by=None)

    add()
    look()
    with_one = look()
    add(), add()

    assert look() == with_one
