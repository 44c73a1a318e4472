import datetime

import pytest
from django.utils import timezone

from participants.actions.changing_state import change_state
from participants.actions.offering import offer_seat
from participants.actions.sending_links import send_registration_link
from participants.importing.applying import ListRefused, apply
from participants.importing.preview import correct, set_columns, start
from participants.importing.reading import read_pasted
from participants.importing.undoing import undo
from participants.models import ColumnMemory, ImportRow, ImportRun, Person, Registration
from participants.rules import MoveRefused, NominationsClosed, SeatsTaken
from participants.tasks import forget_imports
from tests.factories import (
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    TeamMemberFactory,
    WorkshopFactory,
)


def pasted(*rows, headings="Surname\tGiven names\tE-mail"):
    return read_pasted("\n".join([headings, *rows]))


def begin(sheet, delegation, **who):
    return start(sheet=sheet, workshop=delegation.workshop, delegation=delegation, **who)


def standings(run):
    return list(run.rows.values_list("standing", flat=True))


def test_people_are_named_with_names_as_they_came(delegation, organiser):
    run = begin(pasted("van der BERG\tJosé\tj@example.org"), delegation, by=organiser)

    n = apply(run=run)

    registration = Registration.objects.get()
    assert n == 1
    assert (registration.person.family_name, registration.person.given_names) == (
        "van der BERG", "José",
    )  # fmt: skip
    assert registration.delegation == delegation
    assert registration.state_changes.get().by == organiser
    assert standings(run) == ["done"]


def test_nobody_is_named_when_one_finds_no_seat(delegation, focal_point):
    rows = [f"Doe\tJo {n}\tp{n}@example.org" for n in range(4)]
    run = begin(pasted(*rows), delegation, focal_point=focal_point)

    with pytest.raises(ListRefused):
        apply(run=run)

    assert not Registration.objects.exists()
    assert run.rows.get(number=5).errors == {"seat": "seats"}


def test_overflow_becomes_reserves_in_the_order_of_the_list(delegation, focal_point):
    rows = [f"Doe {n}\tJo\tp{n}@example.org" for n in range(5)]
    run = begin(pasted(*rows), delegation, focal_point=focal_point)

    apply(run=run, overflow_to_reserves=True)

    found = Registration.objects.order_by("person__family_name")
    assert list(found.values_list("reserve_rank", flat=True)) == [None, None, None, 1, 2]


def test_organiser_goes_beyond_the_quota_with_a_reason_and_focal_point_does_not(
    delegation, organiser, focal_point
):
    rows = [f"Doe\tJo {n}\tp{n}@example.org" for n in range(4)]
    theirs = begin(pasted(*rows), delegation, focal_point=focal_point)
    with pytest.raises(ListRefused):
        apply(run=theirs, override_reason="please")
    ours = begin(pasted(*rows), delegation, by=organiser)

    apply(run=ours, override_reason="Asked by the host")

    assert Registration.objects.filter(state_changes__overrides_quota=True).count() == 1


def test_capacity_of_the_workshop_binds(delegation, organiser):
    delegation.workshop.capacity = 1
    delegation.workshop.save()
    run = begin(pasted("A\tB\ta@example.org", "C\tD\tc@example.org"), delegation, by=organiser)

    with pytest.raises(SeatsTaken):
        apply(run=run)

    assert not Registration.objects.exists()


def test_deadline_closes_the_import_of_focal_points(delegation, focal_point):
    run = begin(pasted("A\tB\ta@example.org"), delegation, focal_point=focal_point)
    delegation.deadline = datetime.date(2020, 1, 1)
    delegation.save()

    with pytest.raises(NominationsClosed):
        apply(run=run)


def test_same_list_twice_names_nobody_twice(delegation, organiser):
    sheet = pasted("Doe\tJo\tj@example.org")
    apply(run=begin(sheet, delegation, by=organiser))

    again = begin(sheet, delegation, by=organiser)

    assert apply(run=again) == 0
    assert again.rows.get().errors == {"email": "taken"}


