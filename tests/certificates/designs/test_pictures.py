"""Logos, signatures and seals: judged by their content, made anew, forgotten when unused."""

import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from certificates.actions.saving_design import save_design
from certificates.designs.colours import TEXT, TooPale, contrast_with_white, refuse_pale
from certificates.designs.content import Content
from certificates.designs.pictures import keep_picture, picture_of
from participants.rules import UploadRefused
from participants.uploads import drawing_of
from tests.certificates.designs.conftest import drawing


@pytest.mark.parametrize(
    "upload",
    [drawing(), drawing("JPEG", mode="RGB", name="hand.exe")],
    ids=["transparent PNG", "JPEG of another name"],
)
def test_drawing_is_cut_to_its_ink_on_white(upload):
    upload.seek(0)

    with Image.open(drawing_of(upload)) as picture:
        assert (picture.format, picture.mode) == ("PNG", "RGB")
        assert 130 < picture.width < 170 and 20 < picture.height < 50
        assert picture.getpixel((picture.width - 1, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"\x89PNG\r\n\x1a\n broken",
    ],
    ids=["empty", "svg", "gif", "broken"],
)
def test_other_files_are_refused_whatever_their_name(content):
    with pytest.raises(UploadRefused):
        drawing_of(SimpleUploadedFile("logo.png", content, content_type="image/png"))


def test_blank_picture_is_refused():
    out = BytesIO()
    Image.new("RGB", (80, 80), "white").save(out, "PNG")

    with pytest.raises(UploadRefused, match="darker than paper"):
        drawing_of(SimpleUploadedFile("logo.png", out.getvalue()))


@pytest.mark.django_db
def test_same_picture_is_kept_once_and_swept_when_no_version_shows_it(design):
    first, again = keep_picture(design, drawing()), keep_picture(design, drawing())
    assert first == again and design.pictures.count() == 1
    save_design(design=design, name="Blue", content=Content(seal=first), by=None)
    design.pictures.update(added_at=timezone.now() - datetime.timedelta(days=3))

    save_design(design=design, name="Blue", content=Content(seal=first, paper="letter"), by=None)
    assert picture_of(design.pk, first)
    save_design(design=design, name="Blue", content=Content(), by=None)

    assert not design.pictures.exists()


def test_contrast_is_reckoned_as_the_standard_says():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_pale_colour_is_refused_in_words():
    with pytest.raises(TooPale) as refused:
        refuse_pale("#c0c0c0", least=TEXT, field="colour")

    assert str(refused.value).startswith("Too pale to be read on white paper: its contrast is 1.8")
    assert refused.value.field == "colour"


@given(st.integers(0, 0xFFFFFF))
def test_contrast_is_between_1_and_21(colour):
    assert 1 <= contrast_with_white(f"#{colour:06x}") <= 21
