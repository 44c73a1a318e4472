"""A text file that was read wrongly is read again, without another upload."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participants.importing.applying import apply
from participants.importing.preview import read_run_again, set_columns, start
from participants.importing.reading import read_upload
from participants.models import ImportRun, ImportSource
from participants.rules import MoveRefused
from tests.participants.importing.lists import upload, workbook

pytestmark = pytest.mark.django_db

LINES = "Прізвище;Ім’я;E-mail;Примітка\nКовальчук;Юлія;j@example.org;так\n"


@pytest.fixture
def run(delegation):
    sheet = read_upload(upload(LINES.encode("cp1251"), "list.csv"), encoding="koi8-u")
    return start(sheet=sheet, workshop=delegation.workshop, delegation=delegation)


def cells(run):
    return [row.cells for row in run.rows.all()]


def test_another_encoding_gives_the_names_back(run):
    read_run_again(run=run, encoding="windows-1251", separator="")
    run.refresh_from_db()

    assert cells(run)[0][:2] == ["Ковальчук", "Юлія"]
    assert run.encoding == "windows-1251"
    assert run.fields[:3] == ["family_name", "given_names", "email"]


def test_what_was_said_of_the_columns_stays(run):
    set_columns(run=run, fields=["family_name", "given_names", "email", "agency"], day_first=None)

    read_run_again(run=run, encoding="windows-1251", separator="")

    run.refresh_from_db()
    assert run.fields == ["family_name", "given_names", "email", "agency"]


def test_another_separator_makes_other_columns(delegation):
    text = "Surname;E-mail,Given names\nDoe;j@example.org,Jo\n"
    run = start(
        sheet=read_upload(upload(text.encode(), "list.csv")),
        workshop=delegation.workshop,
        delegation=delegation,
    )

    read_run_again(run=run, encoding="", separator=",")
    by_comma = cells(run)
    read_run_again(run=run, encoding="", separator=";")

    assert by_comma == [["Doe;j@example.org", "Jo"]]
    assert cells(run) == [["Doe", "j@example.org,Jo"]]


def test_nothing_is_read_again_once_somebody_was_imported(run):
    read_run_again(run=run, encoding="windows-1251", separator="")
    run.refresh_from_db()
    apply(run=run)

    with pytest.raises(MoveRefused, match="imported already"):
        read_run_again(run=run, encoding="koi8-u", separator="")

    assert cells(run)[0][0] == "Ковальчук"


def test_workbook_is_not_kept(delegation):
    content = workbook([["Surname", "E-mail"], ["Doe", "j@example.org"]])
    run = start(
        sheet=read_upload(upload(content)), workshop=delegation.workshop, delegation=delegation
    )

    assert not ImportSource.objects.exists()
    with pytest.raises(MoveRefused):
        read_run_again(run=run, encoding="utf-8", separator="")


def test_source_goes_with_the_list(client, portal, run):
    run.delete()

    assert not ImportSource.objects.exists()


def test_focal_point_reads_the_list_again(client, portal):
    file = SimpleUploadedFile("list.csv", LINES.encode("cp1251"))
    address = client.post(f"{portal}import/", {"file": file, "encoding": "koi8-u"}).url
    wrong = client.get(address).text

    right = client.post(address, {"do": "read", "encoding": "windows-1251"}, follow=True)
    senseless = client.post(address, {"do": "read", "encoding": "rot13"}, follow=True)

    assert "Read again as" in wrong
    assert "Ковальчук" not in wrong
    assert "Ковальчук" in right.text
    assert senseless.status_code == 200
    assert cells(ImportRun.objects.get())[0][0] == "Ковальчук"
