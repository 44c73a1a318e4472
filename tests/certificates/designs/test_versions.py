"""What was made with a version stays as it was."""

from dataclasses import replace

import pytest
from django.db.models import ProtectedError

from certificates.actions import replacing
from certificates.actions.choosing_design import CannotChoose, choose_designs
from certificates.actions.issuing import CannotPrint, issue_one
from certificates.actions.retiring_design import (
    DesignInUse,
    archive_design,
    delete_design,
    restore_design,
)
from certificates.actions.saving_design import save_design
from certificates.actions.starting_design import NameTaken, copy_design, start_design
from certificates.designs.content import Content, Hand, Shown
from certificates.designs.pictures import keep_picture, picture_of
from certificates.designs.queries import design_for, uses_of
from certificates.models import Design
from certificates.sheets import design_of, sheet_of
from tests.certificates.designs.conftest import drawing
from tests.factories import OrganisationFactory, WorkshopFactory, WorkshopOrganiserFactory

pytestmark = pytest.mark.django_db

RICH = Content(
    layout="bilingual",
    paper="letter",
    colour="#5b1f2b",
    second_language="ru",
    blocks={
        "en": {"heading": "Diploma", "statement": "No. {{ number }} for {{ participant.name }}"},
        "ru": {"heading": "Диплом"},
    },
    signatories=(Hand("Ada Signer", {"en": "Head of Unit", "ru": "Начальник отдела"}),),
)


def use(workshop, design, kind=""):
    choose_designs(workshop=workshop, chosen={kind: design}, by=None)


def test_content_comes_back_as_it_was_written():
    content = replace(RICH, organisers=(Shown(7, "abc"),), seal="def")

    assert Content.read(content.written()) == content
    assert content.pictures == {"abc", "def"}


def test_unused_version_is_changed_in_place(design):
    saved = save_design(design=design, name="Blue", content=RICH, by=None)

    assert (saved.number, design.versions.count()) == (1, 1)
    assert Content.read(saved.content) == RICH


def test_used_version_stays_and_the_next_one_begins(workshop, design, attended, now):
    use(workshop, design)
    certificate = issue_one(registration=attended(), now=now)
    before = certificate.design_version.content

    saved = save_design(design=design, name="Blue", content=RICH, by=None)

    certificate.refresh_from_db()
    assert saved.number == 2
    assert certificate.design_version.number == 1
    assert certificate.design_version.content == before
    assert issue_one(registration=attended(), now=now).design_version == saved
    with pytest.raises(ProtectedError):
        certificate.design_version.delete()


def test_saving_the_same_makes_no_version(workshop, design, attended, now):
    use(workshop, design)
    issue_one(registration=attended(), now=now)

    save_design(design=design, name="Blue again", content=Content(), by=None)

    design.refresh_from_db()
    assert (design.name, design.versions.count()) == ("Blue again", 1)


def test_replaced_certificate_keeps_the_look_of_the_old_one(workshop, design, attended, now):
    use(workshop, design)
    registration = attended()
    old = issue_one(registration=registration, now=now)
    save_design(design=design, name="Blue", content=RICH, by=None)
    registration.person.name_on_certificate = "Anna Beridze"
    registration.person.save()

    new = replacing.replace(certificate=old, reason="Misspelt", by=None, now=now)

    assert new.design_version == old.design_version
    assert design_of(new) == design_of(old)
    assert sheet_of(new).wording == sheet_of(old).wording


def test_sheet_of_two_languages_says_what_the_design_says(workshop, design, attended, now):
    save_design(design=design, name="Blue", content=RICH, by=None)
    use(workshop, design)
    registration = attended()

    certificate = issue_one(registration=registration, now=now)

    sheet, look = sheet_of(certificate), design_of(certificate)
    assert (sheet.wording.heading, sheet.wording.second.heading) == ("Diploma", "Диплом")
    assert sheet.wording.second.language == "ru"
    name, number = certificate.wording["name"], certificate.printed_number
    assert sheet.statement == f"No. {number} for {name}"
    assert (look.layout, look.paper, look.colour) == ("bilingual", "letter", "#5b1f2b")
    [signatory] = look.signatories
    assert (signatory.role, signatory.second_role) == ("Head of Unit", "Начальник отдела")
    # Facts stay facts: verification speaks from them.
    assert certificate.wording["workshop_title"] == workshop.title


def test_second_language_is_never_the_first_again(workshop, design, attended, now):
    save_design(design=design, name="Blue", content=RICH, by=None)
    use(workshop, design)

    certificate = issue_one(registration=attended(), language="ru", now=now)

    assert certificate.wording["second"]["language"] == workshop.certificate_language == "en"


