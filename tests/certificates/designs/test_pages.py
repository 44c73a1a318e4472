"""The list, the gallery and the editor, with and without script."""

from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from certificates.actions.choosing_design import choose_designs
from certificates.actions.issuing import issue_one
from certificates.actions.saving_design import save_design
from certificates.actions.starting_design import start_design
from certificates.designs.content import Content
from certificates.designs.people import scripts_in, trials_of
from certificates.designs.pictures import keep_picture
from certificates.designs.proofs import proof
from certificates.models import Design
from jobs.models import Job
from participants.models import ProtectedLook
from tests.certificates.designs.conftest import at, drawing, sent
from tests.factories import PersonFactory, RegistrationFactory, TeamMemberFactory, WorkshopFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def test_design_begins_with_a_layout_of_the_gallery(organiser_client, workshop):
    path = reverse("certificates:add_design", args=[workshop.slug])

    answer = organiser_client.post(path, {"name": "Speakers", "layout": "appreciation"})

    design = Design.objects.get()
    assert answer.url == at("design", design)
    content = Content.read(design.newest.content)
    assert (content.layout, content.colour) == ("appreciation", "#5b1f2b")


def test_taken_name_stands_beside_the_field(organiser_client, workshop, design):
    path = reverse("certificates:add_design", args=[workshop.slug])

    answer = organiser_client.post(path, {"name": "Blue", "layout": "modern"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == ["There is already a design of this name."]


def test_design_is_copied_only_from_where_one_may_edit(organiser_client, workshop, design):
    stranger = start_design(workshop=WorkshopFactory(), name="Far", content=Content(), by=None)
    path = reverse("certificates:add_design", args=[workshop.slug])

    refused = organiser_client.post(path, {"name": "2", "layout": "modern", "source": stranger.pk})
    copied = organiser_client.post(path, {"name": "2", "layout": "modern", "source": design.pk})

    assert (refused.status_code, copied.status_code) == (422, 302)
    copy = workshop.certificate_designs.get(name="2")
    assert Content.read(copy.newest.content) == Content()


def test_saving_an_untouched_form_prints_the_same(organiser_client, design, agenda, quick):
    page = organiser_client.get(at("design", design))

    answer = organiser_client.post(at("design", design), sent(page))

    assert answer.status_code == 302, answer.context["form"].errors
    content = Content.read(design.newest.content)
    [part] = design.workshop.organisers.all()
    assert [one.organisation for one in content.organisers] == [part.organisation_id]
    assert (content.layout, content.blocks, content.signatories) == ("classic", {}, ())


def test_everything_that_is_typed_is_kept(organiser_client, design, agenda, quick):
    page = organiser_client.get(at("design", design))
    data = sent(
        page,
        layout="bilingual",
        paper="letter",
        colour="#5B1F2B",
        second_language="ru",
        text__ru__heading="Диплом",
        hand__0__name="Ada Signer",
        hand__0__role__en="Head of Unit",
        hand__2__name="Bo Signer",
    )

    organiser_client.post(
        at("design", design),
        data | {"hand-2-signature": drawing(), "seal": drawing("JPEG", mode="RGB")},
    )

    content = Content.read(design.newest.content)
    assert (content.layout, content.paper, content.colour) == ("bilingual", "letter", "#5b1f2b")
    assert content.blocks == {"ru": {"heading": "Диплом"}}
    first, second = content.signatories
    assert (first.name, first.roles, first.signature) == ("Ada Signer", {"en": "Head of Unit"}, "")
    assert second.name == "Bo Signer" and second.signature
    assert design.pictures.filter(sha256=content.seal).exists()
    again = organiser_client.get(at("design", design))
    assert sent(again)["hand-1-name"] == "Bo Signer"
    assert sent(again)["seal-kept"] == content.seal


def test_upload_is_not_lost_when_something_else_is_wrong(organiser_client, design, quick):
    page = organiser_client.get(at("design", design))
    data = sent(page, colour="#dddddd", text__en__statement="{{ participant.nam }}")

    answer = organiser_client.post(at("design", design), data | {"seal": drawing()})

    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert errors["colour"][0].startswith("Too pale to be read on white paper")
    assert errors["text-en-statement"][0].endswith("Did you mean {{ participant.name }}?")
    assert answer.context["preview"] is None
    assert sent(answer)["seal-kept"] == design.pictures.get().sha256
    assert sent(answer)["text-en-statement"] == "{{ participant.nam }}"


def test_refused_file_is_told_beside_its_field_and_the_old_one_stays(
    organiser_client, design, quick
):
    sha256 = keep_picture(design, drawing())
    save_design(design=design, name="Blue", content=Content(seal=sha256), by=None)
    page = organiser_client.get(at("design", design))

    answer = organiser_client.post(
        at("design", design), sent(page) | {"seal": BytesIO(b"<svg onload=alert(1)>")}
    )

    assert answer.context["form"].errors["seal"] == [
        "This file cannot be read. Send a picture (PNG or JPEG)."
    ]
    assert sent(answer)["seal-kept"] == sha256


def test_picture_is_taken_away_by_its_box(organiser_client, design, quick):
    save_design(
        design=design,
        name="Blue",
        content=Content(seal=keep_picture(design, drawing())),
        by=None,
    )
    page = organiser_client.get(at("design", design))

    organiser_client.post(at("design", design), sent(page, seal__gone="1"))

    assert Content.read(design.newest.content).seal == ""


def test_checksum_of_another_design_is_not_taken_over(organiser_client, workshop, design, quick):
    other = start_design(workshop=workshop, name="Other", content=Content(), by=None)
    sha256 = keep_picture(other, drawing())
    page = organiser_client.get(at("design", design))

    organiser_client.post(at("design", design), sent(page, seal__kept=sha256))

    assert Content.read(design.newest.content).seal == ""


def test_signature_without_a_name_and_letters_without_a_glyph_are_told(
    organiser_client, design, quick
):
    page = organiser_client.get(at("design", design))

    answer = organiser_client.post(
        at("design", design),
        sent(page, hand__1__role__en="Minister", text__fr__opening="𓀀 atteste"),
    )

    errors = answer.context["form"].errors
    assert errors["hand-1-name"] == ["Write whose signature this is, or empty the other fields."]
    assert "U+13000" in errors["text-fr-opening"][0]


def test_preview_without_script_shows_what_was_typed_and_saves_nothing(
    organiser_client, design, attended, quick
):
    registration = attended()
    page = organiser_client.get(at("design", design))

    answer = organiser_client.post(
        at("design", design),
        sent(page, layout="modern", preview_language="ru", preview="1"),
    )

    content, shown, language = quick[-1]
    assert (content.layout, shown, language) == ("modern", registration, "ru")
    assert "data:image/webp;base64," in answer.content.decode()
    assert Content.read(design.newest.content).layout == "classic"
    assert answer["Cache-Control"] == "no-store"


def test_fragment_for_the_script_is_the_same_picture(organiser_client, design, quick):
    page = organiser_client.get(at("design", design))

    answer = organiser_client.post(at("design_preview", design), sent(page, layout="portrait"))

    assert quick[-1][0].layout == "portrait"
    assert answer.content.decode().strip().startswith('<div id="preview"')
    wrong = organiser_client.post(at("design_preview", design), sent(page, layout="no such"))
    assert "The preview waits" in wrong.content.decode()


def test_protected_person_is_shown_to_those_named_only_and_the_look_is_noted(
    client, workshop, design, attended, quick
):
    registration = attended(is_protected=True, alias="Delegate 7")
    assistant = TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user
    client.force_login(assistant)
    proof_path = at("design_proof", design, registration=registration.pk)

    page = client.get(at("design", design))

    assert quick[-1][1].pk is None  # somebody invented
    assert "Delegate 7" not in page.content.decode()
    assert client.get(proof_path).status_code == 404
    assert not ProtectedLook.objects.exists()

    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ORGANISER).user)
    page = client.get(at("design", design))
    assert quick[-1][1] == registration
    assert "Delegate 7" in page.content.decode()
    assert registration.person.family_name not in page.content.decode()
    assert client.get(proof_path).status_code == 200
    assert ProtectedLook.objects.filter(registration=registration).count() == 2