def test_whoever_was_named_since_the_dry_run_is_not_named_again(delegation, organiser):
    run = begin(pasted("Doe\tJo\tJ@example.org"), delegation, by=organiser)
    RegistrationFactory(
        workshop=delegation.workshop, delegation=delegation, person__email="j@example.org"
    )

    assert apply(run=run) == 0


def test_spelling_of_somebody_here_is_proposed_and_never_decided(delegation, organiser):
    here = RegistrationFactory(
        workshop=delegation.workshop,
        delegation=delegation,
        person__given_names="Наталія",
        person__family_name="Коваленко",
    )
    run = begin(pasted("Kovalenko\tNataliia\tn@example.org"), delegation, by=organiser)
    row = run.rows.get()

    assert (row.standing, row.like) == ("question", here)
    assert apply(run=run) == 0
    correct(run=run, corrections={}, answers={row.pk: "other"})
    assert apply(run=run) == 1


def test_focal_point_learns_nothing_about_other_delegations(delegation, focal_point):
    other = DelegationFactory(workshop=delegation.workshop)
    RegistrationFactory(
        workshop=delegation.workshop,
        delegation=other,
        person__given_names="Jo",
        person__family_name="Doe",
        person__email="j@example.org",
    )

    run = begin(pasted("Doe\tJo\tj@example.org"), delegation, focal_point=focal_point)

    assert standings(run) == ["ready"]
    with pytest.raises(SeatsTaken):
        apply(run=run)
    assert Registration.objects.filter(delegation=delegation).count() == 0


def test_known_person_of_own_workshop_is_used_again_only_when_said(delegation, organiser):
    before = TeamMemberFactory(workshop=WorkshopFactory(), user=organiser).workshop
    person = PersonFactory(given_names="Jo", family_name="Doe", email="j@example.org")
    RegistrationFactory(workshop=before, delegation=None, person=person)
    RegistrationFactory(person__given_names="Max", person__family_name="Moe")  # a stranger's
    run = begin(
        pasted("Doe\tJo\tj@example.org", "Moe\tMax\tm@example.org"), delegation, by=organiser
    )
    row = run.rows.get(number=2)

    assert standings(run) == ["question", "ready"]
    correct(run=run, corrections={}, answers={row.pk: "same"})
    apply(run=run)

    assert person.registrations.count() == 2
    assert undo(run=run) == 2
    assert Person.objects.filter(pk=person.pk).exists()


def test_protected_people_are_compared_with_nothing(delegation, organiser):
    RegistrationFactory(
        workshop=delegation.workshop, delegation=delegation, is_protected=True, alias="Guest 1",
        person__given_names="Jo", person__family_name="Doe",
    )  # fmt: skip

    run = begin(pasted("Doe\tJo\tx@example.org"), delegation, by=organiser)

    assert run.rows.get().like is None


def test_columns_name_the_delegation_in_any_language(workshop, organiser):
    state = DelegationFactory(workshop=workshop, country="GE", organisation_name="")
    sheet = read_pasted(
        "Прізвище;Ім'я;Пошта;Країна\nА;Б;a@example.org;Грузія\nВ;Г;b@example.org;Géorgie\n"
        "Д;Е;c@example.org;Georgia\nЖ;З;d@example.org;\nЇ;Й;e@example.org;Atlantis"
    )
    run = start(sheet=sheet, workshop=workshop, delegation=None, by=organiser)

    assert apply(run=run) == 4
    assert Registration.objects.filter(delegation=state).count() == 3
    assert run.rows.get(number=6).errors == {"delegation": "delegation"}


