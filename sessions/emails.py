"""Messages about the agenda: to speakers, and to participants who asked for them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mail.actions.queueing import queue_message
from mail.kinds import declare, kind_named
from mail.models import Message
from mail.wording import Wording, word
from participants.emails import known_language, write_to_participant
from participants.models import Registration
from sessions.changes import Change
from sessions.links import speaker_link
from sessions.models import AgendaVersion, Speaker
from sessions.programme import sentences_of
from sessions.speaking import Answer, Standing
from sessions.spoken import spoken_in_draft

_LINK = {"link": gettext_lazy("The personal link.")}
_NEWS = {
    "version": gettext_lazy("The number of the released version."),
    "note": gettext_lazy("The organisers' note about the release; it may be empty."),
    "changes": gettext_lazy("What has changed, a line for each session."),
}
_SAMPLES = {
    "link": "https://example.org/s/personal/",
    "sessions": "– 12 December 2019, 14:00–15:30, Hall 2: “Case study B” (Speaker)",
    "missing": gettext_lazy("your photograph, your slides"),
    "version": 2,
    "note": "",
    "changes": "– “Case study B” moved from 14:00 to 15:30, Hall 2.",
}

declare(
    "speaker-invitation",
    description=gettext_lazy("Asks a speaker to confirm the sessions."),
    placeholders={**_LINK, "sessions": gettext_lazy("The sessions, with their languages.")},
    samples=_SAMPLES,
    required={"link", "sessions"},
)
declare(
    "speaker-reminder",
    description=gettext_lazy("Reminds a speaker of what has not arrived."),
    placeholders={**_LINK, "missing": gettext_lazy("What is missing, in a few words.")},
    samples=_SAMPLES,
    required={"link", "missing"},
)
declare(
    "speaker-changes",
    description=gettext_lazy("Tells a speaker what a release changed at the own sessions."),
    placeholders={**_LINK, **_NEWS},
    samples=_SAMPLES,
    required={"link", "changes"},
)
declare(
    "agenda-released",
    description=gettext_lazy("Tells a participant who asked for it what a release changed."),
    placeholders={**_LINK, **_NEWS},
    samples=_SAMPLES,
    required={"link", "changes"},
)


def write_invitation(standing: Standing, *, asked: int) -> Message | None:
    """``asked`` is the last question put to this speaker: one message for each time of asking."""
    speaker = standing.speaker
    with translation.override(known_language(speaker.letter_language)):
        context = _invitation(standing, speaker_link(speaker))
    return _write("speaker-invitation", standing, f"{speaker.pk}:{asked}", context)


def write_reminder(standing: Standing, *, occasion: str) -> Message | None:
    """One reminder for each ``occasion``: a day, or what is missing when it goes by itself."""
    with translation.override(known_language(standing.speaker.letter_language)):
        context = _reminder(standing, speaker_link(standing.speaker))
    return _write("speaker-reminder", standing, occasion, context)


def reminder_cause(standing: Standing, occasion: str) -> str:
    return _cause("speaker-reminder", standing.speaker, occasion)


def preview_for_speaker(kind: str, standing: Standing) -> Wording:
    """What would be sent; in place of the link, which lets in, a sign."""
    facts = {"speaker-invitation": _invitation, "speaker-reminder": _reminder}[kind]
    language = known_language(standing.speaker.letter_language)
    with translation.override(language):
        context = facts(standing, f"{settings.SITE_URL}/s/…/")
    return word(
        kind=kind_named(kind),
        language=language,
        context=context,
        workshop=standing.speaker.workshop,
        name=_name_for(standing),
    )


def write_changes(
    standing: Standing, version: AgendaVersion, changes: list[Change], names: Mapping[int, str]
) -> Message | None:
    """What a release changed at this speaker's sessions; None where it says nothing to them."""
    speaker = standing.speaker
    own = {**names, speaker.pk: speaker.listed_name}
    with translation.override(known_language(speaker.letter_language)):
        told = sentences_of(changes, own)
    if not told:
        return None
    context = {"link": speaker_link(speaker), **_news(version, _lines(told))}
    return _write("speaker-changes", standing, str(version.pk), context)


def write_news(
    registration: Registration,
    version: AgendaVersion,
    changes: list[Change],
    names: Mapping[int, str],
) -> Message | None:
    """What a release changed, for a participant; a first one says only that it is there."""
    with translation.override(known_language(registration.letter_language)):
        if version.number == 1:
            told = _("The agenda is published for the first time.")
        else:
            told = _lines(sentences_of(changes, names))
    if not told:
        return None
    return write_to_participant(
        "agenda-released",
        registration,
        cause=f"agenda-released:{registration.pk}:{version.pk}",
        **_news(version, told),
    )


def _news(version: AgendaVersion, changes: str) -> dict[str, Any]:
    return {"version": str(version.number), "note": version.note, "changes": changes}


def _invitation(standing: Standing, link: str) -> dict[str, Any]:
    spoken = spoken_in_draft(standing.speaker.workshop)
    lines = []
    for part in standing.parts:
        if part.answer != Answer.DECLINED:
            lines.append(f"– {part.words}")
            if languages := spoken[part.item.pk].words:
                lines.append(f"  {languages}")
    return {"link": link, "sessions": "\n".join(lines)}


def _reminder(standing: Standing, link: str) -> dict[str, Any]:
    return {"link": link, "missing": ", ".join(standing.missing())}


def _lines(told: list[list[str]]) -> str:
    return "\n".join(f"– {' '.join(sentences)}" for sentences in told)


def _write(kind: str, standing: Standing, occasion: str, context: dict[str, Any]) -> Message | None:
    speaker = standing.speaker
    if not speaker.person.email:
        return None
    return queue_message(
        kind=kind,
        to=speaker.person.email,
        to_name=_name_for(standing),
        language=known_language(speaker.letter_language),
        context=context,
        workshop=speaker.workshop,
        cause=_cause(kind, speaker, occasion),
        # More people may read the outbox than may know the name.
        is_secret=standing.is_hidden,
    )


def _cause(kind: str, speaker: Speaker, occasion: str) -> str:
    """By the person and not by the entry, so that ``participants`` finds what it must hide."""
    return f"{kind}:{speaker.workshop_id}:{speaker.person_id}:{occasion}"


def _name_for(standing: Standing) -> str:
    """Protected people are addressed by their alias, and without any by nothing that tells."""
    speaker = standing.speaker
    if standing.is_hidden:
        return getattr(speaker, "alias", "") or _("Speaker")
    return speaker.person.full_name
