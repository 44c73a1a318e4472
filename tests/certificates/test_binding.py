"""Documents bound in stages are the same as those bound at once."""

import pikepdf
import pytest

from certificates.rendering import binding, render_document
from certificates.rendering.binding import bind, leave_backs_empty

LETTERS = "certificates/printroom/list.html"


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Seven documents of one page, as lists are printed."""
    folder = tmp_path_factory.mktemp("parts")
    paths = []
    for number in range(7):
        context = {"rows": [{"cells": [f"Person {number}"]}], "columns": [{"width": 100}]}
        paths.append(folder / f"{number}.pdf")
        paths[-1].write_bytes(
            render_document(LETTERS, context, language="en", title="List", is_numbered=False)
        )
    return paths


def said_by(path):
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [page.partition("Person ")[2][:1] for page in pages]


def tags_of(path):
    """Of each page its number in the tree, and how many elements there are for all."""
    with pikepdf.open(path) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = [int(key) for key in list(tree.ParentTree.Nums)[::2]]
        kinds = [str(kid.S) for kid in tree.K[0].K]
        return [int(page.obj.StructParents) for page in pdf.pages], numbers, kinds


@pytest.mark.parametrize("at_once", [1, 2, 6, 50])
def test_stages_do_not_show(parts, tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(binding, "_ADDED_AT_ONCE", 50)
    bind(parts, tmp_path / "whole.pdf", title="All")
    monkeypatch.setattr(binding, "_ADDED_AT_ONCE", at_once)

    pages = bind(parts, tmp_path / "staged.pdf", title="All")

    assert pages == 7
    assert said_by(tmp_path / "staged.pdf") == list("0123456")
    places, numbers, kinds = tags_of(tmp_path / "staged.pdf")
    assert places == numbers == list(range(7))
    assert kinds == tags_of(tmp_path / "whole.pdf")[2]


def test_one_part_is_bound_under_its_title(parts, tmp_path):
    assert bind(parts[:1], tmp_path / "one.pdf", title="Alone") == 1
    with pikepdf.open(tmp_path / "one.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Alone"


def test_nothing_is_not_bound(tmp_path):
    with pytest.raises(ValueError, match="nothing to bind"):
        bind([], tmp_path / "none.pdf", title="")


def test_backs_are_left_empty_after_an_odd_number_of_pages_or_each(parts, tmp_path):
    odd, even = tmp_path / "odd.pdf", tmp_path / "even.pdf"
    bind(parts[:3], odd, title="Odd")
    bind(parts[:2], even, title="Even")

    assert leave_backs_empty(odd, of_every_page=False) == 4
    assert leave_backs_empty(even, of_every_page=False) == 2
    assert leave_backs_empty(even, of_every_page=True) == 4

    assert said_by(odd) == ["0", "1", "2", ""]
    assert said_by(even) == ["0", "", "1", ""]