def test_archived_and_deleted_by_buttons_unless_it_is_used(organiser_client, workshop, design):
    choose_designs(workshop=workshop, chosen={"": design}, by=None)
    listed = reverse("certificates:designs", args=[workshop.slug])

    refused = organiser_client.post(at("delete_design", design), follow=True)
    assert "Choose another one for them first" in refused.content.decode()
    organiser_client.post(listed, {"all": ""})
    organiser_client.post(at("archive_design", design))
    design.refresh_from_db()
    assert design.archived_at
    organiser_client.post(at("restore_design", design))
    organiser_client.post(at("delete_design", design))

    assert not Design.objects.exists()
    assert "built-in look" in organiser_client.get(listed).content.decode()


def test_choice_says_what_the_next_certificate_looks_like(
    organiser_client, workshop, design, attended
):
    listed = reverse("certificates:designs", args=[workshop.slug])

    organiser_client.post(listed, {"all": str(design.pk)})

    certificate = issue_one(registration=attended())
    assert certificate.design_version.design == design
    assert "1 certificate made with it" in organiser_client.get(listed).content.decode()


def test_pictures_are_served_by_checksum_to_editors_only(client, workshop, design):
    sha256 = keep_picture(design, drawing())
    path = at("design_picture", design, sha256=sha256)
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)
    assert client.get(path).status_code == 404
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)

    answer = client.get(path)

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "no-store")
    assert client.get(at("design_picture", design, sha256="0" * 64)).status_code == 404


