"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from sessions.views import attendance, editor, public, session, speakers

app_name = "agenda"
urlpatterns = [
    path("workshops/<slug:slug>/agenda/", public.agenda, name="public"),
    path("workshops/<slug:slug>/agenda.ics", public.calendar, name="calendar"),
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
