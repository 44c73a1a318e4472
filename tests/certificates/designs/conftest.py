"""A workshop's design, and pictures to upload."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from certificates.actions.starting_design import start_design
from certificates.designs.content import Content


@pytest.fixture
def design(workshop):
    return start_design(workshop=workshop, name="Blue", content=Content(), by=None)


def drawing(kind="PNG", size=(300, 120), mode="RGBA", name="hand.png"):
    """A line on transparent ground with white all around."""
    picture = Image.new(mode, size, (255,) * len(mode) if mode == "RGB" else (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(60, 60), (200, 80)], fill=(10, 20, 90), width=6)
    out = BytesIO()
    picture.save(out, kind)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")
