"""Files that try to be more than they are."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from participants.rules import UploadRefused
from participants.uploads import note_of, photograph_of

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def pdf(spoil):
    written = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        spoil(document)
        document.save(written)
    return SimpleUploadedFile("note.pdf", written.getvalue(), "application/pdf")


def jpeg(size=(40, 20)):
    written = io.BytesIO()
    Image.new("RGB", size).save(written, "JPEG")
    return written.getvalue()


def opens_with_script(document):
    document.Root.OpenAction = SCRIPT


def opens_with_second_script(document):
    document.Root.OpenAction = Dictionary(
        S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]), Next=Array([SCRIPT])
    )


def page_has_script(document):
    document.pages[0].obj.AA = Dictionary(O=SCRIPT)


def button_has_script(document):
    button = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=SCRIPT)
    document.pages[0].obj.Annots = Array([button])


def names_a_script(document):
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), SCRIPT])))


def starts_a_program(document):
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def pins_a_file_to_the_page(document):
    stream = document.make_stream(b"MZ", Type=Name.EmbeddedFile)
    document.pages[0].obj.Annots = Array(
        [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.FileAttachment,
                Rect=[0, 0, 9, 9],
                FS=Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=stream)),
            )
        ]
    )


def carries_a_form_of_xml(document):
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    "spoil",
    [
        opens_with_script,
        opens_with_second_script,
        page_has_script,
        button_has_script,
        names_a_script,
        starts_a_program,
        pins_a_file_to_the_page,
        carries_a_form_of_xml,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_pdf_that_acts_by_itself_is_refused(spoil):
    with pytest.raises(UploadRefused) as refused:
        note_of(pdf(spoil))

    assert "scripts or other files" in refused.value.sentence


def test_pdf_with_a_link_and_an_outline_is_taken():
    def spoil(document):
        link = Dictionary(S=Name.URI, URI=String("https://example.org/"))
        document.pages[0].obj.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link)]
        )
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Page", 0))

    _content, media_type = note_of(pdf(spoil))

    assert media_type == "application/pdf"


def test_pdf_of_deeply_nested_objects_is_refused_or_taken_but_breaks_nothing():
    def spoil(document):
        nested = Array([])
        for _ in range(400):
            nested = Array([nested])
        document.Root.Deep = nested

    try:
        note_of(pdf(spoil))
    except UploadRefused as refused:
        assert refused.sentence


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_mode_becomes_a_jpeg(mode):
    written = io.BytesIO()
    Image.new(mode, (3000, 40)).save(written, "PNG")

    stored = photograph_of(SimpleUploadedFile("a.png", written.getvalue()))

    assert Image.open(stored).mode == "RGB"


@pytest.mark.parametrize("mode", ["L", "CMYK", "YCbCr"])
def test_jpeg_of_every_mode_becomes_a_plain_one(mode):
    written = io.BytesIO()
    Image.new(mode, (3000, 40)).save(written, "JPEG")

    stored = photograph_of(SimpleUploadedFile("a.jpg", written.getvalue()))

    assert Image.open(stored).mode == "RGB"


def test_svg_is_no_picture():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

    with pytest.raises(UploadRefused):
        photograph_of(SimpleUploadedFile("a.png", svg, "image/png"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_big_picture_is_never_copied_at_full_size(kind, monkeypatch):
    written = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(written, kind)
    copied = []
    copy = Image.Image.copy
    monkeypatch.setattr(Image.Image, "copy", lambda self: copied.append(self.size) or copy(self))

    stored = photograph_of(SimpleUploadedFile("a.jpg", written.getvalue()))

    assert Image.open(stored).size == (1200, 900)
    assert [size for size in copied if size[0] > 1200] == []
