"""Letters to many speakers at once: first it is shown who gets what, then it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from common.rules import RuleBroken
from mail.models import Message
from participants.emails import known_language
from sessions.actions.inviting_speakers import invite_speaker, remind_speaker
from sessions.emails import preview_for_speaker, reminder_cause
from sessions.speaking import Show, Standing, standings_of
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@dataclass(frozen=True)
class Letters:
    """A kind of letter: whom it may go to, and how it is sent."""

    kind: str
    template: str
    may_go_to: Callable[[Standing], bool]
    send: Callable[..., Any]


INVITATIONS = Letters(
    "speaker-invitation",
    "agenda/invite_speakers.html",
    lambda standing: standing.may_be_asked,
    invite_speaker,
)
REMINDERS = Letters(
    "speaker-reminder",
    "agenda/remind_speakers.html",
    lambda standing: standing.may_be_reminded,
    remind_speaker,
)


class ChosenForm(forms.Form):
    chosen = forms.TypedMultipleChoiceField(
        coerce=int,
        label=gettext_lazy("Speakers"),
        error_messages={"required": gettext_lazy("Tick at least one speaker.")},
    )

    def __init__(self, *args: Any, rows: list[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["chosen"])
        field.choices = [(row.speaker.pk, str(row.speaker.pk)) for row in rows]


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def invite_all(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Speakers with an address and a session that they were not asked about."""
    return _page(request, workshop, INVITATIONS)


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def remind_all(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Invited speakers of whom something is missing; each once a day."""
    return _page(request, workshop, REMINDERS)


def _page(request: SignedInRequest, workshop: Workshop, letters: Letters) -> HttpResponse:
    rows = [row for row in standings_of(workshop) if letters.may_go_to(row)]
    form = ChosenForm(request.POST, rows=rows) if request.method == "POST" else None
    if form and form.is_valid():
        chosen = set(form.cleaned_data["chosen"])
        return _send(request, workshop, letters, [r for r in rows if r.speaker.pk in chosen])
    show = request.GET.get("show", "")
    today = _written_today(rows, workshop) if letters is REMINDERS else set()
    context = {
        "workshop": workshop,
        "form": form,
        "rows": [
            (
                row,
                form is None and row.is_shown_by(show),
                row.missing() if letters is REMINDERS else [],
                _language_of(row),
                row.speaker.pk in today,
            )
            for row in rows
        ],
        "examples": _examples(rows, letters),
        "show": show if show in Show.values else "",
    }
    return render(request, letters.template, context, status=422 if form else 200)


def _send(
    request: SignedInRequest, workshop: Workshop, letters: Letters, rows: list[Standing]
) -> HttpResponse:
    queued = 0
    for row in rows:
        try:
            queued += letters.send(speaker=row.speaker, by=request.user) is not False
        except RuleBroken as refused:
            messages.error(request, refused.sentence)
    sentence = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", queued)
    messages.success(request, sentence % {"n": queued})
    return redirect("agenda:speakers", workshop.slug)


def _examples(rows: list[Standing], letters: Letters) -> list[tuple[str, str, Any, str]]:
    """The letter in each language that will be used, worded for the first who gets it."""
    examples = {}
    for row in rows:
        code = known_language(row.speaker.letter_language)
        if code not in examples:
            wording = preview_for_speaker(letters.kind, row)
            examples[code] = (_language_of(row), row.speaker.listed_name, wording, code)
    return list(examples.values())


def _language_of(row: Standing) -> str:
    # In the reader's own language, unlike the letter.
    return str(dict(settings.LANGUAGES)[known_language(row.speaker.letter_language)])


def _written_today(rows: list[Standing], workshop: Workshop) -> set[int]:
    """The speakers who have had today's reminder already."""
    causes = {reminder_cause(row, f"{workshop.today():%Y%m%d}"): row.speaker.pk for row in rows}
    sent = Message.objects.filter(workshop=workshop, cause__in=causes)
    return {causes[cause] for cause in sent.values_list("cause", flat=True)}
