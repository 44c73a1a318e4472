"""The pages on which kinds are chosen, people are named and results are typed."""

import pytest
from django.urls import reverse

from certificates.actions.keeping_results import keep_results
from certificates.kinds import kind_of, kinds_of
from certificates.models import Decision, GivenKind, KnowledgeResult
from tests.certificates.test_kinds import give
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def url(name, workshop, *args):
    return reverse(f"certificates:{name}", args=[workshop.slug, *args])


def test_kinds_are_chosen_with_their_numbers(organiser_client, workshop):
    data = {
        "participation-is_given": "on",
        "participation-share": "",
        "completion-is_given": "on",
        "completion-share": "50",
        "completion-pass_mark": "70",
    }

    organiser_client.post(url("kinds", workshop), data)

    assert [kind.key for kind in kinds_of(workshop)] == ["participation", "completion"]
    completion = kind_of(workshop, "completion")
    assert (completion.share, completion.pass_mark) == (50, 70)


def test_wrong_number_comes_back_as_typed_and_nothing_is_changed(organiser_client, workshop):
    data = {"completion-is_given": "on", "completion-share": "150", "completion-pass_mark": "70"}

    answer = organiser_client.post(url("kinds", workshop), data)

    assert answer.status_code == 422
    assert 'value="150"' in answer.content.decode()
    assert not GivenKind.objects.exists()


def test_own_kind_needs_both_lines_of_a_language(organiser_client, workshop):
    answer = organiser_client.post(
        url("add_kind", workshop), {"rule": "hand", "heading_en": "Certificate of mentorship"}
    )

    assert answer.status_code == 422
    assert "Say this line in this language, too." in answer.content.decode()
    organiser_client.post(
        url("add_kind", workshop),
        {"rule": "hand", "heading_en": "Certificate of mentorship", "phrase_en": "has guided"},
    )
    own = GivenKind.objects.get()
    assert own.words == {"en": {"heading": "Certificate of mentorship", "phrase": "has guided"}}
    page = organiser_client.get(url("own_kind", workshop, own.pk)).content.decode()
    assert "Certificate of mentorship" in page


def test_somebody_new_is_named_and_withdrawn(organiser_client, organiser, workshop):
    give(workshop, "thanks")
    where = url("naming", workshop, "thanks")

    refused = organiser_client.post(where, {"given_names": "Olena"})
    organiser_client.post(where, {"given_names": "Olena", "family_name": "Bondar"})

    assert refused.status_code == 422 and 'value="Olena"' in refused.content.decode()
    decision = Decision.objects.get()
    assert (decision.effect, decision.by) == ("named", organiser)
    assert "Olena Bondar" in organiser_client.get(where).content.decode()
    organiser_client.post(url("decide", workshop, decision.person_id, "thanks"), {"withdraw": "1"})
    assert not Decision.objects.exists()


def test_member_of_the_team_is_filled_in(organiser_client, organiser, workshop):
    give(workshop, "thanks")
    organiser.name = "Olena Bondar"
    organiser.save()

    page = organiser_client.get(f"{url('naming', workshop, 'thanks')}?team={organiser.pk}")

    assert 'value="Bondar"' in page.content.decode()
    assert f'value="{organiser.email}"' in page.content.decode()


def test_results_typed_into_the_grid(organiser_client, workshop, attended):
    one, two = attended(), attended()
    data = {f"was-{one.pk}": "", f"result-{one.pk}": "17/20", f"was-{two.pk}": ""}

    organiser_client.post(url("results", workshop), {**data, f"result-{two.pk}": ""})

    assert KnowledgeResult.objects.get().percent == 85


def test_wrong_result_comes_back_beside_its_cell_and_none_is_saved(
    organiser_client, workshop, attended
):
    one, two = attended(), attended()
    data = {f"result-{one.pk}": "85", f"result-{two.pk}": "lots"}

    answer = organiser_client.post(url("results", workshop), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="lots"' in page and 'value="85"' in page
    assert "“lots” is no result. Type 85, 85 % or 17/20." in page
    assert not KnowledgeResult.objects.exists()


def test_cell_that_was_left_alone_does_not_undo_a_colleagues_result(
    organiser_client, workshop, attended
):
    one, two = attended(), attended()
    shown = {f"was-{one.pk}": "", f"result-{one.pk}": "", f"was-{two.pk}": ""}
    keep_results(workshop=workshop, results={one.pk: 90}, by=None)

    organiser_client.post(url("results", workshop), {**shown, f"result-{two.pk}": "50"})

    assert dict(KnowledgeResult.objects.values_list("registration", "percent")) == {
        one.pk: 90,
        two.pk: 50,
    }


def test_pasted_results_are_saved_together_or_not_at_all(organiser_client, workshop, attended):
    attended(person=PersonFactory(family_name="Beridze"))
    lines = "Ana Beridze;85\nNo One;50"

    refused = organiser_client.post(url("results", workshop), {"paste": "1", "lines": lines})
    assert not KnowledgeResult.objects.exists()
    organiser_client.post(url("results", workshop), {"paste": "1", "lines": "Ana Beridze;85"})

    assert refused.status_code == 422
    assert "Ana Beridze;85" in refused.content.decode()
    assert "Line 2: nobody here is called “No One”." in refused.content.decode()
    assert KnowledgeResult.objects.get().percent == 85


def test_list_counts_each_kind_and_issues_the_ticked_ones(organiser_client, workshop, attended):
    give(workshop, "attendance")
    attended()

    page = organiser_client.get(url("list", workshop)).content.decode()
    nothing = organiser_client.post(url("issue", workshop), {"choose": "1"}, follow=True)

    assert "Issue 2 certificates" in page
    assert page.count('name="kinds"') == 2
    assert "Tick at least one kind of certificate." in nothing.content.decode()
