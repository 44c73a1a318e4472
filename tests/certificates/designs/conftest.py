"""A workshop's design, the editor's form, and pictures to upload."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from certificates.actions.starting_design import start_design
from certificates.designs.content import Content
from tests.factories import TeamMemberFactory
from workshops.roles import Role


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


@pytest.fixture
def organiser_client(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ORGANISER).user)
    return client


@pytest.fixture
def quick(monkeypatch):
    """Pages are looked at here, not sheets: the picture is made at once."""
    shown = []

    def instead(content, registration, design, *, language):
        shown.append((content, registration, language))
        return b"pdf"

    monkeypatch.setattr("certificates.views.design_editor.proof", instead)
    monkeypatch.setattr("certificates.views.design_editor.page_picture", lambda *_a, **_k: b"webp")
    return shown


def at(name, design, **more):
    return reverse(f"certificates:{name}", args=[design.workshop.slug, design.pk, *more.values()])


def sent(page, **changes):
    """What the page's form would send, with ``changes``; names with - are written with __."""
    form = page.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if bound.field.widget.__class__.__name__ == "PictureInput":
            data[f"{bound.html_name}-kept"] = value or ""
        elif value not in (None, False):
            data[bound.html_name] = value
    return data | {key.replace("__", "-"): value for key, value in changes.items()}
