"""Letters to many delegations at once: first it is shown who gets what, then it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from common.rules import RuleBroken
from mail.models import Message
from mail.wording import Wording
from participants.actions.inviting import invite_delegation
from participants.actions.reminding import missing_in_words, remind_delegation, reminder_cause
from participants.emails import known_language, preview_for_focal_point
from participants.forms.letters import LettersForm
from participants.models import Delegation, FocalPoint
from participants.standing import Show, board_rows, is_invitable, is_remindable, shown_by, wanted_of
from workshops.languages import languages_in_words
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@dataclass(frozen=True)
class Letters:
    """A kind of letter: whom it may go to, what it says, and how it is sent."""

    kind: str
    template: str
    may_go_to: Callable[[Delegation], bool]
    send: Callable[[Delegation, SignedInRequest], int]


INVITATIONS = Letters(
    "delegation-letter",
    "participants/invite_many.html",
    is_invitable,
    lambda delegation, request: invite_delegation(
        delegation=delegation, by=request.user, once=True
    ),
)
REMINDERS = Letters(
    "delegation-reminder",
    "participants/remind_many.html",
    is_remindable,
    lambda delegation, request: remind_delegation(delegation=delegation, by=request.user),
)


@requires("delegation.invite")
@require_http_methods(["GET", "HEAD", "POST"])
def invite_all(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Delegations that have a focal point and no letter yet."""
    return _page(request, workshop, INVITATIONS)


@requires("delegation.invite")
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Invited delegations of which something is missing; each focal point once a day."""
    return _page(request, workshop, REMINDERS)


def _page(request: SignedInRequest, workshop: Workshop, letters: Letters) -> HttpResponse:
    rows = [row for row in board_rows(workshop) if letters.may_go_to(row)]
    form = LettersForm(request.POST, rows=rows) if request.method == "POST" else None
    if form and form.is_valid():
        chosen = set(form.cleaned_data["chosen"])
        return _send(request, workshop, letters, [row for row in rows if row.pk in chosen])
    show = request.GET.get("show", "")
    ticked = (
        {int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()}
        if form
        else {row.pk for row in rows if shown_by(show, row)}
    )
    today = _written_today(rows, workshop) if letters is REMINDERS else set()
    context = {
        "workshop": workshop,
        "form": form or LettersForm(rows=rows),
        "rows": [
            (
                row,
                row.pk in ticked,
                wanted_of(row) if letters is REMINDERS else [],
                [(each, _language_name(each), each.pk in today) for each in row.focal_points.all()],
            )
            for row in rows
        ],
        "examples": _examples(rows, letters),
        "show": show if show in Show.values else "",
    }
    return render(request, letters.template, context, status=422 if form else 200)


def _send(
    request: SignedInRequest, workshop: Workshop, letters: Letters, rows: list[Delegation]
) -> HttpResponse:
    queued = 0
    for row in rows:
        try:
            queued += letters.send(row, request)
        except RuleBroken as refused:
            messages.error(request, refused.sentence)
    sentence = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", queued)
    messages.success(request, sentence % {"n": queued})
    return redirect("participants:delegations", workshop.slug)


def _examples(rows: list[Delegation], letters: Letters) -> list[tuple[str, FocalPoint, Wording]]:
    """The letter in each language that will be used, worded for the first who gets it."""
    examples = {}
    for row in rows:
        for focal_point in row.focal_points.all():
            language = known_language(focal_point.language)
            if language in examples:
                continue
            focal_point.delegation = row
            missing = missing_in_words(row, focal_point) if letters is REMINDERS else ""
            wording = preview_for_focal_point(focal_point, kind=letters.kind, missing=missing)
            examples[language] = (_language_name(focal_point), focal_point, wording)
    return list(examples.values())


def _language_name(focal_point: FocalPoint) -> str:
    # In the reader's own language, unlike the letter.
    return languages_in_words([known_language(focal_point.language)], get_language() or "en")


def _written_today(rows: list[Delegation], workshop: Workshop) -> set[int]:
    """The focal points who have had today's reminder already."""
    causes = {
        reminder_cause(each, workshop.today()): each.pk
        for row in rows
        for each in row.focal_points.all()
    }
    sent = Message.objects.filter(workshop=workshop, cause__in=causes)
    return {causes[cause] for cause in sent.values_list("cause", flat=True)}
