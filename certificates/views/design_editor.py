"""One design: its form, and at every moment the sheet as it will be printed."""

from base64 import b64encode
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.actions.proving_design import ask_for_proofs
from certificates.actions.saving_design import DesignChanged, save_design
from certificates.designs.content import Content
from certificates.designs.forms import DesignForm
from certificates.designs.gallery import first_content
from certificates.designs.gallery import layout_picture as picture_of_layout
from certificates.designs.people import Trial, invented, trials_of
from certificates.designs.pictures import picture_of
from certificates.designs.placeholders import ALL, SHARED
from certificates.designs.proofs import proof, proofs_file_of
from certificates.designs.uploads import with_pictures_kept
from certificates.models import Design, DesignPicture
from certificates.permissions import note_look
from certificates.rendering import page_picture
from common.rules import RuleBroken
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires

_PREVIEW_WIDTH = 1100  # pixels


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def design(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The editor. "Show preview" renders what was typed and saves nothing."""
    found = _design(workshop, pk)
    content = Content.read(found.newest.content)
    trials = _trials(request, workshop)
    if request.method != "POST":
        form = DesignForm(design=found, content=content, trials=trials)
        return _page(request, found, form, _shown(request, found, content, trials[:1]))

    form = _sent(request, found, content, trials)
    is_preview = "preview" in request.POST
    if form.is_valid() and not is_preview:
        try:
            save_design(
                design=found,
                name=form.cleaned_data["name"],
                content=form.content,
                by=request.user,
                seen=form.cleaned_data["seen"],
            )
        except DesignChanged as changed:
            shown = _preview_of(request, found, form)
            form.add_error(None, changed.as_error())
            form.add_error(None, _("The two differ in: %(fields)s") % {"fields": form.catch_up()})
            return _page(request, found, form, shown, status=409)
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            messages.success(
                request, _("The design is saved. Certificates issued before keep their look.")
            )
            return redirect("certificates:design", workshop.slug, found.pk)
    shown = _preview_of(request, found, form)
    return _page(request, found, form, shown, status=422 if form.errors else 200)


@requires("workshop.edit")
@require_POST
def preview(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The picture alone, for the page that asks while somebody types."""
    found = _design(workshop, pk)
    content = Content.read(found.newest.content)
    form = _sent(request, found, content, _trials(request, workshop))
    context = {"preview": _preview_of(request, found, form), "form": form}
    return render(request, "certificates/designs/_preview.html", context)


@requires("workshop.edit")
@require_POST
def make_proofs(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """Ask for one PDF with all that is hard to print; the job's page leads to it."""
    job = ask_for_proofs(design=_design(workshop, pk), by=request.user)
    return redirect("jobs:detail", job.public_id)


@requires("workshop.edit")
@require_safe
def proofs(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The proofs of the design as it is saved now, where they were made."""
    found = _design(workshop, pk)
    name = proofs_file_of(found.newest)
    if not default_storage.exists(name):
        messages.info(request, _("The design was changed since. Make the proofs anew."))
        return redirect("certificates:design", workshop.slug, found.pk)
    with default_storage.open(name) as file:
        return _pdf(file.read(), f"{workshop.slug}-proofs.pdf")


@requires("workshop.edit")
@require_safe
def proof_sheet(
    request: SignedInRequest, workshop: Workshop, pk: int, registration: int
) -> HttpResponse:
    """One person's sheet as PDF, of the design as it is saved."""
    found = _design(workshop, pk)
    trials = {one.registration.pk: one for one in _trials(request, workshop)}
    if registration not in trials:
        raise Http404(_("There is no such page."))
    chosen = trials[registration].registration
    if chosen.is_protected:
        note_look(chosen.person, workshop, request.user)
    content = Content.read(found.newest.content)
    pdf = proof(content, chosen, found, language=workshop.certificate_language)
    return _pdf(pdf, f"{workshop.slug}-proof.pdf")


@requires("workshop.edit")
@require_safe
def picture(request: SignedInRequest, workshop: Workshop, pk: int, sha256: str) -> HttpResponse:
    """A logo, a signature or the seal, for whoever may change the design."""
    found = _design(workshop, pk)
    try:
        content = picture_of(found.pk, sha256)
    except (DesignPicture.DoesNotExist, FileNotFoundError):
        raise Http404(_("There is no such page.")) from None
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "no-store"
    return response


@requires("workshop.edit")
@require_safe
def layout_picture(request: SignedInRequest, workshop: Workshop, layout: str) -> HttpResponse:
    """A layout of the gallery with invented words."""
    try:
        content = picture_of_layout(first_content(layout), get_language() or "en")
    except KeyError:
        raise Http404(_("There is no such page.")) from None
    response = HttpResponse(content, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@requires("workshop.edit")
@require_safe
def small_picture(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The design's layout in its own colours, for the list."""
    content = Content.read(_design(workshop, pk).newest.content)
    small = picture_of_layout(content, get_language() or "en")
    return HttpResponse(small, content_type="image/webp")


def _design(workshop: Workshop, pk: int) -> Design:
    return get_object_or_404(Design.objects.select_related("workshop"), workshop=workshop, pk=pk)


def _trials(request: SignedInRequest, workshop: Workshop) -> list[Trial]:
    held = request.workshop_permissions
    if "registration.view" not in held:
        return []
    return trials_of(workshop, with_protected="registration.protected" in held)


def _sent(
    request: SignedInRequest, found: Design, content: Content, trials: list[Trial]
) -> DesignForm:
    data, refused = with_pictures_kept(request, found)
    form = DesignForm(data, design=found, content=content, trials=trials)
    form.refuse_pictures(refused)
    return form


def _preview_of(request: SignedInRequest, found: Design, form: DesignForm) -> dict[str, Any] | None:
    """Of what was sent; None while something in it is wrong."""
    if not form.is_valid():
        return None
    chosen = form.trial()
    language = form.cleaned_data["preview_language"] or found.workshop.certificate_language
    return _shown(request, found, form.content, [chosen] if chosen else [], language)


def _shown(
    request: SignedInRequest,
    found: Design,
    content: Content,
    trials: list[Trial],
    language: str = "",
) -> dict[str, Any]:
    """The sheet of the first of ``trials`` as a picture, or of somebody invented."""
    registration = trials[0].registration if trials else invented(found.workshop)
    if registration.is_protected:
        note_look(registration.person, found.workshop, request.user)
    language = language or found.workshop.certificate_language
    pdf = proof(content, registration, found, language=language)
    webp = b64encode(page_picture(pdf, width=_PREVIEW_WIDTH)).decode()
    return {
        "picture": f"data:image/webp;base64,{webp}",
        "who": registration.listed_name,
        "registration": registration,
    }


def _page(
    request: SignedInRequest,
    found: Design,
    form: DesignForm,
    shown: dict[str, Any] | None,
    status: int = 200,
) -> HttpResponse:
    newest = found.newest
    context = {
        "workshop": found.workshop,
        "design": found,
        "version": newest,
        "is_used": newest.certificates.exists(),
        "form": form,
        "preview": shown,
        "is_unsaved": form.is_bound,
        "placeholders": [(key, text, key in SHARED) for key, text in ALL.items()],
    }
    return render(request, "certificates/designs/editor.html", context, status=status)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
