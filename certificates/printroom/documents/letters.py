"""Letters to participants: that the seat is theirs, and for the visa."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from certificates.printroom.laying import page_document
from certificates.printroom.options import DelegationOptions, PaperOptions
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
from certificates.printroom.state import ALL, EventState
from common.dates import date_range
from participants.models import Registration

TEMPLATE = "certificates/printroom/letters.html"
#: Who does not know asks the consulate, letter in hand.
_NEEDS_A_VISA = ("yes", "unsure")


class Purpose(TextChoices):
    VISA = "visa", gettext_lazy("Support for a visa application")
    CONFIRMATION = "confirmation", gettext_lazy("Confirmation of participation")


class Whose(TextChoices):
    NEEDING = "needing", gettext_lazy("Who needs a visa, or does not know")
    EVERYBODY = "everybody", gettext_lazy("Everybody")


class VisaOptions(DelegationOptions):
    """For those who said that they need one, where the registration form asks."""

    who = forms.ChoiceField(label=gettext_lazy("For"), choices=Whose.choices, initial=Whose.NEEDING)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.state.answers.asks("visa_needed"):
            del self.fields["who"]


class ProtectedOptions(PaperOptions):
    """Chosen by the alias: the page of options names nobody."""

    purpose = forms.ChoiceField(label=gettext_lazy("Letter"), choices=Purpose.choices)
    person = forms.ChoiceField(label=gettext_lazy("For"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.state.people(get_language() or settings.LANGUAGE_CODE)
        hidden = [(str(row.pk), row.listed_name) for row in rows if row.is_protected]
        self._set_choices("person", [(ALL, _("All protected people")), *hidden])
        self.fields["purpose"].initial = Purpose.VISA
        self.fields["person"].initial = ALL


#: The letter of a purpose's reference.
_MARKS = {Purpose.CONFIRMATION: "C", Purpose.VISA: "V"}
#: What a consulate asks of the traveller: the question's key and its name in the letter.
_OF_THE_PASSPORT = (
    ("birth_date", gettext_lazy("Date of birth")),
    ("nationality", gettext_lazy("Nationality")),
    ("passport_number", gettext_lazy("Passport number")),
    ("passport_expires_on", gettext_lazy("Passport valid until")),
)


def _freeze(
    state: EventState, options: Options, purpose: Purpose, people: list[Registration]
) -> Frozen:
    """One letter a person, by the real name."""
    language = options["language"]
    frame = state.frame(language) | {
        "purpose": purpose.value,
        "project": state.workshop.project.title,
        "support_email": settings.SUPPORT_EMAIL,
    }
    entries = [
        Entry(
            f"r{row.pk}",
            _facts(row, state, language, purpose),
            None if row.is_protected else row.person_id,
        )
        for row in people
    ]
    written = date_range(state.workshop.today(), language=language)
    return Frozen(frame, entries, summary={"written_on": written})


def _facts(row: Registration, state: EventState, language: str, purpose: Purpose) -> Data:
    person, answers = row.person, state.answers
    passport = [
        {"label": str(label), "words": words}
        for key, label in _OF_THE_PASSPORT
        if purpose == Purpose.VISA and (words := answers.words(row, key, language))
    ]
    return {
        "passport": passport,
        "name": person.printed_name,
        "passport_name": person.full_name,
        "title": person.title,
        "position": row.position,
        "agency": row.agency,
        "delegation": row.delegation.name_in(language) if row.delegation else "",
        "arrives_on": answers.words(row, "arrives_on", language),
        "departs_on": answers.words(row, "departs_on", language),
        # Always the same for this person and kind of letter, so that an embassy can ask about it.
        "reference": f"{state.workshop.slug.upper()}/{_MARKS[purpose]}{row.pk:04d}",
    }


def _unprotected(state: EventState, options: Options) -> list[Registration]:
    """Protected people's letters are a document of their own, for they bear the real name."""
    people = state.people(options["language"], options["delegation"])
    return [row for row in people if not row.is_protected]


def freeze_confirmations(state: EventState, options: Options) -> Frozen:
    return _freeze(state, options, Purpose.CONFIRMATION, _unprotected(state, options))


def freeze_visa_letters(state: EventState, options: Options) -> Frozen:
    people = _unprotected(state, options)
    if options.get("who") == Whose.NEEDING:
        people = [row for row in people if state.answers.of(row, "visa_needed") in _NEEDS_A_VISA]
    return _freeze(state, options, Purpose.VISA, people)


def freeze_protected(state: EventState, options: Options) -> Frozen:
    people = [row for row in state.people(options["language"]) if row.is_protected]
    if options["person"] != ALL:
        people = [row for row in people if row.pk == int(options["person"])]
    return _freeze(state, options, Purpose(options["purpose"]), people)


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    # Each letter is one of its own: its pages are not counted with the others'.
    title = (
        _("Visa support letters")
        if frame["purpose"] == Purpose.VISA
        else _("Letters of confirmation")
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
            "To consulates, with the name and the particulars of the passport. Protected people are"
            " left out."
        ),
        group=Group.GUESTS,
        options=VisaOptions,
        freeze=freeze_visa_letters,
        lay_out=lay_out,
        permission="registration.decide",
        prints_changes=True,
        per_chunk=lambda options: 20,
    )
)
declare(
    Document(
        key="protected-letters",
        title=gettext_lazy("Letters of protected people"),
        summary=gettext_lazy(
            "A consulate needs the real name. Each print and each download is noted with your name,"
            " and the file is deleted after a day."
        ),
        group=Group.GUESTS,
        options=ProtectedOptions,
        freeze=freeze_protected,
        lay_out=lay_out,
        permission="registration.protected",
        per_chunk=lambda options: 20,
        shows_protected=True,
        kept_days=1,
    )
)
