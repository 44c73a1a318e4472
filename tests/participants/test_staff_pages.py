"""What staff see, who may not see it, and that lists cost the same for one row and for three."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from participants.models import Delegation, ProtectedLook, Registration
from tests.factories import (
    DelegationFactory,
    FocalPointFactory,
    RegistrationFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def _staff_urls(workshop, delegation, registration, focal_point):
    s, d, r = workshop.slug, delegation.pk, registration.pk
    return {
        name: reverse(f"participants:{name}", args=args)
        for name, args in {
            "delegations": (s,),
            "add_delegations": (s,),
            "invite_all": (s,),
            "remind": (s,),
            "quotas": (s,),
            "invite_by_post": (s, d),
            "delegation": (s, d),
            "edit_delegation": (s, d),
            "invite": (s, d),
            "promote": (s, d),
            "remove_delegation": (s, d),
            "send_links": (s, d),
            "add_focal_point": (s, d),
            "focal_point": (s, d, focal_point.pk),
            "upload_note": (s, d),
            "call_off": (s,),
            "registrations": (s,),
            "add_registration": (s,),
            "decide_many": (s,),
            "registration": (s, r),
            "edit_registration": (s, r),
            "change_registration_state": (s, r),
            "send_link": (s, r),
            "make_head": (s, r),
            "substitute": (s, r),
            "protection": (s, r),
            "reveal": (s, r),
            "photograph": (s, r),
        }.items()
    }


@pytest.fixture
def urls(workshop, delegation, registration, focal_point):
    return _staff_urls(workshop, delegation, registration, focal_point)


PAGES = [
    "delegations",
    "add_delegations",
    "invite_all",
    "remind",
    "quotas",
    "delegation",
    "edit_delegation",
    "registrations",
    "add_registration",
    "registration",
    "edit_registration",
    "substitute",
    "call_off",
]


@pytest.mark.parametrize("name", PAGES)
def test_organiser_opens_every_page(organiser_client, urls, name):
    assert organiser_client.get(urls[name]).status_code == 200


def test_strangers_get_nothing(client, urls):
    other = WorkshopFactory()
    visitors = {
        "no role": UserFactory(),
        "other workshop": TeamMemberFactory(workshop=other).user,
        "donor": TeamMemberFactory(
            workshop=Delegation.objects.get().workshop, role=Role.DONOR
        ).user,
        "nobody": AnonymousUser(),
    }

    for who, user in visitors.items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for name, url in urls.items():
            for response in (client.get(url), client.post(url)):
                expected = 404 if user.is_authenticated else 302
                assert response.status_code == expected, (who, name)
                if expected == 302:
                    assert response.url.startswith("/accounts/login/")


def test_people_of_another_workshop_are_not_reached_through_ones_own(organiser_client, workshop):
    foreign = RegistrationFactory()

    for url in (
        reverse("participants:registration", args=[workshop.slug, foreign.pk]),
        reverse("participants:edit_registration", args=[workshop.slug, foreign.pk]),
        reverse("participants:delegation", args=[workshop.slug, foreign.delegation_id]),
    ):
        assert organiser_client.get(url).status_code == 404


def test_certificate_staff_read_and_do_not_write(client, urls, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)

    assert client.get(urls["registration"]).status_code == 200
    assert client.get(urls["edit_registration"]).status_code == 404
    assert client.post(urls["change_registration_state"], {"to": "approved"}).status_code == 404


@pytest.mark.parametrize("name", ["delegations", "registrations", "delegation"])
def test_lists_cost_the_same_for_one_row_and_for_three(
    organiser_client, workshop, delegation, django_assert_num_queries, name
):
    args = [workshop.slug] if name != "delegation" else [workshop.slug, delegation.pk]
    url = reverse(f"participants:{name}", args=args)
    RegistrationFactory(workshop=workshop, delegation=delegation)
    FocalPointFactory(delegation=delegation)
    organiser_client.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        organiser_client.get(url)
    for _each in range(2):
        FocalPointFactory(delegation=delegation)
        RegistrationFactory(workshop=workshop, delegation=delegation)
        more = DelegationFactory(workshop=workshop)
        FocalPointFactory(delegation=more)
        RegistrationFactory(workshop=workshop, delegation=more)

    with django_assert_num_queries(len(one)):
        organiser_client.get(url)


def test_board_names_what_is_missing(organiser_client, urls, delegation):
    text = organiser_client.get(urls["delegations"]).content.decode()

    assert "the invitation" in text
    assert "a head of delegation" in text


def test_many_states_are_added_at_once(organiser_client, workshop, urls):
    organiser_client.post(
        urls["add_delegations"],
        {"states": ["GE", "AM", "UA"], "quota": 8, "reserves": 2, "deadline": ""},
    )

    added = workshop.delegations.exclude(country="").values_list("country", "quota", "reserves")
    assert sorted(added) == [("AM", 8, 2), ("GE", 8, 2), ("UA", 8, 2)]


def test_adding_nothing_is_a_sentence(organiser_client, urls):
    response = organiser_client.post(urls["add_delegations"], {"quota": 8, "reserves": 2})

    assert response.status_code == 422
    assert "Choose a state or name an organisation." in response.content.decode()


def test_cutting_seats_in_use_is_a_sentence_beside_the_field(organiser_client, urls, registration):
    response = organiser_client.post(urls["edit_delegation"], {"quota": 0, "reserves": 0})

    assert response.status_code == 422
    assert "quota" in response.context["form"].errors


def test_list_filters_and_searches(organiser_client, workshop, urls, registration):
    other = RegistrationFactory(workshop=workshop, delegation=None, state="approved")

    by_state = organiser_client.get(urls["registrations"], {"state": "approved"})
    alone = organiser_client.get(urls["registrations"], {"delegation": "none"})
    searched = organiser_client.post(
        urls["registrations"], {"search": registration.person.family_name}
    )

    assert by_state.context["page"].object_list == [other]
    assert alone.context["page"].object_list == [other]
    assert searched.context["page"].object_list == [registration]


def test_many_are_approved_and_refusals_are_named(organiser_client, workshop, urls, delegation):
    good = RegistrationFactory(workshop=workshop, delegation=delegation, state="submitted")
    gone = RegistrationFactory(workshop=workshop, delegation=delegation, state="withdrawn")

    response = organiser_client.post(
        urls["decide_many"],
        {"chosen": [good.pk, gone.pk], "action": "approve"},
        follow=True,
    )

    states = dict(Registration.objects.values_list("pk", "state"))
    assert (states[good.pk], states[gone.pk]) == ("approved", "withdrawn")
    assert f"{gone.listed_name}: A registration that is" in response.content.decode()


def test_many_are_not_rejected_without_a_reason(organiser_client, urls, registration):
    response = organiser_client.post(
        urls["decide_many"], {"chosen": [registration.pk], "action": "reject"}
    )

    assert response.status_code == 422
    assert response.context["ticked"] == {registration.pk}
    assert "reason" in response.context["bulk_form"].errors


def test_assistants_do_not_decide(client, workshop, urls, registration):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)

    assert client.post(urls["decide_many"], {"action": "approve"}).status_code == 404
    actions = client.get(urls["registrations"]).context["bulk_form"].fields["action"].choices
    assert [value for value, _label in actions] == ["tag", "untag"]


def test_protected_name_is_shown_to_named_staff_only_and_each_look_is_kept(
    client, organiser, workshop, urls, registration
):
    registration.is_protected, registration.alias = True, "Delegate 7"
    registration.save()
    name, email = registration.person.family_name, registration.person.email
    client.force_login(organiser)

    for page in ("registration", "registrations", "delegation"):
        text = client.get(urls[page]).content.decode()
        assert (name in text, email in text, "Delegate 7" in text) == (False, False, True), page
    searched = client.post(urls["registrations"], {"search": name})
    assert searched.context["page"].object_list == []
    assert not ProtectedLook.objects.exists()

    assert name in client.post(urls["reveal"]).content.decode()
    assert ProtectedLook.objects.get().by == organiser

    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    assert client.post(urls["reveal"]).status_code == 404
    assert client.get(urls["edit_registration"]).status_code == 404


def test_protecting_asks_for_an_alias(organiser_client, urls, registration):
    assert organiser_client.post(urls["protection"], {"alias": " "}).status_code == 422

    organiser_client.post(urls["protection"], {"alias": "Delegate 7"})

    registration.refresh_from_db()
    assert (registration.is_protected, registration.listed_name) == (True, "Delegate 7")


def test_full_delegation_is_overridden_by_hand_with_a_reason(
    organiser_client, urls, delegation, registration
):
    delegation.quota = 1
    delegation.save()
    facts = {
        "delegation": delegation.pk,
        "given_names": "Nino",
        "family_name": "Kobakhidze",
        "email": "nino@example.org",
    }

    refused = organiser_client.post(urls["add_registration"], facts)
    organiser_client.post(
        urls["add_registration"], {**facts, "override_reason": "Asked by the host"}
    )

    assert refused.status_code == 422
    assert "The 1 seat of" in refused.context["form"].errors["delegation"][0]
    assert "Kobakhidze" in refused.content.decode()
    added = delegation.registrations.get(person__family_name="Kobakhidze")
    assert added.state_changes.get().reason == "Asked by the host"


def test_inviting_writes_to_the_focal_points_once_a_minute(
    organiser_client, workshop, urls, delegation, focal_point
):
    organiser_client.post(urls["invite"])
    organiser_client.post(urls["invite"])

    message = workshop.messages.get()
    delegation.refresh_from_db()
    assert (message.to, message.kind) == (focal_point.email, "delegation-letter")
    assert delegation.invited_at is not None


def test_link_is_sent_and_makes_a_nominee_invited(organiser_client, workshop, urls, registration):
    Registration.objects.update(state="nominated")

    organiser_client.post(urls["send_link"])

    registration.refresh_from_db()
    assert registration.state == "invited"
    assert workshop.messages.get().kind == "registration-link"


def test_calling_off_cancels_and_tells(organiser_client, workshop, urls, registration):
    assert organiser_client.post(urls["call_off"], {"reason": ""}).status_code == 422

    organiser_client.post(urls["call_off"], {"reason": "The venue is closed"})

    workshop.refresh_from_db()
    registration.refresh_from_db()
    message = workshop.messages.get()
    assert (workshop.state, registration.state) == ("cancelled", "cancelled")
    assert message.kind == "workshop-cancelled"
    assert "The venue is closed" in message.body


def test_calling_off_counts_registrations_only_where_there_are_some(
    organiser_client, urls, registration
):
    with_one = organiser_client.get(urls["call_off"]).content.decode()
    Registration.objects.update(state="declined")
    with_none = organiser_client.get(urls["call_off"]).content.decode()

    assert "1 registration is cancelled with it." in with_one
    assert "cancelled with it" not in with_none
    assert "Everybody who knew of it gets a message." in with_none


def test_every_button_of_the_persons_page_has_its_address(organiser_client, urls, registration):
    page = organiser_client.get(urls["registration"]).content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    assert 'action=""' not in main
    for name in ("change_registration_state", "send_link", "make_head", "protection"):
        path = reverse(f"participants:{name}", args=[registration.workshop.slug, registration.pk])
        assert f'action="{path}"' in main
    assert f'href="{urls["registration"]}substitute/"' in main
