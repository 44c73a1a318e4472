"""Private files, each through a view that knows who may have it."""

from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from participants.actions.protecting import look
from participants.models import Answer, FocalPoint, NominationNote, Photograph, Registration
from participants.permissions import by_focal_point_link, by_registration_link
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires

Response = TypeVar("Response", bound=HttpResponseBase)


@requires("delegation.view")
@require_safe
def note_for_staff(
    request: HttpRequest, workshop: Workshop, pk: int, note: UUID
) -> HttpResponseBase:
    found = NominationNote.objects.filter(
        pk=note, delegation=pk, delegation__workshop=workshop
    ).first()
    return _as_attachment(found)


@by_focal_point_link
@require_safe
def note_for_focal_point(
    request: HttpRequest, focal_point: FocalPoint, note: UUID
) -> HttpResponseBase:
    found = NominationNote.objects.filter(pk=note, delegation=focal_point.delegation_id).first()
    return _as_attachment(found)


@requires("registration.view")
@require_safe
def photograph_for_staff(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponseBase:
    """A face is an identity: of protected people it is shown to nobody here."""
    found = Photograph.objects.filter(
        registration=pk, registration__workshop=workshop, registration__is_protected=False
    ).first()
    return _picture(found)


@by_registration_link
@require_safe
def own_photograph(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    return _picture(Photograph.objects.filter(registration=registration).first())


@requires("registration.view")
@require_safe
def answer_for_staff(
    request: SignedInRequest, workshop: Workshop, pk: int, key: str
) -> HttpResponseBase:
    """A file may name a protected person: for those named only, and the look is noted."""
    found = (
        Answer.objects.filter(registration=pk, registration__workshop=workshop, question__key=key)
        .exclude(file="")
        .select_related("registration", "question")
        .first()
    )
    held = request.workshop_permissions
    if found and found.question.is_sensitive and "registration.sensitive" not in held:
        raise Http404
    if found and found.registration.is_protected:
        if "registration.protected" not in held:
            raise Http404
        look(registration=found.registration, by=request.user)
    return _as_attachment(found)


@by_registration_link
@require_safe
def own_answer(request: HttpRequest, registration: Registration, key: str) -> HttpResponseBase:
    found = Answer.objects.filter(
        registration=registration, question__key=key, question__is_for_staff=False
    )
    return _as_attachment(found.exclude(file="").first())


def _as_attachment(found: NominationNote | Answer | None) -> FileResponse:
    if found is None:
        raise Http404
    ending = "pdf" if found.media_type == "application/pdf" else "jpg"
    name = found.original_name if isinstance(found, NominationNote) else str(found.value)
    stem = name.rpartition(".")[0] or name
    return private(
        FileResponse(
            found.file.open("rb"),
            as_attachment=True,
            filename=f"{stem}.{ending}",
            content_type=found.media_type,
        )
    )


def _picture(photograph: Photograph | None) -> FileResponse:
    if photograph is None:
        raise Http404
    # Shown in the page; it is a JPEG that we wrote ourselves.
    return private(FileResponse(photograph.file.open("rb"), content_type="image/jpeg"))


def private(response: Response) -> Response:
    """Kept nowhere, taken for nothing else, and without power over our pages."""
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
