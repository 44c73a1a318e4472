from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from certificates.rendering import environment as environment_module
from certificates.rendering import environment_problems, merge, render_document

LIST = """{% extends "pdf/base.html" %}
{% block content %}<table class="list"><colgroup><col style="width:20%"><col></colgroup>
<thead><tr><th>Rank column</th><th>Name column</th></tr></thead>
<tbody>{% for row in rows %}<tr><td>{{ row }}</td><td>Name {{ row }}</td></tr>{% endfor %}</tbody>
</table>{{ typed }}{% endblock %}"""


@pytest.fixture
def list_template(settings, tmp_path):
    (tmp_path / "list.html").write_text(LIST)
    options = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**options, "DIRS": [*options["DIRS"], tmp_path]}]
    return "list.html"


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_long_table_repeats_its_head_and_counts_pages(list_template):
    pdf = render_document(list_template, {"rows": range(90)}, language="en", title="Sign-in sheet")

    pages = pages_of(pdf)
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert "Name column" in text
        assert f"Page {number} of {len(pages)}" in text
    assert "Sign-in sheet" in pages[1]


def test_document_is_tagged_archivable_and_knows_its_language(list_template):
    pdf = render_document(
        list_template, {"rows": [1]}, language="fr", title="Liste", author="Host Ministry"
    )

    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "fr"
        assert document.docinfo["/Title"] == "Liste"
        assert document.docinfo["/Author"] == "Host Ministry"
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_typed_markup_is_text(list_template):
    typed = '<img src="http://127.0.0.1/"><script>'

    pdf = render_document(list_template, {"rows": [], "typed": typed}, language="en", title="T")

    assert typed in " ".join(pages_of(pdf)[0].split())


def test_parts_of_a_long_list_join_into_one_file(list_template, tmp_path):
    parts = []
    for index in range(3):
        path = tmp_path / f"{index}.pdf"
        path.write_bytes(
            render_document(list_template, {"rows": [f"r{index}"]}, language="en", title="T")
        )
        parts.append(path)

    count = merge(parts, tmp_path / "whole.pdf")

    assert count == 3
    texts = pages_of(tmp_path / "whole.pdf")
    assert ["r0" in texts[0], "r1" in texts[1], "r2" in texts[2]] == [True, True, True]


def test_merging_nothing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="nothing to merge"):
        merge([], tmp_path / "whole.pdf")


def test_this_machine_can_print():
    assert environment_problems() == []


def test_missing_subset_library_is_told_with_the_cure(monkeypatch):
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)

    [problem] = environment_problems()

    for words in ("libharfbuzz-subset0", "dnf install", "brew install"):
        assert words in problem


def test_missing_pango_is_told_with_the_cure(monkeypatch):
    monkeypatch.setattr(environment_module, "_library", lambda name: name != "pango-1.0")

    [problem] = environment_problems()

    assert "apt install libpango-1.0-0" in problem


def test_missing_typeface_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(environment_module, "FONTS_DIR", tmp_path)

    [problem] = environment_problems()

    assert "typefaces" in problem
