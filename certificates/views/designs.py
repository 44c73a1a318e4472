"""The designs of a workshop: which there are, which kind gets which, and what is not wanted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from certificates.actions.choosing_design import choose_designs
from certificates.actions.retiring_design import archive_design, delete_design, restore_design
from certificates.actions.starting_design import copy_design, start_design
from certificates.designs.choosing_forms import ChoiceForm, StartForm
from certificates.designs.gallery import LAYOUT_NAMES, first_content
from certificates.designs.queries import copyable, kinds_of, uses_of
from certificates.models import Design
from common.rules import RuleBroken
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def designs(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """The list, and the form that says which certificates get which design."""
    uses = uses_of(workshop, others=pgettext("certificates", "All"))
    form = ChoiceForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds_of(workshop),
        designs=[use.design for use in uses if not use.design.archived_at],
        initial={
            kind or ChoiceForm.ALL: str(design)
            for kind, design in workshop.design_choices.values_list("kind", "design")
        },
    )
    if form.is_valid():
        try:
            choose_designs(workshop=workshop, chosen=form.chosen, by=request.user)
        except RuleBroken as refusal:
            form.add_error(None, refusal.as_error())
        else:
            messages.success(request, _("Certificates that are issued from now on look like this."))
            return redirect("certificates:designs", workshop.slug)
    context = {
        "workshop": workshop,
        "uses": [
            (use, LAYOUT_NAMES.get(use.version.content.get("layout", ""), "")) for use in uses
        ],
        "form": form,
    }
    return render(
        request, "certificates/designs/list.html", context, status=422 if form.errors else 200
    )


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add_design(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """The gallery: begin with a layout, or with a copy of another design."""
    form = StartForm(
        request.POST if request.method == "POST" else None,
        slug=workshop.slug,
        sources=copyable(request.user),
        initial={"layout": "classic"},
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            if source := said.get("source"):
                design = copy_design(
                    source=source, workshop=workshop, name=said["name"], by=request.user
                )
            else:
                design = start_design(
                    workshop=workshop,
                    name=said["name"],
                    content=first_content(said["layout"]),
                    by=request.user,
                )
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            return redirect("certificates:design", workshop.slug, design.pk)
    context = {"workshop": workshop, "form": form}
    return render(
        request, "certificates/designs/add.html", context, status=422 if form.errors else 200
    )


@requires("workshop.edit")
@require_POST
def archive(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return _press(request, workshop, pk, archive_design, _("The design is archived."))


@requires("workshop.edit")
@require_POST
def restore(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return _press(request, workshop, pk, restore_design, _("The design is offered again."))


@requires("workshop.delete")
@require_POST
def delete(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return _press(request, workshop, pk, delete_design, _("The design is deleted."))


def _press(
    request: SignedInRequest, workshop: Workshop, pk: int, act: Callable[..., None], done: str
) -> HttpResponse:
    design = get_object_or_404(Design, workshop=workshop, pk=pk)
    try:
        act(design=design, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("certificates:designs", workshop.slug)
