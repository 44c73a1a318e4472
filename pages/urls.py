"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from pages.actions.cloning import MORE_PARTS
from pages.checks import CHECKS
from pages.views import duplicates, numbers, participant, people, public, staff
from workshops.views import settings

app_name = "pages"
urlpatterns = [
    path("", public.home, name="home"),
    path("workshops/<slug:slug>/", public.workshop, name="workshop"),
    path("my/", participant.mine, name="mine"),
    path("r/<str:token>/", participant.personal, name="personal"),
    path("r/<str:token>/agenda-messages/", participant.follow, name="follow_agenda"),
    path("r/<str:token>/leave/", participant.leave, name="leave"),
    path("r/<str:token>/data.json", participant.export, name="export"),
    path("manage/", staff.your_workshops, name="your_workshops"),
    path("manage/search/", staff.search, name="search"),
    path("manage/workshops/<slug:slug>/", staff.overview, name="overview"),
    # Addresses of workshops/ that need to know of the apps above it; they shadow those.
    path(
        "manage/workshops/<slug:slug>/settings/",
        settings.edit,
        {"checks": CHECKS},
        name="settings",
    ),
    path(
        "manage/workshops/<slug:slug>/clone/",
        settings.clone,
        {"more_parts": MORE_PARTS},
        name="clone",
    ),
    path("manage/projects/<slug:code>/numbers/", numbers.numbers, name="numbers"),
    path("manage/projects/<slug:code>/people/", people.people, name="people"),
    path(
        "manage/projects/<slug:code>/people/duplicates/", duplicates.duplicates, name="duplicates"
    ),
    path("manage/projects/<slug:code>/people/<int:pk>/", people.person, name="person"),
    path(
        "manage/projects/<slug:code>/people/<int:pk>/real/",
        people.reveal_person,
        name="reveal_person",
    ),
    path(
        "manage/projects/<slug:code>/people/<int:pk>/merge/<int:other>/",
        duplicates.merge_people,
        name="merge",
    ),
    path(
        "manage/projects/<slug:code>/people/<int:pk>/apart/<int:other>/",
        duplicates.apart,
        name="apart",
    ),
    path("manage/projects/<slug:code>/merges/<int:pk>/undo/", people.undo, name="undo_merge"),
]
