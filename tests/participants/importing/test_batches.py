"""A list is gone through some hundreds of rows at a time; here two, so that few rows show it."""

import pytest

from participants.importing import spool, standing
from participants.importing.applying import ListRefused, apply
from participants.importing.preview import start
from participants.importing.reading import read_pasted
from participants.importing.spool import Rows
from participants.importing.undoing import undo
from participants.models import ImportRow, Person, Registration
from participants.rules import MoveRefused, SeatsTaken
from tests.factories import DelegationFactory, PersonFactory, RegistrationFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _batches_of_two(monkeypatch):
    monkeypatch.setattr(spool, "BATCH", 2)
    monkeypatch.setattr(standing, "BATCH", 2)


def listed(*people):
    lines = [f"{name}\tJo\t{email}" for name, email in people]
    return read_pasted("\n".join(["Surname\tGiven names\tE-mail", *lines]))


def five(delegation, **who):
    sheet = listed(*((f"Doe {n}", f"p{n}@example.org") for n in range(5)))
    return start(sheet=sheet, workshop=delegation.workshop, delegation=delegation, **who)


def test_spool_gives_back_what_it_was_given_however_it_is_read():
    rows = Rows()
    given = [(n, [f"Наталія {n}", "x" * 400]) for n in range(600)]  # more than stays in memory
    for row in given:
        rows.append(row)

    both = list(zip(rows, rows, strict=True))

    assert [one for one, _other in both] == [other for _one, other in both] == given
    assert (len(rows), rows[599], rows[:2]) == (600, given[599], given[:2])


def test_address_that_stands_twice_is_found_far_apart(delegation, organiser):
    sheet = listed(
        ("A", "same@example.org"), ("B", "b@example.org"), ("C", "c@example.org"),
        ("D", "d@example.org"), ("E", "SAME@example.org"),
    )  # fmt: skip

    run = start(sheet=sheet, workshop=delegation.workshop, delegation=delegation, by=organiser)

    wrong = run.rows.filter(standing="wrong")
    assert [(row.number, row.errors) for row in wrong] == [
        (2, {"email": "twice"}), (6, {"email": "twice"}),
    ]  # fmt: skip


def test_known_record_is_proposed_to_the_first_row_alone(delegation, organiser):
    here = RegistrationFactory(delegation=None, person=PersonFactory(email="j@example.org"))
    TeamMemberFactory(workshop=here.workshop, user=organiser)
    name = f"{here.person.family_name}\t{here.person.given_names}"
    rows = [f"{name}\tn{n}@example.org" for n in range(4)]
    sheet = read_pasted("\n".join(["Surname\tGiven names\tE-mail", *rows]))

    run = start(sheet=sheet, workshop=delegation.workshop, delegation=delegation, by=organiser)

    assert list(run.rows.values_list("known", flat=True)) == [here.person_id, None, None, None]


def test_all_are_named_and_all_are_removed_again(organiser):
    delegation = DelegationFactory(quota=3, reserves=2)
    run = five(delegation, by=organiser)

    named = apply(run=run, overflow_to_reserves=True)

    ranks = Registration.objects.order_by("person__family_name").values_list("reserve_rank")
    assert (named, [rank for (rank,) in ranks]) == (5, [None, None, None, 1, 2])
    assert undo(run=run) == 5
    assert not Registration.objects.exists() and not Person.objects.exists()
    assert set(run.rows.values_list("standing", flat=True)) == {"ready"}


def test_nobody_of_the_first_rows_is_named_when_one_of_the_last_finds_no_seat(organiser):
    delegation = DelegationFactory(quota=3)
    run = five(delegation, by=organiser)

    with pytest.raises(ListRefused, match="2 people"):
        apply(run=run)

    assert not Registration.objects.exists() and not Person.objects.exists()
    assert [row.errors for row in run.rows.all()] == [{}, {}, {}, *[{"seat": "seats"}] * 2]


def test_address_in_use_in_another_delegation_refuses_the_whole_list(focal_point, delegation):
    delegation.quota = 5
    delegation.save()
    RegistrationFactory(workshop=delegation.workshop, person__email="p4@example.org")
    run = five(delegation, focal_point=focal_point)

    with pytest.raises(SeatsTaken, match="Row 6"):
        apply(run=run)

    assert not delegation.registrations.exists()


def test_one_who_was_touched_keeps_everybody(organiser):
    run = five(DelegationFactory(quota=5), by=organiser)
    apply(run=run)
    last = run.rows.last().registration
    Person.objects.filter(pk=last.person_id).update(given_names="Joanna")

    with pytest.raises(MoveRefused, match="Doe 4"):
        undo(run=run)

    assert Registration.objects.count() == 5
    assert ImportRow.objects.filter(standing="done").count() == 5