def test_columns_chosen_by_hand_are_remembered_for_the_delegation(delegation, organiser):
    sheet = pasted("Doe\tJo\tj@example.org\tNATO", headings="Surname\tGiven names\tE-mail\tHat")
    run = begin(sheet, delegation, by=organiser)
    set_columns(run=run, fields=[*run.fields[:3], "agency"], day_first=None)

    other = DelegationFactory(workshop=delegation.workshop)

    assert begin(sheet, delegation, by=organiser).fields[3] == "agency"
    assert begin(sheet, other, by=organiser).fields[3] == ""
    assert ColumnMemory.objects.filter(field="agency").count() == 1


def test_dates_wait_for_the_answer_and_are_kept(delegation, organiser):
    sheet = pasted("Doe\tJo\tj@example.org\t3/4/2030", headings="Surname\tName\tE-mail\tArrival")
    run = begin(sheet, delegation, by=organiser)
    assert run.rows.get().errors == {"arrives_on": "which"}

    set_columns(run=run, fields=run.fields, day_first=True)
    apply(run=run)

    assert Registration.objects.get().arrives_on == datetime.date(2030, 4, 3)


def test_undo_removes_everybody_and_the_list_can_be_imported_again(delegation, organiser):
    run = begin(pasted("Doe\tJo\tj@example.org"), delegation, by=organiser)
    apply(run=run)

    assert undo(run=run) == 1
    assert not Registration.objects.exists() and not Person.objects.exists()
    assert apply(run=run) == 1


@pytest.mark.parametrize("what", ["link", "state", "fact"])
def test_undo_is_refused_once_something_was_done(what, delegation, organiser):
    run = begin(pasted("A\tB\ta@example.org", "C\tD\tc@example.org"), delegation, by=organiser)
    apply(run=run)
    registration = Registration.objects.earliest("pk")
    if what == "link":
        send_registration_link(registration=registration, by=organiser)
    elif what == "state":
        change_state(registration=registration, to="withdrawn", by=organiser)
    else:
        registration.person.family_name = "Other"
        registration.person.save()

    with pytest.raises(MoveRefused):
        undo(run=run)

    assert Registration.objects.count() == 2


def test_undo_is_refused_when_somebody_is_in_use_elsewhere(delegation, organiser):
    run = begin(pasted("A\tB\ta@example.org"), delegation, by=organiser)
    apply(run=run)
    Registration.objects.get().looks.create(by=organiser)

    with pytest.raises(MoveRefused):
        undo(run=run)


def test_lists_are_forgotten_after_a_month_and_with_the_archive(delegation, organiser):
    old = begin(pasted("A\tB\ta@example.org"), delegation, by=organiser)
    ImportRun.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - datetime.timedelta(days=31)
    )
    young = begin(pasted("A\tB\ta@example.org"), delegation, by=organiser)

    assert forget_imports() == 1
    assert ImportRun.objects.get() == young
    assert ImportRow.objects.count() == 1
    delegation.workshop.state = "archived"
    delegation.workshop.save()
    assert forget_imports() == 1


def test_queries_do_not_grow_with_the_list(delegation, organiser, django_assert_max_num_queries):
    delegation.quota = delegation.workshop.capacity = 500
    delegation.save()
    delegation.workshop.save()
    rows = [f"Doe {n}\tJo\tp{n}@example.org" for n in range(300)]

    with django_assert_max_num_queries(64):
        apply(run=begin(pasted(*rows), delegation, by=organiser))

    assert Registration.objects.count() == 300


def test_seat_of_the_workshop_that_is_held_for_an_answer_is_not_given_away(organiser):
    workshop = WorkshopFactory(capacity=1)
    waiting = RegistrationFactory(
        workshop=workshop, delegation=None, state="waitlisted", submitted_at=timezone.now()
    )
    offer_seat(registration=waiting, by=organiser)
    delegation = DelegationFactory(workshop=workshop, quota=5)
    run = begin(pasted("Doe\tJo\tj@example.org"), delegation, by=organiser)

    with pytest.raises(ListRefused):
        apply(run=run)

    assert not delegation.registrations.exists()
