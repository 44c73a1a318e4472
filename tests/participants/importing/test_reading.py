import io
import zipfile

import pytest

from participants.importing.headings import LANGUAGES, NAMES, field_of, recognise
from participants.importing.reading import read_pasted, read_upload
from participants.importing.tables import find_table
from participants.importing.templates import template
from participants.rules import UploadRefused
from tests.participants.importing.lists import upload, workbook

LIST = "Фамилия;Имя;Должность;E-mail\nКовальчук;Наталія;Начальник відділу;n@example.org\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u", "iso8859-5"],
)
def test_cyrillic_names_survive_every_usual_encoding(encoding):
    content = LIST.replace("і", "и").encode(encoding)

    sheet = read_upload(upload(content, "list.csv"))

    assert sheet.rows[1][1] == ["Ковальчук", "Наталия", "Начальник виддилу", "n@example.org"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Élodie Müller-Lefèvre"),
        ("iso8859-1", "José Núñez"),
        ("cp1250", "Łukasz Błażej"),
        ("cp1254", "Şahin Oğuz"),
        ("cp1251", "Ґанджій Їжакевич"),
    ],
)
def test_names_of_other_alphabets_survive(encoding, name):
    sheet = read_upload(upload(f"Name,E-mail\n{name},a@example.org\n".encode(encoding), "a.csv"))

    assert sheet.rows[1][1][0] == name


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found(separator):
    text = separator.join(["Surname", "Name", "E-mail"]) + "\n" + separator.join("abc")

    assert list(read_pasted(text).rows) == [
        (1, ["Surname", "Name", "E-mail"]),
        (2, ["a", "b", "c"]),
    ]


def test_quoted_separators_and_line_ends_stay_in_their_cell():
    sheet = read_upload(upload(b'Surname;Agency\nDoe;"Police; Unit 3\nKyiv"\n', "a.csv"))

    assert sheet.rows[1][1] == ["Doe", "Police; Unit 3 Kyiv"]


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    file = io.BytesIO(workbook([["Surname"], ["Doe"]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_part("xl/worksheets/bomb.xml", b"0" * 100_000_000), "far too large"),
        (with_part("xl/vbaProject.bin", b"macro"), "macros"),
        (with_part("xl/evil.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "no list"),
        (zipped(letter_dot_xml=b"<a/>"), "no list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"%PDF-1.7 nothing", "no list"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x01\x02\x03\x05", "no list"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"", "empty"),
        (b"a;b\n" * 10_001, "10000 rows"),
        (b"x" * 10_000_001, "at most"),
    ],
    ids=[
        "bomb", "macros", "entities", "zip", "xls", "locked", "pdf", "program", "broken", "empty",
        "rows", "large",
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(content, words):
    with pytest.raises(UploadRefused) as refused:
        read_upload(upload(content))

    assert words in refused.value.sentence


def test_titles_merged_cells_sections_and_totals_are_no_people():
    content = workbook(
        [
            ["Regional workshop, list of participants", None, None, None],
            [],
            ["№", "Country", "Surname and name", "E-mail"],
            ["GEORGIA", None, None, None],
            [1, "Georgia", "BERIDZE Ana", "a@example.org"],
            [2, None, "Nino KHUTSISHVILI", "n@example.org"],
            [],
            ["№", "Country", "Surname and name", "E-mail"],
            [3, "Armenia", "ter-Petrosyan, Hayk", "h@example.org"],
            ["Total", None, 3, None],
        ],
        merged=["A1:D1", "A4:D4", "B5:B6"],
    )

    table = find_table(read_upload(upload(content)))

    assert [(number, cells) for number, cells in table.rows] == [
        (5, ["1", "Georgia", "BERIDZE Ana", "a@example.org"]),
        (6, ["2", "Georgia", "Nino KHUTSISHVILI", "n@example.org"]),
        (9, ["3", "Armenia", "ter-Petrosyan, Hayk", "h@example.org"]),
    ]
    assert [why for _number, why, _words in table.left_out] == [
        "title", "section", "repeated", "total",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        ["Total / Итого", "4"],
        ["Total | Разом", "4"],
        ["Total (4)"],
        ["Всего: 4 человека"],
        ["", "Итого 4"],
    ],
)
def test_total_in_two_languages_is_no_person(cells):
    rows = [["Surname", "Name", "E-mail"], ["Totalová", "Ana", "a@example.org"], cells]

    table = find_table(read_pasted("\n".join("\t".join(row) for row in rows)))

    assert [cells for _number, cells in table.rows] == [["Totalová", "Ana", "a@example.org"]]
    assert [why for _number, why, _words in table.left_out] == ["total"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("SURNAME *", "family_name"), ("Nom de famille", "family_name"),
        ("Фамилия", "family_name"), ("Прізвище", "family_name"), ("Rank/Position", "position"),
        ("E-mail:", "email"), ("Імʼя", "given_names"), ("Ім'я", "given_names"),
        ("Фамилия / Surname", "family_name"), ("Délégation", "delegation"), ("Shoe size", ""),
    ],
)  # fmt: skip
def test_heading_is_recognised(heading, field):
    assert field_of(heading) == field


def test_no_heading_means_two_things():
    seen: dict[str, str] = {}
    for field, languages in NAMES.items():
        for name in "|".join(languages.values()).split("|"):
            assert seen.setdefault(name.casefold(), field) == field, name


def test_name_beside_surname_is_the_given_name_and_nom_alone_is_both():
    assert recognise(["Surname", "Name"], {}) == ["family_name", "given_names"]
    assert recognise(["Nom", "Prénom"], {}) == ["family_name", "given_names"]
    assert recognise(["Nom", "Pays"], {}) == ["name_family_first", "delegation"]
    assert recognise(["Shoe size"], {"shoe size": "title"}) == ["title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_template_is_recognised(language):
    sheet = read_upload(upload(template(language=language, with_delegation=True)))

    assert "" not in recognise(sheet.rows[0][1], {})
