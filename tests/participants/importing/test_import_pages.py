import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participants.links import token_of
from participants.models import ImportRun, Registration
from tests.factories import (
    DelegationFactory,
    FocalPointFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)

ROWS = "Surname;Given names;E-mail\nDoe;Jo;j@example.org\nMoe;Max;no address\n"


@pytest.fixture
def staff_url(workshop):
    return f"/manage/workshops/{workshop.slug}/participants/import/"


def test_organiser_imports_a_file_into_a_delegation(organiser_client, staff_url, delegation):
    file = SimpleUploadedFile("list.csv", ROWS.encode("cp1251"))

    answer = organiser_client.post(f"{staff_url}?delegation={delegation.pk}", {"file": file})
    run = ImportRun.objects.get()
    page = organiser_client.get(answer.url)
    organiser_client.post(answer.url, {"do": "all"})

    assert answer.url == f"{staff_url}{run.pk}/"
    assert page.headers["Cache-Control"].count("no-store") == 1
    assert "This is no e-mail address." in page.text
    assert Registration.objects.get().person.family_name == "Doe"


def test_cell_is_corrected_in_the_browser_and_ticked_rows_are_imported(client, portal, delegation):
    address = client.post(f"{portal}import/", {"pasted": ROWS}).url
    first, second = ImportRun.objects.get().rows.all()

    client.post(address, {"do": "save", f"cell-{second.pk}-email": "m@example.org"})
    client.post(address, {"do": "chosen", "chosen": [second.pk]})

    assert Registration.objects.get().person.email == "m@example.org"
    first.refresh_from_db()
    assert first.standing == "ready"


def test_senseless_numbers_choose_nobody(client, portal):
    address = client.post(f"{portal}import/", {"pasted": ROWS}).url
    many = "9" * 40

    answer = client.post(address, {"do": "chosen", "chosen": many, f"cell-{many}-email": "x"})

    assert answer.status_code == 302
    assert not Registration.objects.exists()


def test_import_is_undone_by_a_button(client, portal):
    address = client.post(f"{portal}import/", {"pasted": ROWS}).url
    client.post(address, {"do": "all"})

    answer = client.post(address, {"do": "undo"}, follow=True)

    assert "1 person was removed." in answer.text
    assert not Registration.objects.exists()


def test_refused_file_is_told_beside_the_field(client, portal):
    answer = client.post(f"{portal}import/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


def test_columns_are_chosen_on_the_page(client, portal):
    text = "Surname;Hat;E-mail\nDoe;NATO;j@example.org\n"
    address = client.post(f"{portal}import/", {"pasted": text}).url

    client.post(
        address,
        {"do": "columns", "column-0": "family_name", "column-1": "agency", "column-2": "email"},
    )
    client.post(address, {"do": "all"})

    assert Registration.objects.get().agency == "NATO"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("", "Columns: all are taken over"),
        (";Shoe", "Columns: 1 is not taken over"),
        (";Shoe;Hat", "Columns: 2 are not taken over"),
    ],
)
def test_page_says_how_many_columns_are_left(client, portal, more, sentence):
    rows = f"Surname;Given names;E-mail{more}\nDoe;Jo;j@example.org\n"

    page = client.post(f"{portal}import/", {"pasted": rows}, follow=True)

    assert f"<summary>{sentence}</summary>" in page.text


def test_full_delegation_is_told_and_nothing_is_lost(client, portal, delegation):
    delegation.quota = 0
    delegation.reserves = 0
    delegation.save()
    address = client.post(f"{portal}import/", {"pasted": ROWS}).url
    second = ImportRun.objects.get().rows.last()

    answer = client.post(address, {"do": "all", f"cell-{second.pk}-email": "m@example.org"})

    assert answer.status_code == 422
    assert "No seat is free for this person." in answer.text
    assert 'value="m@example.org"' in answer.text or "m@example.org" in answer.text


def test_template_is_a_workbook(organiser_client, client, staff_url, portal):
    for address in (f"{staff_url}template/", f"{portal}import/template/"):
        answer = client.get(address, {"language": "ru"})

        assert answer.content.startswith(b"PK")


def test_strangers_get_nothing(client, staff_url, portal, delegation, stranger):
    other = FocalPointFactory(delegation=DelegationFactory(workshop=delegation.workshop))
    address = client.post(f"{portal}import/", {"pasted": ROWS}).url
    run = ImportRun.objects.get()
    elsewhere = TeamMemberFactory(workshop=WorkshopFactory()).user
    door = TeamMemberFactory(workshop=delegation.workshop, role="door").user

    assert client.get(f"/d/{token_of(other)}/import/{run.pk}/").status_code == 404
    assert client.get(staff_url).status_code == 302
    for user in (stranger, elsewhere, door, UserFactory()):
        client.force_login(user)
        assert client.get(staff_url).status_code == 404
        assert client.post(f"{staff_url}{run.pk}/", {"do": "all"}).status_code == 404
    assert client.get(address).status_code == 200


def test_delegation_of_another_workshop_is_not_imported_into(organiser_client, staff_url):
    other = DelegationFactory()

    assert organiser_client.get(f"{staff_url}?delegation={other.pk}").status_code == 404
    assert organiser_client.get(f"{staff_url}?delegation=x").status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_queries_do_not_grow(n, client, portal, django_assert_num_queries):
    rows = "".join(f"Doe {i};Jo;no address {i}\n" for i in range(n))
    address = client.post(f"{portal}import/", {"pasted": f"Surname;Name;E-mail\n{rows}"}).url
    client.get(address)

    with django_assert_num_queries(7):
        client.get(address)
