"""Certificates looked at as a reader would: text, faces, places on the paper, and the code."""

import os
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image

from certificates.rendering import (
    Organiser,
    Signatory,
    merge,
    render_certificates,
    render_print_file,
)
from tests.certificates.rendering_samples import (
    ARABIC,
    DESIGN,
    ENGLISH,
    LOGO,
    LONG_NAMES,
    NAMES,
    RUSSIAN,
    sheet,
)

BAND = 15.5 * 72 / 25.4  # the border's inner edge


def printed(*sheets, design=DESIGN):
    return [pdf for _sheet, pdf in render_certificates(design, sheets)]


def text_of(pdf):
    """The text as copied from the page, without regard to line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()
    return " ".join(text.replace("\ufffe", "").split())


def letters(text):
    return sorted(char for char in text if not char.isspace())


def font_names(pdf):
    """Every face in the file, the shared layer's too."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            str(thing.BaseFont).split("+")[-1]
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        }


def everything_in(pdf):
    """All bytes of the file with every stream unpacked."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return b"\n".join(
            thing.read_bytes() if isinstance(thing, pikepdf.Stream) else thing.unparse(True)
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary)
        )


@pytest.fixture(scope="module")
def ordinary():
    return printed(
        sheet(
            "Anna-Liisa Kõrvits",
            own_script_name="Հայկ Տեր-Պետրոսյան",
            designation="Police Colonel, Border Guard Board",
            hours="16 hours of training",
        )
    )[0]


def test_page_says_all_that_a_certificate_must_say(ordinary):
    text = text_of(ordinary)

    for expected in (
        "Lead Organisation",
        "Host Ministry",
        ENGLISH.heading,
        ENGLISH.opening,
        "Anna-Liisa Kõrvits",
        "Հայկ Տեր-Պետրոսյան",
        "Police Colonel, Border Guard Board",
        ENGLISH.participation,
        "12–13 December 2019 · Kyiv, Ukraine",
        "16 hours of training",
        "Ada Signer",
        "Head of Unit",
        "Certificate No. KYIV-2019-0001",
        "Verify at rollcall.example.org/v/X7K2-9PQM-0001",
    ):
        assert expected in text


def test_another_reader_finds_the_name_too(ordinary):
    reader = pypdf.PdfReader(BytesIO(ordinary))

    text = reader.pages[0].extract_text()

    assert "Anna-Liisa Kõrvits" in text
    assert ENGLISH.heading in text


def test_paper_is_one_landscape_a4_page(ordinary):
    reader = pypdf.PdfReader(BytesIO(ordinary))

    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)


@pytest.mark.parametrize("script", NAMES)
def test_name_prints_in_the_face_of_its_script(script):
    name, face = NAMES[script]

    [pdf] = printed(sheet(name))

    # Readers differ in the order of right-to-left runs: the letters must all be there.
    found = text_of(pdf)
    assert not set(letters(name)) - set(letters(found))
    assert face in font_names(pdf)


@pytest.mark.parametrize("script", NAMES)
def test_no_letter_prints_as_an_empty_box(script):
    name, _face = NAMES[script]

    [pdf] = printed(sheet(name))

    assert not uses_notdef(pdf)


def test_empty_box_is_noticed_when_a_letter_has_no_glyph():
    [pdf] = printed(sheet("𓀀𓀁"))  # Egyptian hieroglyphs: no shipped face has them

    assert uses_notdef(pdf)


def uses_notdef(pdf):
    """Whether the page shows a glyph that its embedded face does not draw."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        faces = {name: embedded_face(font) for name, font in page.Resources.Font.items()}
        face = None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                face = faces[str(operands[0])]
            elif str(operator) == "TJ":
                shown = b"".join(bytes(x) for x in operands[0] if isinstance(x, pikepdf.String))
                glyphs = [shown[i] << 8 | shown[i + 1] for i in range(0, len(shown), 2)]
                if any(glyph == 0 or glyph >= face["maxp"].numGlyphs for glyph in glyphs):
                    return True
    return False


def embedded_face(font):
    file = font.DescendantFonts[0].FontDescriptor.FontFile2
    return TTFont(BytesIO(file.read_bytes()))


@pytest.mark.parametrize("kind", LONG_NAMES)
def test_long_name_stays_inside_the_border(kind):
    name = LONG_NAMES[kind].strip()

    [pdf] = printed(
        sheet(name, own_script_name=name, designation="Deputy Head of the Main Directorate " * 5)
    )

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
    assert min(box[0] for box in boxes) > BAND
    assert max(box[2] for box in boxes) < width - BAND
    assert min(box[1] for box in boxes) > BAND
    assert max(box[3] for box in boxes) < height - BAND


