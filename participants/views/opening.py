"""Open registration: anyone may begin, and only the holder of the address goes on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.access import public
from common.rules import RuleBroken
from common.throttling import allow, throttled
from participants.actions.registering import refuse_unless_open, register_openly
from participants.forms.people import OpenForm
from participants.rules import NominationsClosed
from participants.views.answers import beside_field
from workshops.models import Workshop

#: One address gets few messages a day, whoever asks for them.
_LETTERS, _DAY = 5, 86_400


@public
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("open-registration", limit="30/h", methods=("POST",))
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The same answer for known and unknown addresses: the form tells nobody who is registered."""
    workshop = get_object_or_404(Workshop.objects.public().with_project(), slug=slug)
    try:
        refuse_unless_open(workshop)
    except NominationsClosed as closed:
        context = {"workshop": workshop, "sentence": closed.sentence}
        return render(request, "participants/open_closed.html", context)
    form = OpenForm(request.POST or None, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_by_program and _may_write_to(workshop, form.facts["email"]):
                register_openly(workshop=workshop, **form.facts)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            return redirect("participants:register_openly_sent", workshop.slug)
    context = {"workshop": workshop, "form": form}
    status = 422 if form.errors else 200
    return render(request, "participants/open.html", context, status=status)


@public
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = get_object_or_404(Workshop.objects.public(), slug=slug)
    if not workshop.open_registration:
        raise Http404
    return render(request, "participants/open_sent.html", {"workshop": workshop})


def _may_write_to(workshop: Workshop, email: str) -> bool:
    return allow(f"open-registration:{workshop.pk}:{email.lower()}", _LETTERS, _DAY)
