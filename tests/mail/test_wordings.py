"""A workshop's own wording: closed placeholders, a preview, and the way back."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mail.kinds import kinds
from mail.models import MessageTemplate
from mail.wording import standard_wording
from tests.factories import TeamMemberFactory
from workshops.roles import PERMISSIONS, Role

pytestmark = pytest.mark.django_db


def address(workshop, name="mail:wording"):
    return reverse(name, args=[workshop.slug, "test-link", "fr"])


def test_standard_wording_is_the_text_to_start_from(kind, workshop, organiser_client):
    text = organiser_client.get(address(workshop)).content.decode()

    assert "{workshop_title}: your link" in text
    assert f"{workshop.title}: your link" in text


def test_own_wording_is_saved(kind, workshop, organiser_client):
    answer = organiser_client.post(
        address(workshop), {"subject": "Votre lien", "body": "{link}\nAu revoir"}
    )

    own = MessageTemplate.objects.get()
    assert answer.status_code == 302
    assert (own.kind, own.language, own.subject) == ("test-link", "fr", "Votre lien")


def test_preview_fills_in_examples_and_saves_nothing(kind, workshop, organiser_client):
    answer = organiser_client.post(
        address(workshop), {"subject": "{workshop_dates}", "body": "{link}", "preview": "1"}
    )

    assert "12–13 décembre 2030" in answer.content.decode()
    assert "https://example.org/r/abc/" in answer.content.decode()
    assert MessageTemplate.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": "{link} {passport}"}, "There is no placeholder {passport}."),
        ({"body": "{link.__class__}"}, "There is no placeholder {link.__class__}."),
        ({"body": "Hello"}, "The text must contain {link}"),
        ({"subject": "{secret}"}, "There is no placeholder {secret}."),
        ({"subject": ""}, "This field is required."),
    ],
)
def test_bad_wording_is_refused_and_nothing_typed_is_lost(
    kind, workshop, organiser_client, typed, sentence
):
    answer = organiser_client.post(
        address(workshop), {"subject": "My subject", "body": "My text {link}", **typed}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert all(value in text for value in typed.values())
    assert MessageTemplate.objects.count() == 0


def test_standard_wording_is_restored(kind, workshop, organiser_client):
    MessageTemplate.objects.create(
        workshop=workshop, kind="test-link", language="fr", subject="x", body="{link}"
    )

    organiser_client.post(address(workshop, "mail:restore"))

    assert MessageTemplate.objects.count() == 0


def test_list_marks_what_is_worded_anew(kind, workshop, organiser_client):
    MessageTemplate.objects.create(
        workshop=workshop, kind="test-link", language="fr", subject="x", body="{link}"
    )

    text = organiser_client.get(reverse("mail:wordings", args=[workshop.slug])).content.decode()

    assert text.count("Your own") == 1


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("name", ["mail:wording", "mail:wordings"])
def test_pages_follow_the_table_of_permissions(kind, client, workshop, role, name):
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)
    page = address(workshop) if name == "mail:wording" else reverse(name, args=[workshop.slug])

    status = client.get(page).status_code

    assert status == (200 if role in PERMISSIONS["workshop.edit"] else 404)


@pytest.mark.parametrize("target", ["nonsense/fr", "test-link/xx"])
def test_unknown_kind_or_language_is_not_found(kind, workshop, organiser_client, target):
    page = reverse("mail:wordings", args=[workshop.slug]) + f"{target}/"

    assert organiser_client.get(page).status_code == 404


def test_every_declared_kind_has_a_standard_wording_with_its_required_facts():
    for kind in kinds():
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                wording = standard_wording(kind, language)
            assert wording.subject, kind.name
            assert all(f"{{{name}}}" in wording.body for name in kind.required), kind.name