@pytest.mark.parametrize("kind", LONG_NAMES)
def test_long_name_does_not_run_into_the_lines_around_it(kind):
    name = LONG_NAMES[kind].strip()

    [pdf] = printed(
        sheet(name, own_script_name=name, designation="Deputy Head of the Main Directorate " * 5)
    )

    with pypdfium2.PdfDocument(pdf) as document:
        height = document[0].get_size()[1]
        page = document[0].get_textpage()
        tops = {}
        for phrase in (ENGLISH.opening, ENGLISH.participation):
            finder = page.search(phrase)
            index, count = finder.get_next()
            boxes = [page.get_charbox(i) for i in range(index, index + count)]
            tops[phrase] = (min(b[1] for b in boxes), max(b[3] for b in boxes))
        body = [
            page.get_charbox(i)
            for i in range(page.count_chars())
            if page.get_text_range(i, 1) in set(name) - {" "}
        ]
    below_opening, above_participation = tops[ENGLISH.opening][0], tops[ENGLISH.participation][1]
    middle = (below_opening + above_participation) / 2
    personal = [b for b in body if abs((b[1] + b[3]) / 2 - middle) < 20 * 72 / 25.4]
    assert personal
    assert max(b[3] for b in personal) <= below_opening + 2
    assert min(b[1] for b in personal) >= above_participation - 2
    assert below_opening > above_participation > 0 and height > below_opening


def test_name_own_script_and_post_that_all_wrap_shrink_together():
    [pdf] = printed(
        sheet(
            "Maria Aleksandrovna Konstantinopolskaya-Vyshnevetska de la Fuente y Santísima Trini",
            own_script_name="Константинопольская-Вышневецкая Мария Александровна " * 2 + "Щщщ",
            designation="Deputy Head of the Main Directorate for Combating Crime " * 3 + "zzz",
        )
    )

    above = box_of(pdf, ENGLISH.opening)[1] - box_of(pdf, "Maria")[3]
    below = box_of(pdf, "zzz")[1] - box_of(pdf, ENGLISH.participation)[3]
    assert (above, below) > (0, 0)
    assert above + below > 20


def test_title_of_160_letters_leaves_date_and_signatures_free():
    title = "Regional training workshop on proactive and intelligence-led approaches " * 2
    title += "against crime zzz"
    wording = replace(ENGLISH, workshop_title=title)
    assert len(title) == 161

    [pdf] = printed(sheet(wording=wording, hours="16 hours of training"))

    last_of_title = box_of(pdf, title.split()[-1])
    date = box_of(pdf, wording.when)
    hours = box_of(pdf, "16 hours")
    signer = box_of(pdf, "Ada Signer")
    assert last_of_title[1] > date[3]
    assert date[1] > hours[3]
    assert hours[1] > signer[3]


