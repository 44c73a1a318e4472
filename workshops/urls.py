"""Whole paths, so that a reader finds every address of this app here.

An app above may route one of these addresses first, to the same view with more arguments:
``checks`` for the settings, ``more_parts`` for cloning.
"""

from django.urls import path

from workshops.views import organisers, projects, rooms, settings, state, team

app_name = "workshops"
urlpatterns = [
    path("manage/projects/new/", projects.create, name="project_create"),
    path("manage/projects/<slug:code>/", projects.project, name="project"),
    path("manage/projects/<slug:code>/workshops/new/", settings.create, name="create"),
    path("manage/workshops/<slug:slug>/settings/", settings.edit, name="edit"),
    path("manage/workshops/<slug:slug>/clone/", settings.clone, name="clone"),
    path("manage/workshops/<slug:slug>/state/", state.change_state, name="change_state"),
    path("manage/workshops/<slug:slug>/rooms/", rooms.rooms, name="rooms"),
    path("manage/workshops/<slug:slug>/rooms/<int:pk>/", rooms.room, name="room"),
    path("manage/workshops/<slug:slug>/rooms/<int:pk>/move/", rooms.move_room, name="move_room"),
    path(
        "manage/workshops/<slug:slug>/rooms/<int:pk>/delete/",
        rooms.delete_room,
        name="delete_room",
    ),
    path("manage/workshops/<slug:slug>/organisers/", organisers.organisers, name="organisers"),
    path(
        "manage/workshops/<slug:slug>/organisers/<int:pk>/move/",
        organisers.move_organiser,
        name="move_organiser",
    ),
    path(
        "manage/workshops/<slug:slug>/organisers/<int:pk>/remove/",
        organisers.remove_organiser,
        name="remove_organiser",
    ),
    path("manage/workshops/<slug:slug>/team/", team.team, name="team"),
    path(
        "manage/workshops/<slug:slug>/team/<int:pk>/remove/",
        team.remove_member,
        name="remove_member",
    ),
]
