"""Which materials a reader sees, how they are listed, and all of them as one ZIP.

Permission is a queryset: a file that is not in it is not found, and is in no ZIP either. What goes
with a session is shown once the session is released.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _

from participants.models import Registration
from participants.states import RegistrationState
from participants.views.files import private
from sessions.languages import words_of
from sessions.models import Material, Speaker
from sessions.models.material import MaterialQuerySet
from sessions.permissions import is_open_to_all
from sessions.programme import Programme, latest_version
from workshops.models import Workshop

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A material as a page lists it: where to click, and what comes."""

    title: str
    kind: str
    href: str
    detail: str
    is_elsewhere: bool
    item: int | None
    session: str = ""


def for_everybody(workshop: Workshop) -> MaterialQuerySet:
    if not is_open_to_all(workshop):
        return Material.objects.none()
    return _released(workshop, workshop.materials.for_everybody())


def for_participant(registration: Registration) -> MaterialQuerySet:
    """Those who know of their seat; before that somebody may still become nobody here."""
    if registration.state != RegistrationState.APPROVED or registration.decision_is_held:
        return Material.objects.none()
    return _released(registration.workshop, registration.workshop.materials.for_participants())


def for_speaker(speaker: Speaker) -> MaterialQuerySet:
    """As for participants, and whatever the speaker has sent in."""
    theirs = _released(speaker.workshop, speaker.workshop.materials.for_participants())
    own = Q(pk__in=speaker.materials.values("pk"))
    return speaker.workshop.materials.filter(Q(pk__in=theirs.values("pk")) | own)


def shown(materials: MaterialQuerySet, url_of: Callable[[Material], str]) -> list[Shown]:
    """In order, in one query. ``url_of`` names the address of a file for this reader."""
    return [_shown(one, url_of) for one in materials.select_related("item", "workshop").in_order()]


def with_materials(programme: Programme, materials: Iterable[Shown]) -> Programme:
    """The programme with each session's own materials beside it."""
    by_item: dict[int, list[Shown]] = {}
    for one in materials:
        if one.item is not None:
            by_item.setdefault(one.item, []).append(one)
    sessions = [
        replace(session, materials=tuple(by_item.get(session.item, ())))
        for session in programme.sessions
    ]
    return replace(programme, sessions=sessions)


def as_download(material: Material) -> HttpResponseBase:
    """The file under the name that it came with; never shown inside our own pages."""
    response = FileResponse(
        material.file.open("rb"),
        as_attachment=True,
        filename=material.download_name,
        content_type=material.media_type,
    )
    return private(response)


def as_zip(workshop: Workshop, materials: MaterialQuerySet) -> HttpResponseBase:
    """All files and a list of the links, sent while it is made: it never stands in memory."""
    chosen = list(materials.in_order())
    response = StreamingHttpResponse(zip_of(chosen), content_type="application/zip")
    name = f"materials-{slugify(workshop.slug) or 'workshop'}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


def zip_of(materials: Iterable[Material]) -> Iterator[bytes]:
    """The bytes of the ZIP, piece by piece. Nothing is compressed: PDF, PPTX and JPEG are."""
    pipe = _Pipe()
    taken: set[str] = set()
    links = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as package:
        for one in materials:
            if not one.file:
                links.append(f"{one.listed_title}\n{one.url}\n")
                continue
            entry = zipfile.ZipInfo(_free_name(one, taken), one.created_at.timetuple()[:6])
            with one.file.open("rb") as source, package.open(entry, "w") as target:
                while piece := source.read(_CHUNK):
                    target.write(piece)
                    yield pipe.take()
        if links:
            package.writestr("links.txt", "\n".join(links))
    yield pipe.take()


class _Pipe(io.RawIOBase):
    """Takes what the ZIP writes, and gives it on; no going back, so no file in between."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def _released(workshop: Workshop, materials: MaterialQuerySet) -> MaterialQuerySet:
    version = latest_version(workshop)
    told = [one["item"] for one in version.content["sessions"]] if version else []
    return materials.filter(Q(item=None) | Q(item__in=told))


def _shown(one: Material, url_of: Callable[[Material], str]) -> Shown:
    if one.file:
        detail = f"{one.ending}, {filesizeformat(one.size)}"
        href = url_of(one)
    else:
        detail, href = _("link"), one.url
    return Shown(
        title=one.listed_title,
        kind=str(one.get_kind_display()),
        href=href,
        detail=detail,
        is_elsewhere=not one.file,
        item=one.item_id,
        session=words_of(one.item, one.workshop).title if one.item else "",
    )


def _free_name(one: Material, taken: set[str]) -> str:
    """The title as a file's name that no system stumbles over, once."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', " ", one.listed_title)
    stem = " ".join(plain.split())[:100].strip(" .") or "material"
    name, number = f"{stem}.{one.ending.lower()}", 2
    while name.casefold() in taken:
        name, number = f"{stem} ({number}).{one.ending.lower()}", number + 1
    taken.add(name.casefold())
    return name