def box_of(pdf, words):
    """Left, bottom, right, top of the last place where ``words`` stand."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        finder, found = page.search(words), None
        while place := finder.get_next():
            found = place
        boxes = [page.get_charbox(i) for i in range(found[0], found[0] + found[1])]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def test_qr_code_leads_to_the_verification_page(ordinary):
    with pypdfium2.PdfDocument(ordinary) as document:
        picture = document[0].render(scale=200 / 72).to_pil()

    [code] = zxingcpp.read_barcodes(picture)

    assert code.text == "https://rollcall.example.org/v/X7K2-9PQM-0001"


def test_code_is_printed_in_one_piece_however_wide_its_letters_are():
    code = "WMWM-WMWM-WMWM-WMWM-WMWM"
    address = f"https://rollcall.an-organisation-of-many-states.example.org/v/{code}/"

    [pdf] = printed(replace(sheet(), verification_url=address))

    assert f"{code}/" in text_of(pdf)


def test_file_holds_no_trace_of_other_people():
    people = [sheet(f"Person{chr(65 + i)} Family{chr(65 + i)}", number=i, key=i) for i in range(5)]
    together = printed(*people)

    for person, pdf in zip(people, together, strict=True):
        [alone] = printed(person)
        assert person.name in text_of(pdf)
        # As if nobody else had been printed: not a picture, glyph or word of the others.
        assert everything_in(pdf) == everything_in(alone)


def test_all_faces_are_embedded(ordinary):
    with pikepdf.open(BytesIO(ordinary)) as document:
        descriptors = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]

    assert len(descriptors) >= 5
    assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_equal_input_gives_equal_bytes():
    people = [sheet("Anna Example"), sheet("Иван Пример", number=2, wording=RUSSIAN)]

    assert printed(*people) == printed(*people)


def test_metadata_names_the_person_the_author_and_the_language():
    [pdf] = printed(sheet("Иван Пример", wording=RUSSIAN))

    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.docinfo["/Title"] == "Сертификат участника: Иван Пример"
        assert document.docinfo["/Author"] == "Lead Organisation"
        assert document.Root.Lang == "ru"
        assert document.docinfo["/CreationDate"] == "D:20191213160000+00'00"
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")


def test_archive_rules_on_pictures_and_fonts_are_kept(ordinary):
    with pikepdf.open(BytesIO(ordinary)) as document:
        pictures = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert pictures
        assert not any(bool(picture.get("/Interpolate", False)) for picture in pictures)
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert not document.is_encrypted


def test_wordings_do_not_mix():
    english, russian, again = printed(
        sheet("One", number=1),
        sheet("Два", number=2, wording=RUSSIAN),
        sheet("Three", number=3),
    )

    assert ENGLISH.heading in text_of(english) and RUSSIAN.heading not in text_of(english)
    assert RUSSIAN.heading in text_of(russian) and ENGLISH.heading not in text_of(russian)
    assert ENGLISH.heading in text_of(again)


def test_right_to_left_sheet_keeps_everything_on_the_paper():
    [pdf] = printed(sheet("محمد الراشد", wording=ARABIC, designation="عميد", hours="16 ساعة"))

    with pypdfium2.PdfDocument(pdf) as document:
        width = document[0].get_size()[0]
        page = document[0].get_textpage()
        boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    assert min(b[0] for b in boxes) > BAND
    assert max(b[2] for b in boxes) < width - BAND


def test_markup_in_a_name_is_printed_as_it_was_typed():
    [pdf] = printed(sheet("<b>Anna</b> & <img src=x>"))

    assert "<b>Anna</b> & <img src=x>" in text_of(pdf)


def test_four_signatories_with_long_roles_stay_beside_the_code_and_above_the_border():
    role = "Deputy Head of the Main Directorate for Combating Transnational Organised Crime zz"
    signatories = tuple(Signatory(f"Longest Signatory Name number {i}", role) for i in range(4))
    design = replace(DESIGN, signatories=signatories)

    [pdf] = printed(sheet(), design=design)

    assert box_of(pdf, "number 3")[2] < box_of(pdf, "Certificate No.")[0]
    assert box_of(pdf, "zz")[1] > BAND


@pytest.mark.parametrize("logo", [b"", LOGO], ids=["names alone", "with logos"])
def test_long_names_of_four_organisers_stay_above_the_heading(logo):
    name = "Organization for Security and Co-operation in Europe, Transnational Threats Department"
    design = replace(DESIGN, organisers=(Organiser(name + " zz", logo),) * 4)

    [pdf] = printed(sheet(), design=design)

    assert box_of(pdf, "zz")[1] > box_of(pdf, ENGLISH.heading)[3]


def test_logo_of_any_common_kind_is_drawn():
    picture = Image.new("RGBA", (200, 100), (200, 0, 0, 128))
    out = BytesIO()
    picture.save(out, "PNG")
    design = replace(DESIGN, organisers=(Organiser("Png", out.getvalue()),))

    [pdf] = printed(sheet(), design=design)

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
    reddish = sum(r > 180 and g < 170 and b < 170 for r, g, b in page.get_flattened_data())
    assert reddish > 500


def test_print_file_has_every_person_in_order_and_the_art_once(tmp_path):
    people = [sheet(f"Person {i:03d}", number=i) for i in range(1, 45)]
    path = tmp_path / "print.pdf"

    count = render_print_file(DESIGN, people, path, title="Certificates")

    assert count == 44
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 44
        for index in (0, 39, 40, 43):
            text = document[index].get_textpage().get_text_range()
            assert f"Person {index + 1:03d}" in text
            assert ENGLISH.heading in text
    with pikepdf.open(path) as document:
        large = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and len(thing.read_raw_bytes()) > 30_000
        ]
    assert len(large) == 1
    assert path.stat().st_size < 44 * 20_000


def test_print_file_keeps_two_languages_apart(tmp_path):
    people = [sheet("One"), sheet("Два", number=2, wording=RUSSIAN), sheet("Three", number=3)]
    path = tmp_path / "print.pdf"

    render_print_file(DESIGN, people, path)

    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert [ENGLISH.heading in text for text in texts] == [True, False, True]
    assert [RUSSIAN.heading in text for text in texts] == [False, True, False]


def test_print_file_is_titled_for_all_and_names_nobody(tmp_path):
    path = tmp_path / "print.pdf"

    render_print_file(DESIGN, [sheet("One"), sheet("Two", number=2)], path)

    with pikepdf.open(path) as document:
        assert document.docinfo["/Title"] == ENGLISH.heading


def test_forked_child_prints_with_fonts_of_its_own():
    [before] = printed(sheet())
    reader, writer = os.pipe()

    child = os.fork()
    if child == 0:
        try:
            [pdf] = printed(sheet())
            os.write(writer, b"same" if pdf == before else b"other")
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)

    assert os.read(reader, 10) == b"same"
    os.close(reader)


def test_print_file_of_nobody_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no certificate"):
        render_print_file(DESIGN, [], tmp_path / "print.pdf")


def test_merging_finished_certificates_keeps_pages_and_shares_the_art(tmp_path):
    pdfs = printed(*(sheet(f"Person {i:03d}", number=i) for i in range(1, 11)))
    path = tmp_path / "merged.pdf"

    count = merge(iter(pdfs), path)

    assert count == 10
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert all(f"Person {i:03d}" in text for i, text in enumerate(texts, start=1))
    assert all(ENGLISH.heading in text for text in texts)
    assert path.stat().st_size < sum(map(len, pdfs)) / 3
