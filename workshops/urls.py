"""Whole paths, so that a reader finds every address of this app here."""

app_name = "workshops"
urlpatterns: list = []
