"""Two people have the editor of one design open."""

import pytest

from certificates.actions.saving_design import DesignChanged, mark_of, save_design
from certificates.designs.content import Content
from tests.certificates.designs.conftest import at, drawing, sent

pytestmark = pytest.mark.django_db


def test_second_is_told_and_loses_nothing(organiser_client, design, organiser, quick):
    page = organiser_client.get(at("design", design))
    theirs = Content(layout="modern", paper="letter")
    save_design(design=design, name="Blue", content=theirs, by=organiser)
    mine = sent(page, colour="#123456", hand__0__name="Ada Signer")

    answer = organiser_client.post(at("design", design), mine | {"seal": drawing()})

    assert answer.status_code == 409
    whole = " ".join(answer.context["form"].errors["__all__"])
    assert answer.context["preview"]
    assert whole.startswith(f"{organiser} saved this design on ")
    assert "Layout; Paper; Colour of headings; " in whole
    assert "Signature 1: Name; Seal or stamp" in whole
    assert Content.read(design.newest.content) == theirs
    assert sent(answer)["hand-0-name"] == "Ada Signer"
    assert sent(answer)["seal-kept"] == design.pictures.get().sha256


def test_second_may_replace_it_knowing(organiser_client, design, quick):
    page = organiser_client.get(at("design", design))
    save_design(design=design, name="Blue", content=Content(layout="modern"), by=None)
    refused = organiser_client.post(at("design", design), sent(page, colour="#123456"))

    answer = organiser_client.post(at("design", design), sent(refused))

    assert answer.status_code == 302
    content = Content.read(design.newest.content)
    assert (content.layout, content.colour) == ("classic", "#123456")


def test_preview_between_does_not_make_one_forget(organiser_client, design, quick):
    page = organiser_client.get(at("design", design))
    save_design(design=design, name="Blue", content=Content(layout="modern"), by=None)

    shown = organiser_client.post(at("design", design), sent(page) | {"preview": "1"})
    answer = organiser_client.post(at("design", design), sent(shown))

    assert answer.status_code == 409


def test_who_saved_the_same_is_in_nobodys_way(design):
    seen = mark_of(design)
    save_design(design=design, name="Blue", content=Content(), by=None, seen=seen)
    save_design(design=design, name="Blue", content=Content(layout="modern"), by=None, seen=seen)

    with pytest.raises(DesignChanged):
        save_design(design=design, name="Blue", content=Content(), by=None, seen=seen)
