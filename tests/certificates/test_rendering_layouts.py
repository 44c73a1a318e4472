"""Each layout of the gallery on each paper, with the names that are hardest to print."""

from dataclasses import replace
from itertools import pairwise

import page
import pypdfium2
import pytest
from django.utils import translation

from certificates.rendering import Organiser, Signatory
from certificates.rendering.fitting import Box, fit_within, scaled, set_at
from certificates.rendering.layers import _style_sheet, style_sheet
from certificates.rendering.layouts import BILINGUAL, LAYOUTS, PAPERS, POINTS_PER_MM, places_of
from certificates.rendering.stacking import personal, subjects_of
from certificates.rendering.typefaces import SERIF
from tests.certificates.rendering_samples import (
    DESIGN,
    ENGLISH,
    LOGO,
    LONG_NAMES,
    RUSSIAN,
    sheet,
)
from tests.certificates.test_rendering_certificates import box_of, printed, uses_notdef

EVERY_PAGE = [(layout, paper) for layout in LAYOUTS for paper in PAPERS]
ROLE = "Deputy Head of the Main Directorate for Combating Transnational Organised Crime zz"
TITLE = "Regional training workshop on approaches against organised crime groups " * 3 + "yyy"
SCRIPTS = "Հայկ Տեր-Պետրոսյան გიორგი კვირიკაშვილი Олександр Ґанджій محمد الراشد"
MARGIN = 7 * POINTS_PER_MM


def extreme(layout, paper):
    """A design with all that a sheet can hold, and a sheet as long as they come."""
    is_bilingual = layout == BILINGUAL
    design = replace(
        DESIGN,
        layout=layout,
        paper=paper,
        accent="#8a6d2f",
        seal=LOGO,
        organisers=(Organiser("Organization for Security and Co-operation in Europe", LOGO),) * 4,
        signatories=tuple(
            Signatory(f"Signatory of a long name {i}", ROLE, b"", ROLE if is_bilingual else "")
            for i in range(4)
        ),
    )
    wording = replace(
        ENGLISH,
        workshop_title=TITLE,
        has_statement=True,
        second=replace(RUSSIAN, has_statement=True) if is_bilingual else None,
    )
    person = sheet(
        LONG_NAMES["eighty"],
        wording=wording,
        own_script_name=SCRIPTS,
        designation="Deputy Head of the Main Directorate " * 4,
        second_designation="Заместитель начальника главного управления" if is_bilingual else "",
        hours="Length of the programme: 11 hours 45 minutes · Issued on 13 December 2019",
        statement="In recognition of an outstanding contribution to the work. " * 4 + "qqq",
    )
    return design, person


@pytest.mark.parametrize("layout, paper", EVERY_PAGE)
def test_longest_texts_stay_on_the_paper_and_apart(layout, paper):
    design, person = extreme(layout, paper)

    [pdf] = printed(person, design=design)

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        text = document[0].get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
    places = places_of(layout, paper)
    assert (round(width), round(height)) == (
        round(places.width * POINTS_PER_MM),
        round(places.height * POINTS_PER_MM),
    )
    assert min(box[0] for box in boxes) > MARGIN
    assert max(box[2] for box in boxes) < width - MARGIN
    assert min(box[1] for box in boxes) > MARGIN
    assert max(box[3] for box in boxes) < height - MARGIN
    assert not uses_notdef(pdf)
    # A compressed stream that happens to end in a carriage return is taken for a wrong length.
    broken = {failure.rule_id for failure in page.validate_pdf_bytes(pdf).failures}
    assert broken <= {"PDFA3U-STREAM-LENGTH-001"}
    # Nothing hangs out of its room: the space of the signatures is free of words.
    for words, area in (
        ("Europe", places.organisers),
        (ENGLISH.opening, places.head),
        ("qqq", places.subject),
    ):
        assert box_of(pdf, words)[1] > height - area.bottom * POINTS_PER_MM - 2, words
    # From above to below, each part ends before the next begins.
    tops = [
        box_of(pdf, words)
        for words in (
            "Europe",
            ENGLISH.heading,
            ENGLISH.opening,
            "Maria",
            ENGLISH.participation,
            "yyy",
            "12–13 December",
            "Length of the",
            "qqq",
            "Signatory of",
        )
    ]
    for above, below in pairwise(tops):
        assert above[1] > below[3] - 2


@pytest.mark.parametrize("layout, paper", EVERY_PAGE)
def test_parts_of_a_layout_do_not_overlap(layout, paper):
    places = places_of(layout, paper)
    parts = [places.organisers, places.head, places.person, places.subject, places.signatories]

    for above, below in pairwise(parts):
        assert above.bottom <= below.top + 0.01
    proof = places.proof
    assert proof.bottom < places.height - 7 and proof.right < places.width - 7
    beside = proof.left >= places.signatories.right
    assert beside or proof.top >= places.signatories.bottom


def test_short_name_is_set_large_and_a_long_one_small():
    places = places_of("portrait", "a4")

    short, long = (personal(sheet(name), places).name for name in ("Li Na", LONG_NAMES["eighty"]))

    assert (short.lines, long.lines) == (1, 2)
    assert short.size > long.size


@pytest.mark.parametrize("room", [12, 30, 60])
def test_text_is_never_higher_than_its_room(room):
    box = Box(300, SERIF, ((1, 20, 17), (2, 18, 14), (4, 12, 8)))

    found = fit_within("An endless title of a workshop " * 6, box, room, 1.2)

    assert found.lines * found.size * 1.2 <= room or found.size <= 3


def test_room_changes_nothing_where_there_is_enough():
    box = Box(300, SERIF, scaled(((1, 20, 17),), 0.5))

    assert fit_within("Short", box, 100, 1.2) == set_at("Short", 10, box)


def test_lines_of_two_languages_stand_at_the_same_height():
    wording = replace(ENGLISH, second=replace(RUSSIAN, workshop_title=RUSSIAN.workshop_title * 3))

    english, russian = subjects_of(wording, places_of(BILINGUAL, "letter"))

    assert english.title.top == russian.title.top
    assert english.when.top == russian.when.top
    assert english.title.fit.lines < russian.title.fit.lines


def test_sheet_of_two_languages_says_both():
    design = replace(DESIGN, layout=BILINGUAL)
    wording = replace(ENGLISH, second=RUSSIAN)

    [pdf] = printed(
        sheet(wording=wording, hours="16 hours", second_hours="16 часов"), design=design
    )

    for words in (ENGLISH.heading, RUSSIAN.heading, "16 hours", "16 часов"):
        assert box_of(pdf, words)
    assert box_of(pdf, ENGLISH.heading)[2] < box_of(pdf, RUSSIAN.heading)[0]


def test_places_are_the_same_in_languages_with_a_decimal_comma():
    expected = style_sheet(DESIGN)
    _style_sheet.cache_clear()

    with translation.override("fr"):
        assert style_sheet(DESIGN) == expected
