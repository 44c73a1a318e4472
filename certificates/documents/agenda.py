"""The agenda on paper: what was released, or for staff the draft, in a language of one's choice."""

import hashlib
import json

from django.core.cache import cache
from django.utils import translation

from certificates.printroom.agenda import Layout, freeze, lay_out
from certificates.printroom.paper import Paper
from certificates.printroom.state import EventState
from sessions.programme import Programme, draft_programme, released_programme
from workshops.models import Workshop

_KEPT_SECONDS = 600


def agenda_pdf(
    workshop: Workshop,
    *,
    language: str,
    layout: str = Layout.CONTINUOUS,
    paper: str = Paper.A4,
    is_draft: bool = False,
) -> bytes:
    """The released agenda of ``workshop`` as PDF, without anybody whose identity is protected.

    With ``is_draft`` the sessions as they stand now, marked as a draft on every page.

    The page is open to all, and a PDF takes a second: the same content is drawn once in ten
    minutes, and any change of it makes a new one at once.
    """
    options = {"language": language, "layout": layout, "paper": paper}
    with translation.override(language):
        programme = draft_programme(workshop) if is_draft else released_programme(workshop)
        frozen = freeze(EventState(workshop), programme or Programme([]), options)
    entries = [entry.data for entry in frozen.entries]
    frame = frozen.frame | {"is_draft": is_draft}
    said = json.dumps([frame, entries, options], sort_keys=True)
    key = f"agenda-pdf-{language}-{hashlib.sha256(said.encode()).hexdigest()}"
    pdf = cache.get(key)
    if pdf is None:
        with translation.override(language):
            pdf = lay_out(frame, entries, options)
        cache.set(key, pdf, _KEPT_SECONDS)
    return pdf