def test_gallery_has_a_picture_of_each_layout(organiser_client, workshop, design):
    path = reverse("certificates:layout_picture", args=[workshop.slug, "portrait"])

    with Image.open(BytesIO(organiser_client.get(path).content)) as picture:
        assert picture.width == 480 and picture.height > picture.width
    own = organiser_client.get(at("design_small_picture", design))
    with Image.open(BytesIO(own.content)) as picture:
        assert picture.width == 480 and picture.height < picture.width
    unknown = reverse("certificates:layout_picture", args=[workshop.slug, "baroque"])
    assert organiser_client.get(unknown).status_code == 404


def test_hardest_names_are_offered_once_each_with_the_reasons(workshop):
    def person(given, family, own=""):
        return RegistrationFactory(
            workshop=workshop,
            person=PersonFactory(given_names=given, family_name=family, name_in_own_script=own),
        )

    long = person("Maria Aleksandrovna", "Konstantinopolskaya-Vyshnevetska", "Հայկ")
    georgian = person("Ana", "Beridze", "ანა ბერიძე")
    person("Nino", "Gelashvili", "ნინო")

    trials = {one.registration: one.why for one in trials_of(workshop, with_protected=False)}

    assert "the longest name" in trials[long] and "Armenian script" in trials[long]
    assert trials[georgian] == "Georgian script"
    assert len(trials) <= 3


def test_scripts_are_told_apart():
    assert list(scripts_in("Hayk Հայკ 7 محمد 王")) == [
        "LATIN",
        "ARMENIAN",
        "GEORGIAN",
        "ARABIC",
        "CJK",
    ]


def test_proof_is_no_certificate(design, attended):
    pdf = proof(Content(layout="letterhead"), attended(), design, language="en")

    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Proof, not a certificate" in text
    assert "0000-0000-0000-0000-0000" in text.replace("\ufffe", "-")


def test_proofs_hold_the_extremes_on_a_page_each(organiser_client, design, attended, run_jobs):
    registration = attended()
    asked = organiser_client.post(at("make_proofs", design))
    assert asked.url == reverse("jobs:detail", args=[Job.objects.get().public_id])

    run_jobs()

    answer = organiser_client.get(at("design_proofs", design))
    with pypdfium2.PdfDocument(answer.content) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert answer["Cache-Control"] == "no-store"
    assert len(pages) == 6 + 2
    assert "Ter-Petrosyan" in pages[1]
    assert pages[-1].count("Maria") == 1 + 4  # whose sheet it is, and who signs
    assert registration.person.family_name not in " ".join(pages)
    save_design(design=design, name="Blue", content=Content(layout="modern"), by=None)
    assert organiser_client.get(at("design_proofs", design)).url == at("design", design)
