"""The life of a workshop: where it stands, what comes next, what was done before."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.actions.changing_state import change_state as move
from workshops.forms import StateForm
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.queries import missing_for_publication
from workshops.states import MOVES, WorkshopState
from workshops.views.answering import carried_out, sent, status_of


@dataclass(frozen=True)
class Move:
    """How a move is offered: the button, and what it does to people."""

    to: WorkshopState
    label: str | Promise
    effect: str | Promise


_S = WorkshopState
OFFERS: dict[tuple[WorkshopState, WorkshopState], Move] = {
    (source, move.to): move
    for sources, move in (
        (
            [_S.DRAFT],
            Move(
                _S.PUBLISHED,
                gettext_lazy("Publish"),
                gettext_lazy("Everyone can see the page; people can be invited and register."),
            ),
        ),
        (
            [_S.CLOSED],
            Move(
                _S.PUBLISHED,
                gettext_lazy("Open registration again"),
                gettext_lazy("People can register and correct their registration again."),
            ),
        ),
        (
            [_S.PUBLISHED],
            Move(
                _S.DRAFT,
                gettext_lazy("Back to draft"),
                gettext_lazy("The page disappears from the public."),
            ),
        ),
        (
            [_S.PUBLISHED],
            Move(
                _S.CLOSED,
                gettext_lazy("Close registration"),
                gettext_lazy("Nobody can register by themselves any more; you still can."),
            ),
        ),
        (
            [_S.COMPLETED],
            Move(
                _S.CLOSED,
                gettext_lazy("Not completed yet"),
                gettext_lazy("Attendance and decisions can be changed again."),
            ),
        ),
        (
            [_S.CLOSED],
            Move(
                _S.COMPLETED,
                gettext_lazy("Mark as completed"),
                gettext_lazy("The workshop has taken place."),
            ),
        ),
        (
            [_S.COMPLETED],
            Move(
                _S.ARCHIVED,
                gettext_lazy("Archive"),
                gettext_lazy("For good: it disappears from the public; certificates stay valid."),
            ),
        ),
        (
            [_S.DRAFT, _S.PUBLISHED, _S.CLOSED],
            Move(
                _S.CANCELLED,
                gettext_lazy("Cancel the workshop"),
                gettext_lazy("For good. The public page says that it does not take place."),
            ),
        ),
    )
    for source in sources
}


@requires("workshop.publish")
def change_state(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Offer the moves of the table; a POST of ``to`` makes one."""
    form = StateForm(sent(request))

    def save() -> None:
        move(workshop=workshop, to=form.cleaned_data["to"], by=request.user)

    if carried_out(form, save):
        messages.success(
            request, _("The workshop is now: %(state)s.") % {"state": workshop.get_state_display()}
        )
        return redirect("workshops:change_state", workshop.slug)

    now = WorkshopState(workshop.state)
    life = list(WorkshopState)
    # Forward in a workshop's life comes first, a step back last.
    moves = sorted(MOVES[now], key=lambda to: (life.index(to) < life.index(now), life.index(to)))
    offers = [OFFERS[now, to] for to in moves]
    is_draft = workshop.state == WorkshopState.DRAFT
    context = {
        "workshop": workshop,
        "form": form,
        "offers": [offer for offer in offers if offer.to != WorkshopState.CANCELLED],
        "cancelling": next((o for o in offers if o.to == WorkshopState.CANCELLED), None),
        "missing": missing_for_publication(workshop) if is_draft else [],
        "changes": workshop.state_changes.select_related("by"),
    }
    return render(request, "workshops/state.html", context, status=status_of(form))
