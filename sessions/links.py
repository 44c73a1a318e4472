"""The personal link of a speaker; ``participants.links`` says how such links work."""

from django.conf import settings

from common.access import View
from participants.links import holder_of, token_of
from participants.permissions import opened_by
from sessions.models import Speaker


def speaker_link(speaker: Speaker) -> str:
    """The absolute address of the speaker's own page."""
    return f"{settings.SITE_URL}/s/{token_of(speaker)}/"


def speaker_for(token: str) -> Speaker:
    """The speaker whose page ``token`` opens. Raises LinkRefused."""
    return holder_of(token, Speaker.objects.select_related("workshop__project", "person"))


def by_speaker_link(view: View) -> View:
    """The view receives the speaker in place of the token of its address."""
    return opened_by(speaker_for)(view)
