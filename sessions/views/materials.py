"""The materials of a workshop, for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.rules import RuleBroken
from sessions.actions.keeping_materials import (
    add_material,
    change_material,
    remove_material,
    show_material,
)
from sessions.forms.material import MaterialForm
from sessions.materials import as_download, as_zip
from sessions.models import Material
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("agenda.view")
@require_safe
def materials(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    rows = list(workshop.materials.select_related("item", "speaker").in_order())
    return render(
        request,
        "agenda/materials.html",
        {
            "workshop": workshop,
            "rows": rows,
            "waiting": [
                row
                for row in rows
                if row.speaker_id and row.visibility == Material.Visibility.ORGANISERS
            ],
            "may_edit": "agenda.edit" in request.workshop_permissions,
        },
    )


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    return _write(request, workshop, None)


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, workshop: Workshop, pk: UUID) -> HttpResponse:
    return _write(request, workshop, _material(workshop, pk))


@requires("agenda.edit")
@require_POST
def show(request: SignedInRequest, workshop: Workshop, pk: UUID) -> HttpResponse:
    material = _material(workshop, pk)
    to = request.POST.get("to", "")
    if to in Material.Visibility.values:
        show_material(material=material, to=to, by=request.user)
        facts = {"title": material.listed_title, "who": material.get_visibility_display()}
        messages.success(request, _("“%(title)s” is seen by: %(who)s.") % facts)
    return redirect("agenda:materials", workshop.slug)


@requires("workshop.delete")
@require_POST
def delete(request: SignedInRequest, workshop: Workshop, pk: UUID) -> HttpResponse:
    material = _material(workshop, pk)
    title = material.listed_title
    remove_material(material=material, by=request.user)
    messages.success(request, _("The material “%(title)s” was deleted.") % {"title": title})
    return redirect("agenda:materials", workshop.slug)


@requires("agenda.view")
@require_safe
def file(request: SignedInRequest, workshop: Workshop, pk: UUID) -> HttpResponseBase:
    material = _material(workshop, pk)
    if not material.file:
        raise Http404(_("There is no such page."))
    return as_download(material)


@requires("agenda.view")
@require_safe
def everything(request: SignedInRequest, workshop: Workshop) -> HttpResponseBase:
    return as_zip(workshop, workshop.materials.all())


def _write(request: SignedInRequest, workshop: Workshop, material: Material | None) -> HttpResponse:
    is_sent = request.method == "POST"
    form = MaterialForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        workshop=workshop,
        instance=material or Material(workshop=workshop),
    )
    if is_sent and form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            if material is None:
                done = add_material(
                    workshop=workshop, by=request.user, facts=form.facts, upload=upload
                )
            else:
                # As it is stored: checking the form has written into its instance.
                done = change_material(
                    material=_material(workshop, material.pk),
                    by=request.user,
                    facts=form.facts,
                    upload=upload,
                )
        except RuleBroken as refused:
            field = refused.field if refused.field in form.fields else "upload"
            form.add_error(field, refused.sentence)
        else:
            messages.success(
                request, _("The material “%(title)s” was saved.") % {"title": done.listed_title}
            )
            return redirect("agenda:materials", workshop.slug)
    return render(
        request,
        "agenda/material.html",
        {
            "workshop": workshop,
            "form": form,
            "material": material and _material(workshop, material.pk),
        },
        status=422 if form.errors else 200,
    )


def _material(workshop: Workshop, pk: UUID) -> Material:
    return get_object_or_404(Material, workshop=workshop, pk=pk)
