"""The letter of invitation: what it says, in whose language, and who may read it."""

import subprocess

import pytest
from django.urls import reverse

from participants.actions.inviting import invite_on_paper
from participants.links import focal_point_link, new_link, token_of
from tests.factories import (
    DelegationFactory,
    FocalPointFactory,
    TeamMemberFactory,
    WorkshopOrganiserFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal_point(workshop):
    workshop.profile_sought = "Investigators with five years of practice"
    workshop.gender_target = 30
    workshop.save()
    WorkshopOrganiserFactory(workshop=workshop, organisation__name="OSCE Project Co-ordinator")
    delegation = DelegationFactory(
        workshop=workshop,
        country="MD",
        organisation_name="",
        quota=8,
        reserves=2,
        deadline=workshop.starts_on.replace(day=1),
    )
    return FocalPointFactory(delegation=delegation, name="Ion Rusu")


def address(focal_point):
    delegation = focal_point.delegation
    args = [delegation.workshop.slug, delegation.pk, focal_point.pk]
    return reverse("certificates:invitation_pdf", args=args)


def text_of(response, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(response.content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return " ".join(done.stdout.split())


def test_letter_says_all_that_a_delegation_needs(
    organiser_client, organiser, workshop, focal_point, tmp_path
):
    invite_on_paper(delegation=focal_point.delegation, by=organiser)

    response = organiser_client.get(address(focal_point))

    text = text_of(response, tmp_path)
    assert response["Content-Type"] == "application/pdf"
    for words in (
        "OSCE Project Co-ordinator",
        f"{workshop.slug.upper()}/001",
        "Ion Rusu",
        "Republic of Moldova",
        "Seats 8",
        "Reserves 2",
        "1 December 2030",
        "Investigators with five years of practice",
        "12–13 December 2030",
    ):
        assert words in text, words
    assert focal_point_link(focal_point) in text.replace(" ", "")


def test_letter_without_number_is_a_draft(organiser_client, focal_point, tmp_path):
    assert "Draft: no number yet" in text_of(organiser_client.get(address(focal_point)), tmp_path)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "République de Moldova"), ("ru", "Республика Молдова")]
)
def test_letter_is_in_the_focal_points_language(
    organiser_client, focal_point, tmp_path, language, words
):
    focal_point.language = language
    focal_point.save()

    assert words in text_of(organiser_client.get(address(focal_point)), tmp_path)


def test_only_who_may_invite_reads_letters(client, stranger, workshop, focal_point):
    other = FocalPointFactory()
    foreign = reverse(
        "certificates:invitation_pdf",
        args=[workshop.slug, focal_point.delegation_id, other.pk],
    )
    assistant = TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user
    organiser = TeamMemberFactory(workshop=workshop).user

    assert client.get(address(focal_point)).status_code == 302
    for user, url in (
        (stranger, address(focal_point)),
        (assistant, address(focal_point)),
        (organiser, foreign),
        (organiser, address(other)),
    ):
        client.force_login(user)
        assert client.get(url).status_code == 404


def test_focal_point_reads_the_own_letter_until_the_link_is_replaced(client, focal_point):
    url = reverse("certificates:own_invitation_pdf", args=[token_of(focal_point)])

    assert client.get(url).status_code == 200
    new_link(focal_point)
    assert client.get(url).status_code == 410
