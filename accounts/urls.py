"""Whole paths, so that a reader finds every address of this app here."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("language/", views.set_language, name="set_language"),
]
