"""One button for many people: ticked ones, and all whom a filter finds."""

import pytest
from django.urls import reverse

from jobs.models import Job, JobItem
from participants.actions.acting_on_many import ACTING, act_if_matching
from participants.models import Registration, Tag
from participants.rules import MoveRefused
from tests.factories import DelegationFactory, RegistrationFactory, TeamMemberFactory
from workshops.models import TeamMember
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(workshop):
    return reverse("participants:decide_many", args=[workshop.slug])


@pytest.fixture
def people(workshop):
    delegation = DelegationFactory(workshop=workshop, quota=8)
    return [
        RegistrationFactory(workshop=workshop, delegation=delegation, state=state)
        for state in ("submitted", "submitted", "invited")
    ]


def tagged(word):
    return set(Registration.objects.filter(tags__word=word))


def states_of(people):
    found = dict(Registration.objects.values_list("pk", "state"))
    return [found[each.pk] for each in people]


def test_tag_is_given_to_those_ticked_and_taken_off_again(organiser_client, url, people):
    chosen = [people[0].pk, people[1].pk]

    organiser_client.post(url, {"action": "tag", "word": "  Key  speaker", "chosen": chosen})
    both = tagged("Key speaker")
    organiser_client.post(url, {"action": "untag", "word": "key speaker", "chosen": chosen[:1]})
    one = tagged("Key speaker")
    organiser_client.post(url, {"action": "untag", "word": "Key speaker", "chosen": chosen})

    assert both == set(people[:2])
    assert one == {people[1]}
    assert not Tag.objects.exists()


def test_known_word_keeps_its_colour(organiser_client, workshop, url, people):
    Tag.objects.create(workshop=workshop, word="Trainer", tone="warn").registrations.add(people[2])

    organiser_client.post(url, {"action": "tag", "word": "TRAINER", "chosen": [people[0].pk]})

    tag = Tag.objects.get()
    assert (tag.word, tag.tone, set(tag.registrations.all())) == (
        "Trainer",
        "warn",
        {people[0], people[2]},
    )


def test_tag_without_a_word_is_asked_for(organiser_client, url, people):
    response = organiser_client.post(url, {"action": "tag", "chosen": [people[0].pk]})

    assert response.status_code == 422
    assert response.context["bulk_form"].errors == {"word": ["Say which tag."]}


def test_assistants_tag_but_do_not_decide(client, workshop, url, people):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    everyone = {"everyone": "1", "matched": 3}

    tag = client.post(url, {"action": "tag", "word": "Trainer", "chosen": [people[0].pk]})
    decision = client.post(url, {"action": "approve", **everyone})

    assert (tag.status_code, decision.status_code) == (302, 404)
    assert tagged("Trainer") == {people[0]}


def test_all_who_match_are_done_as_a_job(organiser_client, workshop, url, people, run_jobs):
    response = organiser_client.post(
        f"{url}?state=submitted", {"action": "approve", "everyone": "1", "matched": 2}
    )
    before = states_of(people)
    run_jobs()

    job = Job.objects.get(kind=ACTING)
    assert response.url == reverse("jobs:detail", args=[job.public_id])
    assert before == ["submitted", "submitted", "invited"]
    assert states_of(people) == ["approved", "approved", "invited"]
    assert organiser_client.get(response.url).status_code == 200
    assert job.result_url.endswith("?state=submitted")


def test_second_click_joins_the_job(organiser_client, url, people):
    for _click in range(2):
        organiser_client.post(url, {"action": "send-link", "everyone": "1", "matched": 3})

    assert Job.objects.count() == 1
    assert JobItem.objects.count() == 3


def test_search_narrows_whom_all_means(organiser_client, url, people, run_jobs):
    name = people[1].person.family_name

    organiser_client.post(
        url,
        {"action": "tag", "word": "Found", "everyone": "1", "matched": 1, "search": name},
    )
    run_jobs()

    assert tagged("Found") == {people[1]}
    assert name not in str(Job.objects.get(kind=ACTING).params)


def test_list_that_has_changed_is_shown_again(organiser_client, url, people):
    response = organiser_client.post(
        f"{url}?state=submitted", {"action": "approve", "everyone": "1", "matched": 1}
    )

    assert response.status_code == 422
    assert response.context["bulk_form"].non_field_errors() == [
        "The list has changed: 2 people match now. Look at it and press again."
    ]
    assert not Job.objects.exists()


def test_whoever_matches_no_more_when_the_turn_comes_is_left_alone(
    organiser_client, url, people, run_jobs
):
    organiser_client.post(
        f"{url}?state=submitted",
        {"action": "reject", "reason": "No room.", "everyone": "1", "matched": 2},
    )
    Registration.objects.filter(pk=people[0].pk).update(state="approved")
    run_jobs()

    assert states_of(people) == ["approved", "rejected", "invited"]
    assert JobItem.objects.get(state="failed").error == (
        "No longer among those who matched, so nothing was done."
    )


def test_job_of_somebody_who_lost_the_role_does_nothing(
    organiser_client, organiser, url, people, run_jobs
):
    organiser_client.post(url, {"action": "send-link", "everyone": "1", "matched": 3})
    TeamMember.objects.filter(user=organiser).delete()
    run_jobs()

    assert states_of(people) == ["submitted", "submitted", "invited"]
    assert not JobItem.objects.filter(state="done").exists()


def test_registration_of_another_workshop_never_matches(organiser, workshop):
    foreign = RegistrationFactory(state="submitted")

    with pytest.raises(MoveRefused):
        act_if_matching(
            pk=foreign.pk, matching=workshop.registrations.all(), action="tag", by=organiser,
            word="Ours",
        )  # fmt: skip

    assert not tagged("Ours")


def test_list_says_what_it_was_narrowed_by_when_nobody_is_left(organiser_client, workshop, people):
    address = reverse("participants:registrations", args=[workshop.slug])

    response = organiser_client.post(f"{address}?state=approved&head=yes", {"search": "Nobody"})

    assert response.context["narrowed_by"] == [
        ("State", "Approved"),
        ("Head of delegation?", "Yes"),
    ]
    assert "State: <strong>Approved</strong>" in response.text


def test_pages_of_a_search_keep_the_search_out_of_the_address(organiser_client, workshop):
    for _each in range(51):
        RegistrationFactory(workshop=workshop, delegation=None, agency="Border Guard")
    address = reverse("participants:registrations", args=[workshop.slug])

    first = organiser_client.post(f"{address}?reserve=no", {"search": "border"})
    second = organiser_client.post(f"{address}?reserve=no&page=2", {"search": "border"})

    assert 'formaction="?reserve=no&amp;page=2"' in first.text
    assert "search=border" not in first.text
    assert len(second.context["page"].object_list) == 1


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "http://testserver/x"]
)
def test_done_leads_back_to_our_list_alone(organiser_client, url, people, target):
    form = {"action": "tag", "word": "Speaker", "chosen": [people[0].pk], "next": target}

    answer = organiser_client.post(url, form, secure=True)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/manage/workshops/")
