"""Slides are judged by their content."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participants.rules import UploadRefused
from sessions.uploads import PPTX, handout_of, slides_of
from tests.participants.test_uploads import pdf, picture

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def pptx(*, main=MAIN, more=(), parts=(), table=None):
    types = "".join(f'<Override PartName="/p" ContentType="{one}"/>' for one in (main, *more))
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        text = f'<?xml version="1.0"?><Types xmlns="{space}">{types}</Types>'
        package.writestr("[Content_Types].xml", text if table is None else table)
        package.writestr("ppt/presentation.xml", "<p/>")
        for name in parts:
            package.writestr(name, "x")
    return written.getvalue()


def upload(content, name="talk.pptx"):
    return SimpleUploadedFile(name, content)


def test_presentation_and_pdf_keep_their_bytes_under_a_random_name():
    for content, media_type in ((pptx(), PPTX), (pdf(), "application/pdf")):
        stored, found = slides_of(upload(content, "named-wrongly.exe"))

        assert (stored.read(), found) == (content, media_type)
        assert "named-wrongly" not in stored.name


@pytest.mark.parametrize(
    "content",
    [
        pptx(main=MAIN.replace("presentation.main", "presentation.macroEnabled.main")),
        pptx(main="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
        pptx(main="application/vnd.ms-powerpoint.presentation.&#109;acroEnabled.main+xml"),
        pptx(more=["application/vnd.ms-office.vbaProject"]),
        pptx(more=["application/vnd.ms-office.activeX+xml"]),
        pptx(parts=["ppt/vbaProject.bin"]),
        pptx(parts=["ppt/embeddings/oleObject1.bin"]),
    ],
)
def test_presentation_that_can_run_something_is_refused(content):
    with pytest.raises(UploadRefused, match="macros or foreign objects"):
        slides_of(upload(content))


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 broken",
        pptx(
            main="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        ),
        pptx(table="<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"),
        pptx(table=f'<?xml version="1.0" encoding="UTF-16"?><Types a="{MAIN}"/>'.encode("utf-16")),
        pptx(table="no xml"),
        picture(),
        b"<html>",
        b"",
    ],
)
def test_what_is_no_presentation_is_refused_with_a_sentence(content):
    with pytest.raises(UploadRefused) as refused:
        slides_of(upload(content))

    assert refused.value.sentence.endswith(".")


def test_zip_without_a_table_of_contents_is_refused():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("ppt/presentation.xml", "<p/>")

    with pytest.raises(UploadRefused, match="no presentation"):
        slides_of(upload(written.getvalue()))


def test_too_large_is_refused_before_it_is_read(settings):
    settings.SLIDES_MAX_BYTES = 100

    with pytest.raises(UploadRefused, match="at most"):
        slides_of(upload(pptx()))


def test_zip_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr("sessions.uploads._MOST_UNPACKED", 10)

    with pytest.raises(UploadRefused, match="too large inside"):
        slides_of(upload(pptx()))


def test_staff_may_add_a_picture():
    _stored, media_type = handout_of(upload(picture(), "a.jpg"))

    assert media_type == "image/jpeg"
