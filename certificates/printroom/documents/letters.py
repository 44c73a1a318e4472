"""Letters to participants: that the seat is theirs, and for the visa."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.laying import page_document
from certificates.printroom.options import DelegationOptions
from certificates.printroom.pictures import with_pictures
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    declare,
)
from certificates.printroom.state import EventState
from common.dates import date_range
from participants.models import Registration

TEMPLATE = "certificates/printroom/letters.html"


def _freeze(state: EventState, options: Options, *, mark: str, purpose: str) -> Frozen:
    """One letter a person. Protected people's are written singly, for they bear the real name."""
    language = options["language"]
    people = state.people(language, options["delegation"])
    frame = state.frame(language) | {
        "purpose": purpose,
        "project": state.workshop.project.title,
        "support_email": settings.SUPPORT_EMAIL,
    }
    entries = [
        Entry(f"r{row.pk}", _facts(row, state, language, mark), row.person_id)
        for row in people
        if not row.is_protected
    ]
    written = date_range(state.workshop.today(), language=language)
    return Frozen(frame, entries, summary={"written_on": written})


def _facts(row: Registration, state: EventState, language: str, mark: str) -> Data:
    person = row.person
    return {
        "name": person.printed_name,
        "passport_name": person.full_name,
        "title": person.title,
        "position": row.position,
        "agency": row.agency,
        "delegation": row.delegation.name_in(language) if row.delegation else "",
        "arrives_on": date_range(row.arrives_on, language=language) if row.arrives_on else "",
        "departs_on": date_range(row.departs_on, language=language) if row.departs_on else "",
        # Always the same for this person and kind of letter, so that an embassy can ask about it.
        "reference": f"{state.workshop.slug.upper()}/{mark}{row.pk:04d}",
    }


def freeze_confirmations(state: EventState, options: Options) -> Frozen:
    return _freeze(state, options, mark="C", purpose="confirmation")


def freeze_visa_letters(state: EventState, options: Options) -> Frozen:
    return _freeze(state, options, mark="V", purpose="visa")


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    # Each letter is one of its own: its pages are not counted with the others'.
    title = (
        _("Visa support letters") if frame["purpose"] == "visa" else _("Letters of confirmation")
    )
    context = {"letters": entries, "logos": with_pictures(frame["logos"])}
    return page_document(TEMPLATE, context, frame=frame, options=options, title=title)


declare(
    Document(
        key="confirmations",
        title=gettext_lazy("Letters of confirmation"),
        summary=gettext_lazy(
            "Tell each participant on paper that the seat is theirs. Protected people are left out."
        ),
        group=Group.GUESTS,
        options=DelegationOptions,
        freeze=freeze_confirmations,
        lay_out=lay_out,
        permission="registration.decide",
        prints_changes=True,
        per_chunk=lambda options: 20,
    )
)
declare(
    Document(
        key="visa-letters",
        title=gettext_lazy("Visa support letters"),
        summary=gettext_lazy(
            "To embassies, with the name as in the passport. Protected people are left out."
        ),
        group=Group.GUESTS,
        options=DelegationOptions,
        freeze=freeze_visa_letters,
        lay_out=lay_out,
        permission="registration.decide",
        prints_changes=True,
        per_chunk=lambda options: 20,
    )
)
