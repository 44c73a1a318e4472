from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """The agenda. ``django.contrib.sessions`` owns the label "sessions", so ours is "agenda"."""

    name = "sessions"
    label = "agenda"
