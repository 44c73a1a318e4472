"""Somebody who prints, and ways of looking at what came out."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from certificates.actions.printing_documents import print_document
from certificates.models import PrintRun
from certificates.printroom.registry import document_named
from certificates.printroom.state import EventState


@pytest.fixture
def printed(workshop, organiser, run_jobs):
    """Print a document with its usual options, or others; the run with its file."""

    def make(key, *, since=None, **options):
        document = document_named(key)
        usual = document.options(state=EventState(workshop)).usual()
        run = print_document(
            workshop=workshop,
            document=document,
            options=usual | options,
            by=organiser,
            since=since,
        )
        run_jobs()
        return PrintRun.objects.get(pk=run.pk)

    return make


@pytest.fixture
def open_page(organiser_client, workshop):
    """Open a page of the print room as its organiser."""

    def get(name, *args):
        return organiser_client.get(reverse(f"certificates:{name}", args=[workshop.slug, *args]))

    return get


def content_of(run) -> bytes:
    with default_storage.open(run.file.name) as file:
        return file.read()


def pages_of(run) -> list[str]:
    """The text of each page, in one line."""
    with pypdfium2.PdfDocument(BytesIO(content_of(run))) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(page.split()) for page in pages]


def text_of(run) -> str:
    return " ".join(pages_of(run))


def pictures_of(run, *, scale=3):
    """Each page as a picture, for what is not text."""
    with pypdfium2.PdfDocument(BytesIO(content_of(run))) as document:
        return [page.render(scale=scale).to_pil() for page in document]


def sizes_of(run) -> list[tuple[int, int]]:
    """Each page's width and height in whole millimetres."""
    with pypdfium2.PdfDocument(BytesIO(content_of(run))) as document:
        return [
            (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4))
            for page in document
        ]
