"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from certificates.documents.views import (
    agenda_pdf,
    invitation_pdf,
    own_invitation_pdf,
    participants_pdf,
)
from certificates.views import (
    blanks,
    credentials,
    design_editor,
    designs,
    downloads,
    file_check,
    kinds,
    late,
    listing,
    logos,
    person,
    print_room,
    results,
    sending,
    verification,
)

_WORKSHOP = "manage/workshops/<slug:slug>/certificates/"
_DESIGNS = f"{_WORKSHOP}designs/"
_DESIGN = f"{_DESIGNS}<int:pk>/"
_PRINT = "manage/workshops/<slug:slug>/print/"

app_name = "certificates"
urlpatterns = [
    path(_WORKSHOP, listing.certificate_list, name="list"),
    path(f"{_WORKSHOP}issue/", listing.issue, name="issue"),
    path(f"{_WORKSHOP}progress/", listing.progress, name="progress"),
    path(f"{_WORKSHOP}print/<uuid:key>.pdf", downloads.print_file, name="print_file"),
    path(f"{_WORKSHOP}people/<int:pk>/", person.person, name="person"),
    path(f"{_WORKSHOP}people/<int:pk>/<slug:kind>/decision/", person.decide, name="decide"),
    path(f"{_WORKSHOP}kinds/", kinds.kinds, name="kinds"),
    path(f"{_WORKSHOP}kinds/add/", kinds.add_kind, name="add_kind"),
    path(f"{_WORKSHOP}kinds/<int:pk>/", kinds.own_kind, name="own_kind"),
    path(f"{_WORKSHOP}kinds/<slug:kind>/named/", kinds.naming, name="naming"),
    path(f"{_WORKSHOP}results/", results.results, name="results"),
    path(f"{_WORKSHOP}late/", late.late, name="late"),
    path(f"{_WORKSHOP}late/settle/", late.settle, name="settle"),
    path(f"{_WORKSHOP}send/", sending.sending, name="sending"),
    path(f"{_WORKSHOP}sheets/<int:pk>/send/", sending.send_one, name="send_one"),
    path(f"{_WORKSHOP}blanks/", blanks.blanks, name="blanks"),
    path(f"{_WORKSHOP}blanks/unused/", blanks.count_rest_unused, name="count_rest_unused"),
    path(f"{_WORKSHOP}blanks/<int:pk>/", blanks.blank, name="blank"),
    path(f"{_WORKSHOP}blanks/<uuid:key>.pdf", blanks.blank_file, name="blank_file"),
    path(f"{_WORKSHOP}sheets/<int:pk>.pdf", downloads.sheet, name="sheet"),
    path(f"{_WORKSHOP}sheets/<int:pk>.<slug:form>", credentials.of_staff, name="credential"),
    path(f"{_WORKSHOP}sheets/<int:pk>/replace/", person.replace, name="replace"),
    path(f"{_WORKSHOP}sheets/<int:pk>/revoke/", person.revoke, name="revoke"),
    path(_DESIGNS, designs.designs, name="designs"),
    path(f"{_DESIGNS}add/", designs.add_design, name="add_design"),
    path(
        f"{_DESIGNS}layouts/<str:layout>.webp", design_editor.layout_picture, name="layout_picture"
    ),
    path(_DESIGN, design_editor.design, name="design"),
    path(f"{_DESIGN}preview/", design_editor.preview, name="design_preview"),
    path(f"{_DESIGN}proofs/", design_editor.make_proofs, name="make_proofs"),
    path(f"{_DESIGN}proofs.pdf", design_editor.proofs, name="design_proofs"),
    path(f"{_DESIGN}proof/<int:registration>.pdf", design_editor.proof_sheet, name="design_proof"),
    path(f"{_DESIGN}pictures/<str:sha256>.png", design_editor.picture, name="design_picture"),
    path(f"{_DESIGN}small.webp", design_editor.small_picture, name="design_small_picture"),
    path(f"{_DESIGN}archive/", designs.archive, name="archive_design"),
    path(f"{_DESIGN}restore/", designs.restore, name="restore_design"),
    path(f"{_DESIGN}delete/", designs.delete, name="delete_design"),
    path(_PRINT, print_room.print_room, name="print_room"),
    path(f"{_PRINT}files/<uuid:key>.pdf", print_room.printed_pdf, name="printed_pdf"),
    path(f"{_PRINT}files/<uuid:key>.zip", print_room.printed_zip, name="printed_zip"),
    path(f"{_PRINT}runs/<uuid:key>/", print_room.print_progress, name="print_progress"),
    path(f"{_PRINT}<str:document>/", print_room.print_document, name="print_document"),
    path("manage/workshops/<slug:slug>/organisers/<int:pk>/logo/", logos.logo, name="logo"),
    path(
        "manage/workshops/<slug:slug>/organisers/<int:pk>/logo.png",
        logos.logo_picture,
        name="logo_picture",
    ),
    path("r/<str:token>/certificate.pdf", downloads.personal_pdf, name="personal_pdf"),
    path("r/<str:token>/certificates/<int:pk>.pdf", downloads.personal_pdf, name="personal_pdf"),
    path("r/<str:token>/credential.<slug:form>", credentials.personal, name="personal_credential"),
    path(
        "r/<str:token>/certificates/<int:pk>.<slug:form>",
        credentials.personal,
        name="personal_credential",
    ),
    path("c/<str:token>/", credentials.linked_page, name="linked_page"),
    path("c/<str:token>/<int:pk>.pdf", downloads.linked_pdf, name="linked_pdf"),
    path("c/<str:token>/<int:pk>.<slug:form>", credentials.linked, name="linked_credential"),
    path("my/certificates/", credentials.mine, name="mine"),
    path("my/certificates/<int:pk>.pdf", downloads.own_pdf, name="own_pdf"),
    path("my/certificates/<int:pk>.<slug:form>", credentials.own, name="own_credential"),
    path("workshops/<slug:slug>/agenda.pdf", agenda_pdf, name="agenda_pdf"),
    path(
        "manage/workshops/<slug:slug>/delegations/<int:pk>/focal-points/<int:focal_point_pk>"
        "/invitation.pdf",
        invitation_pdf,
        name="invitation_pdf",
    ),
    path("d/<str:token>/invitation.pdf", own_invitation_pdf, name="own_invitation_pdf"),
    path(
        "manage/workshops/<slug:slug>/participants/list.pdf",
        participants_pdf,
        name="participants_pdf",
    ),
    path("credentials/issuer/", credentials.issuer, name="issuer"),
    path("credentials/keys/<str:fingerprint>/", credentials.public_key, name="public_key"),
    path("credentials/status/<int:number>/", credentials.status_list, name="status_list"),
    path("credentials/badge.svg", credentials.badge, name="badge"),
    path("v/", verification.verify_form, name="verify_form"),
    path("v/file/", file_check.verify_file, name="verify_file"),
    path("v/<str:code>/", verification.verify, name="verify"),
]
