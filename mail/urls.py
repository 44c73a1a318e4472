"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from mail.views import outbox, wordings

app_name = "mail"
urlpatterns = [
    path("manage/outbox/", outbox.outbox, name="outbox"),
    path("manage/outbox/retry/", outbox.retry_all, name="retry_all"),
    path("manage/outbox/<uuid:pk>/", outbox.message, name="message"),
    path("manage/outbox/<uuid:pk>/cancel/", outbox.cancel, name="cancel"),
    path("manage/outbox/<uuid:pk>/retry/", outbox.retry, name="retry"),
    path("manage/workshops/<slug:slug>/messages/", wordings.wordings, name="wordings"),
    path(
        "manage/workshops/<slug:slug>/messages/<slug:kind>/<slug:language>/",
        wordings.wording,
        name="wording",
    ),
    path(
        "manage/workshops/<slug:slug>/messages/<slug:kind>/<slug:language>/standard/",
        wordings.restore,
        name="restore",
    ),
]