def test_built_in_look_where_nothing_is_chosen(workshop, design, attended, now):
    certificate = issue_one(registration=attended(), now=now)

    assert certificate.design_version is None
    assert design_of(certificate).layout == "classic"
    assert [one.name for one in design_of(certificate).organisers] == ["Police Academy"]


def test_kind_has_its_own_design_and_the_others_share_one(workshop, design):
    thanks = start_design(workshop=workshop, name="Thanks", content=RICH, by=None)

    use(workshop, design)
    use(workshop, thanks, "own-7")

    assert design_for(workshop, "own-7").design == thanks
    assert design_for(workshop, "participation").design == design
    assert design_for(WorkshopFactory(), "participation") is None
    use(workshop, None, "own-7")
    assert design_for(workshop, "own-7").design == design


def test_design_of_another_workshop_cannot_be_chosen(design):
    with pytest.raises(CannotChoose):
        use(WorkshopFactory(), design)


def test_archived_design_cannot_be_chosen_until_it_is_restored(workshop, design):
    archive_design(design=design, by=None)

    with pytest.raises(CannotChoose):
        use(workshop, design)
    restore_design(design=design, by=None)
    use(workshop, design)


def test_chosen_design_is_neither_archived_nor_deleted(workshop, design):
    use(workshop, design)

    with pytest.raises(DesignInUse, match="Choose another one"):
        archive_design(design=design, by=None)
    with pytest.raises(DesignInUse, match="Choose another one"):
        delete_design(design=design, by=None)


def test_design_with_certificates_is_archived_but_not_deleted(workshop, design, attended, now):
    use(workshop, design)
    issue_one(registration=attended(), now=now)
    use(workshop, None)

    with pytest.raises(DesignInUse, match="so it stays"):
        delete_design(design=design, by=None)
    archive_design(design=design, by=None)
    [use_of_it] = uses_of(workshop, others="All")
    assert (use_of_it.certificates, use_of_it.is_free) == (1, False)


def test_unused_design_goes_with_its_pictures(
    workshop, design, private_files, django_capture_on_commit_callbacks
):
    keep_picture(design, drawing())
    assert len(list(private_files.rglob("*.png"))) == 1

    with django_capture_on_commit_callbacks(execute=True):
        delete_design(design=design, by=None)

    assert not Design.objects.exists()
    assert not list(private_files.rglob("*.png"))


def test_copy_has_its_own_pictures(workshop, design):
    sha256 = keep_picture(design, drawing())
    save_design(design=design, name="Blue", content=replace(RICH, seal=sha256), by=None)
    elsewhere = WorkshopFactory()

    copy = copy_design(source=design, workshop=elsewhere, name="Blue", by=None)
    delete_design(design=design, by=None)

    assert Content.read(copy.newest.content).seal == sha256
    assert picture_of(copy.pk, sha256)


def test_name_is_taken_once_in_a_workshop(workshop, design):
    with pytest.raises(NameTaken):
        start_design(workshop=workshop, name="Blue", content=Content(), by=None)
    start_design(workshop=WorkshopFactory(), name="Blue", content=Content(), by=None)


def test_organisers_stand_in_the_order_of_the_design_with_their_logos(workshop, design, attended):
    first, second = (WorkshopOrganiserFactory(workshop=workshop) for _ in range(2))
    stranger = OrganisationFactory()
    logo = keep_picture(design, drawing())
    content = Content(
        organisers=(
            Shown(second.organisation_id, logo),
            Shown(stranger.pk),
            Shown(first.organisation_id),
        ),
        is_choosing=True,
    )
    save_design(design=design, name="Blue", content=content, by=None)
    use(workshop, design)

    organisers = design_of(issue_one(registration=attended())).organisers

    assert [one.name for one in organisers] == [second.organisation.name, first.organisation.name]
    assert [bool(one.logo) for one in organisers] == [True, False]


def test_letter_without_glyph_in_a_text_of_the_design_is_refused(workshop, design, attended):
    content = replace(RICH, blocks={"ru": {"statement": "𓀀"}})
    save_design(design=design, name="Blue", content=content, by=None)
    use(workshop, design)

    with pytest.raises(CannotPrint, match="U\\+13000"):
        issue_one(registration=attended())


def test_list_takes_the_same_queries_for_any_number(workshop, design, django_assert_num_queries):
    with django_assert_num_queries(4):
        uses_of(workshop, others="All")
    for name in ("Green", "Red"):
        start_design(workshop=workshop, name=name, content=RICH, by=None)
    with django_assert_num_queries(4):
        uses_of(workshop, others="All")
