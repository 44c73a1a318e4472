"""Materials for whoever may read them: everybody, a participant, a speaker."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.access import public
from common.throttling import throttled
from participants.models import Registration
from participants.permissions import LinkRequest, by_registration_link
from sessions.links import by_speaker_link
from sessions.materials import as_download, as_zip, for_everybody, for_participant, for_speaker
from sessions.models import Speaker
from sessions.models.material import MaterialQuerySet
from workshops.models import Workshop

#: A ZIP reads every file: enough for a room full of people behind one address.
_ZIPS = "120/h"


@public
@require_safe
def public_file(request: HttpRequest, slug: str, pk: UUID) -> HttpResponseBase:
    return _one(for_everybody(_workshop(slug)), pk)


@public
@require_safe
@throttled("materials-zip", limit=_ZIPS)
def public_zip(request: HttpRequest, slug: str) -> HttpResponseBase:
    workshop = _workshop(slug)
    return _all(workshop, for_everybody(workshop))


@by_registration_link
@require_safe
def participants_file(
    request: LinkRequest, registration: Registration, pk: UUID
) -> HttpResponseBase:
    return _one(for_participant(registration), pk)


@by_registration_link
@require_safe
@throttled("materials-zip", limit=_ZIPS)
def participants_zip(request: LinkRequest, registration: Registration) -> HttpResponseBase:
    return _all(registration.workshop, for_participant(registration))


@by_speaker_link
@require_safe
def speakers_file(request: LinkRequest, speaker: Speaker, pk: UUID) -> HttpResponseBase:
    return _one(for_speaker(speaker), pk)


@by_speaker_link
@require_safe
@throttled("materials-zip", limit=_ZIPS)
def speakers_zip(request: LinkRequest, speaker: Speaker) -> HttpResponseBase:
    return _all(speaker.workshop, for_speaker(speaker))


def _workshop(slug: str) -> Workshop:
    workshop = Workshop.objects.filter(slug=slug).first()
    if workshop is None:
        raise Http404(_("There is no such page."))
    return workshop


def _one(materials: MaterialQuerySet, pk: UUID) -> HttpResponseBase:
    material = materials.exclude(file="").filter(pk=pk).first()
    if material is None:
        raise Http404(_("There is no such page."))
    return as_download(material)


def _all(workshop: Workshop, materials: MaterialQuerySet) -> HttpResponseBase:
    if not materials.exists():
        raise Http404(_("There is no such page."))
    return as_zip(workshop, materials)
