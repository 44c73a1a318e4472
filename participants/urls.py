"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

app_name = "participants"
urlpatterns: list = []
