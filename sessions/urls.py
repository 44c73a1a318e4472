"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from sessions.views import attendance, editor, outputs, public, publication, speakers

app_name = "agenda"
urlpatterns = [
    path("workshops/<slug:slug>/agenda/", public.agenda, name="public"),
    path("workshops/agenda-worker.js", public.worker, name="worker"),
    path("workshops/<slug:slug>/agenda.ics", public.calendar, name="calendar"),
    path("workshops/<slug:slug>/agenda.xlsx", outputs.agenda_xlsx, name="xlsx"),
    path("workshops/<slug:slug>/agenda.json", outputs.agenda_json, name="json"),
    path("workshops/<slug:slug>/schedule.xml", outputs.schedule_xml, name="schedule_xml"),
    path("workshops/<slug:slug>/schedule.json", outputs.schedule_json, name="schedule_json"),
    path("manage/workshops/<slug:slug>/agenda/", editor.editor, name="editor"),
    path("manage/workshops/<slug:slug>/agenda/new/", editor.create, name="create"),
    path("manage/workshops/<slug:slug>/agenda/<int:pk>/", editor.edit, name="edit"),
    path("manage/workshops/<slug:slug>/agenda/<int:pk>/copy/", editor.duplicate, name="duplicate"),
    path("manage/workshops/<slug:slug>/agenda/<int:pk>/delete/", editor.delete, name="delete"),
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
    path("manage/workshops/<slug:slug>/attendance/", attendance.grid, name="attendance"),
    path(
        "manage/workshops/<slug:slug>/attendance/<slug:key>/",
        attendance.slot,
        name="attendance_slot",
    ),
]
