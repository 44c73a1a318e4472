"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("manage/jobs/<uuid:public_id>/", views.detail, name="detail"),
    path("manage/jobs/<uuid:public_id>/progress/", views.progress, name="progress"),
    path("manage/jobs/<uuid:public_id>/retry/", views.retry, name="retry"),
    path("manage/jobs/<uuid:public_id>/cancel/", views.stop, name="cancel"),
]
