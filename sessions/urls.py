"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from sessions.views import (
    attendance,
    calendars,
    choosing,
    editor,
    importing,
    materials,
    materials_for_readers,
    outputs,
    public,
    publication,
    session,
    speaker_page,
    speakers,
    speakers_letters,
)

app_name = "agenda"

_MANAGE = "manage/workshops/<slug:slug>/"
_SPEAKER = f"{_MANAGE}speakers/<int:pk>/"
_MATERIAL = f"{_MANAGE}materials/<uuid:pk>/"
_BY_LINK = "s/<str:token>/"

urlpatterns = [
    path("workshops/<slug:slug>/agenda/", public.agenda, name="public"),
    path("workshops/agenda-worker.js", public.worker, name="worker"),
    path("workshops/<slug:slug>/agenda.ics", calendars.calendar, name="calendar"),
    path("workshops/<slug:slug>/agenda.xlsx", outputs.agenda_xlsx, name="xlsx"),
    path("workshops/<slug:slug>/agenda.json", outputs.agenda_json, name="json"),
    path("workshops/<slug:slug>/schedule.xml", outputs.schedule_xml, name="schedule_xml"),
    path("workshops/<slug:slug>/schedule.json", outputs.schedule_json, name="schedule_json"),
    path("manage/workshops/<slug:slug>/agenda/", editor.editor, name="editor"),
    path(
        "manage/workshops/<slug:slug>/agenda/arrangement/", editor.arrangement, name="arrangement"
    ),
    path("manage/workshops/<slug:slug>/agenda/changes/", editor.changes, name="changes"),
    path(
        "manage/workshops/<slug:slug>/agenda/acceptances/", editor.acceptances, name="acceptances"
    ),
    path("manage/workshops/<slug:slug>/agenda/new/", session.create, name="create"),
    path("manage/workshops/<slug:slug>/agenda/<int:pk>/", session.edit, name="edit"),
    path("manage/workshops/<slug:slug>/agenda/<int:pk>/copy/", session.duplicate, name="duplicate"),
    path("manage/workshops/<slug:slug>/agenda/<int:pk>/delete/", session.delete, name="delete"),
    path(f"{_MANAGE}agenda/import/", importing.begin, name="import"),
    path(f"{_MANAGE}agenda/import/workbook/", importing.workbook, name="import_workbook"),
    path(f"{_MANAGE}agenda/import/<uuid:run>/", importing.look, name="import_run"),
    path("manage/workshops/<slug:slug>/agenda/release/", publication.release, name="release"),
    path("manage/workshops/<slug:slug>/agenda/versions/", publication.versions, name="versions"),
    path(
        "manage/workshops/<slug:slug>/agenda/versions/<int:number>/",
        publication.version,
        name="version",
    ),
    path(
        "manage/workshops/<slug:slug>/agenda/versions/<int:number>/restore/",
        publication.restore,
        name="restore",
    ),
    path("manage/workshops/<slug:slug>/speakers/", speakers.speakers, name="speakers"),
    path("manage/workshops/<slug:slug>/speakers/<int:pk>/", speakers.speaker, name="speaker"),
    path(
        "manage/workshops/<slug:slug>/speakers/<int:pk>/delete/",
        speakers.delete_speaker,
        name="delete_speaker",
    ),
    path(f"{_MANAGE}speakers/invitations/", speakers_letters.invite_all, name="invite_speakers"),
    path(f"{_MANAGE}speakers/reminders/", speakers_letters.remind_all, name="remind_speakers"),
    path(f"{_SPEAKER}invite/", speakers.invite, name="invite_speaker"),
    path(f"{_SPEAKER}remind/", speakers.remind, name="remind_speaker"),
    path(f"{_SPEAKER}link/", speakers.renew_link, name="renew_speaker_link"),
    path(f"{_SPEAKER}photograph/", speakers.photograph, name="speaker_photograph_for_staff"),
    # The speaker's own page
    path(_BY_LINK, speaker_page.page, name="speaker_page"),
    path(f"{_BY_LINK}answer/", speaker_page.answer, name="speaker_answer"),
    path(f"{_BY_LINK}facts/", speaker_page.facts, name="speaker_facts"),
    path(f"{_BY_LINK}photograph/", speaker_page.photograph, name="speaker_photograph"),
    path(
        f"{_BY_LINK}photograph/send/",
        speaker_page.send_photograph,
        name="speaker_send_photograph",
    ),
    path(f"{_BY_LINK}slides/send/", speaker_page.send_slides, name="speaker_send_slides"),
    path(f"{_BY_LINK}agenda.ics", calendars.speakers, name="speakers_calendar"),
    # A participant's own agenda
    path("r/<str:token>/agenda.ics", calendars.participants, name="participants_calendar"),
    path("r/<str:token>/sessions/", choosing.choose, name="choose_session"),
    # Materials
    path(f"{_MANAGE}materials/", materials.materials, name="materials"),
    path(f"{_MANAGE}materials/new/", materials.add, name="add_material"),
    path(f"{_MANAGE}materials.zip", materials.everything, name="materials_zip"),
    path(_MATERIAL, materials.change, name="material"),
    path(f"{_MATERIAL}file/", materials.file, name="material_file"),
    path(f"{_MATERIAL}show/", materials.show, name="show_material"),
    path(f"{_MATERIAL}delete/", materials.delete, name="delete_material"),
    path(
        "workshops/<slug:slug>/materials/<uuid:pk>/",
        materials_for_readers.public_file,
        name="public_material",
    ),
    path(
        "workshops/<slug:slug>/materials.zip",
        materials_for_readers.public_zip,
        name="public_materials_zip",
    ),
    path(
        "r/<str:token>/materials/<uuid:pk>/",
        materials_for_readers.participants_file,
        name="participants_material",
    ),
    path(
        "r/<str:token>/materials.zip",
        materials_for_readers.participants_zip,
        name="participants_materials_zip",
    ),
    path(
        f"{_BY_LINK}materials/<uuid:pk>/",
        materials_for_readers.speakers_file,
        name="speakers_material",
    ),
    path(
        f"{_BY_LINK}materials.zip",
        materials_for_readers.speakers_zip,
        name="speakers_materials_zip",
    ),
    path("manage/workshops/<slug:slug>/attendance/", attendance.grid, name="attendance"),
    path(
        "manage/workshops/<slug:slug>/attendance/<slug:key>/",
        attendance.slot,
        name="attendance_slot",
    ),
]
