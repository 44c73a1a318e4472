"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from participants.views import (
    board,
    calling_off,
    composer,
    composer_preview,
    composing_questions,
    composing_sections,
    delegation,
    exports,
    files,
    importing,
    letters,
    many,
    offers,
    opening,
    people,
    personal,
    portal,
    portal_grid,
    portal_people,
    quotas,
    registration,
    reserves,
    retention,
    selection,
)

app_name = "participants"

_MANAGE = "manage/workshops/<slug:slug>/"
_DELEGATION = f"{_MANAGE}delegations/<int:pk>/"
_REGISTRATION = f"{_MANAGE}participants/<int:pk>/"
_FORM = f"{_MANAGE}form/"
_PORTAL = "d/<str:token>/"
_OF_PORTAL = f"{_PORTAL}people/<int:pk>/"

urlpatterns = [
    # Delegations
    path(f"{_MANAGE}delegations/", board.delegations, name="delegations"),
    path(f"{_MANAGE}delegations/new/", board.add_delegations, name="add_delegations"),
    path(f"{_MANAGE}delegations/invitations/", letters.invite_all, name="invite_all"),
    path(f"{_MANAGE}delegations/reminders/", letters.remind, name="remind"),
    path(f"{_MANAGE}delegations/seats/", quotas.quotas, name="quotas"),
    path(_DELEGATION, delegation.delegation, name="delegation"),
    path(f"{_DELEGATION}settings/", delegation.edit, name="edit_delegation"),
    path(f"{_DELEGATION}invitation/", delegation.invite, name="invite"),
    path(f"{_DELEGATION}invitation/paper/", delegation.invite_by_post, name="invite_by_post"),
    path(f"{_DELEGATION}reserve/", delegation.promote, name="promote"),
    path(f"{_DELEGATION}reserves/", reserves.order, name="order_reserves"),
    path(f"{_DELEGATION}removal/", delegation.remove, name="remove_delegation"),
    path(f"{_DELEGATION}links/", delegation.send_links, name="send_links"),
    path(f"{_DELEGATION}focal-points/", delegation.add_focal_point_view, name="add_focal_point"),
    path(
        f"{_DELEGATION}focal-points/<int:focal_point_pk>/",
        delegation.focal_point,
        name="focal_point",
    ),
    path(f"{_DELEGATION}notes/", delegation.upload_note, name="upload_note"),
    path(f"{_DELEGATION}notes/<uuid:note>/", files.note_for_staff, name="note"),
    # The registration form, as organisers compose it
    path(_FORM, composer.composer, name="composer"),
    path(f"{_FORM}preview/", composer_preview.preview, name="composer_preview"),
    path(f"{_FORM}start/", composer.start, name="composer_start"),
    path(f"{_FORM}sections/", composing_sections.add, name="composer_add_section"),
    path(f"{_FORM}sections/<slug:key>/", composing_sections.section, name="composer_section"),
    path(
        f"{_FORM}sections/<slug:key>/order/", composing_sections.move, name="composer_move_section"
    ),
    path(
        f"{_FORM}sections/<slug:key>/switch/",
        composing_sections.switch,
        name="composer_switch_section",
    ),
    path(
        f"{_FORM}sections/<slug:key>/removal/",
        composing_sections.remove,
        name="composer_remove_section",
    ),
    path(
        f"{_FORM}sections/<slug:key>/question/",
        composing_questions.add,
        name="composer_add_question",
    ),
    path(f"{_FORM}questions/<slug:key>/", composing_questions.question, name="composer_question"),
    path(f"{_FORM}questions/<slug:key>/order/", composing_questions.move, name="composer_move"),
    path(f"{_FORM}questions/<slug:key>/asking/", composing_questions.ask, name="composer_ask"),
    path(
        f"{_FORM}questions/<slug:key>/removal/",
        composing_questions.take_out,
        name="composer_take_out",
    ),
    # Lists as files; their PDF is made by the certificates' app, which prints
    path(f"{_MANAGE}participants/list.xlsx", exports.participants_xlsx, name="participants_xlsx"),
    path(f"{_MANAGE}participants/list.csv", exports.participants_csv, name="participants_csv"),
    path(f"{_MANAGE}delegations/list.xlsx", exports.delegations_xlsx, name="delegations_xlsx"),
    path(f"{_MANAGE}delegations/list.csv", exports.delegations_csv, name="delegations_csv"),
    # The whole workshop
    path(f"{_MANAGE}cancellation/", calling_off.call_off, name="call_off"),
    # Registrations
    path(f"{_MANAGE}participants/", people.registrations, name="registrations"),
    path(f"{_MANAGE}participants/new/", people.add, name="add_registration"),
    path(f"{_MANAGE}participants/decisions/", many.decide_many, name="decide_many"),
    path(f"{_MANAGE}participants/decisions/told/", many.tell_all, name="tell_all"),
    path(f"{_MANAGE}participants/import/", importing.start_for_staff, name="import"),
    path(
        f"{_MANAGE}participants/import/template/",
        importing.template_for_staff,
        name="import_template",
    ),
    path(f"{_MANAGE}participants/import/<uuid:run>/", importing.run_for_staff, name="import_run"),
    path(f"{_MANAGE}participants/retention/", retention.retention, name="retention"),
    path(f"{_MANAGE}participants/views/", selection.save_view, name="save_view"),
    path(f"{_MANAGE}participants/views/<int:pk>/", selection.drop_view, name="drop_view"),
    path(_REGISTRATION, registration.registration, name="registration"),
    path(f"{_REGISTRATION}facts/", registration.edit, name="edit_registration"),
    path(f"{_REGISTRATION}state/", registration.change, name="change_registration_state"),
    path(f"{_REGISTRATION}state/told/", registration.tell, name="tell"),
    path(f"{_REGISTRATION}link/", registration.send_link, name="send_link"),
    path(f"{_REGISTRATION}reminder/", registration.remind, name="remind_to_answer"),
    path(f"{_REGISTRATION}head/", registration.make_head, name="make_head"),
    path(f"{_REGISTRATION}substitute/", registration.replace, name="substitute"),
    path(f"{_REGISTRATION}protection/", registration.protection, name="protection"),
    path(f"{_REGISTRATION}name/", registration.reveal, name="reveal"),
    path(f"{_REGISTRATION}offer/", offers.offer, name="offer_seat"),
    path(f"{_REGISTRATION}tags/", selection.tags, name="tags"),
    path(f"{_REGISTRATION}notes/", selection.notes, name="internal_notes"),
    path(f"{_REGISTRATION}files/<slug:key>/", files.answer_for_staff, name="answer_file"),
    path(f"{_REGISTRATION}photograph/", files.photograph_for_staff, name="photograph"),
    # The participant's own form, and the open one
    path("r/<str:token>/registration/", personal.form, name="form"),
    path("r/<str:token>/registration/autosave/", personal.autosave, name="form_autosave"),
    path("r/<str:token>/files/<slug:key>/", files.own_answer, name="own_file"),
    path("r/<str:token>/offer/", offers.answer, name="offer"),
    path("r/<str:token>/photograph/", files.own_photograph, name="own_photograph"),
    path("workshops/<slug:slug>/register/", opening.register, name="register_openly"),
    path("workshops/<slug:slug>/register/sent/", opening.sent, name="register_openly_sent"),
    # The focal point's portal
    path(_PORTAL, portal.portal, name="portal"),
    path(f"{_PORTAL}note/", portal.upload_note, name="portal_upload_note"),
    path(f"{_PORTAL}notes/<uuid:note>/", files.note_for_focal_point, name="portal_note"),
    path(f"{_PORTAL}reserve/", portal.promote, name="portal_promote"),
    path(f"{_PORTAL}reserves/", reserves.order_in_portal, name="portal_order_reserves"),
    path(f"{_PORTAL}links/", portal.send_links, name="portal_send_links"),
    path(f"{_PORTAL}people/new/", portal_people.add, name="portal_add"),
    path(f"{_PORTAL}people/several/", portal_grid.grid, name="portal_grid"),
    path(f"{_PORTAL}import/", importing.start_in_portal, name="portal_import"),
    path(
        f"{_PORTAL}import/template/",
        importing.template_in_portal,
        name="portal_import_template",
    ),
    path(f"{_PORTAL}import/<uuid:run>/", importing.run_in_portal, name="portal_import_run"),
    path(_OF_PORTAL, portal_people.edit, name="portal_edit"),
    path(f"{_OF_PORTAL}withdrawal/", portal_people.withdraw, name="portal_withdraw"),
    path(f"{_OF_PORTAL}head/", portal_people.make_head, name="portal_head"),
    path(f"{_OF_PORTAL}order/", portal_people.order, name="portal_order"),
    path(f"{_OF_PORTAL}substitute/", portal_people.replace, name="portal_substitute"),
    path(f"{_OF_PORTAL}link/", portal_people.send_link, name="portal_send_link"),
]
