"""Private files, each through a view that knows who may have it."""

from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from participants.models import FocalPoint, NominationNote, Photograph, Registration
from participants.permissions import by_focal_point_link, by_registration_link
from workshops.models import Workshop
from workshops.permissions import requires

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


def _as_attachment(note: NominationNote | None) -> FileResponse:
    if note is None:
        raise Http404
    ending = "pdf" if note.media_type == "application/pdf" else "jpg"
    stem = note.original_name.rpartition(".")[0] or note.original_name
    return private(
        FileResponse(
            note.file.open("rb"),
            as_attachment=True,
            filename=f"{stem}.{ending}",
            content_type=note.media_type,
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
