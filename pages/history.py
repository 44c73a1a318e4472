"""What one person was in each workshop: registration, attendance, sessions, certificates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from certificates.models import Certificate
from pages.sight import Part, Seen
from sessions.attendance import marks_of_registrations, slots_by_workshop, tally
from sessions.models import Appearance
from workshops.models import Workshop


@dataclass
class Entry:
    """One workshop in somebody's history."""

    workshop: Workshop
    takes_part: list[Part] = field(default_factory=list)
    speaks: list[Part] = field(default_factory=list)
    sessions: list[Appearance] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    attended: str = ""


def history_of(seen: Seen) -> list[Entry]:
    """The workshops of ``seen``, the latest first. Four queries, however many workshops."""
    entries: dict[int, Entry] = {}
    for part in seen.parts:
        entry = entries.setdefault(part.workshop.pk, Entry(part.workshop))
        (entry.takes_part if part.registration else entry.speaks).append(part)
    _add_sessions(entries, seen.parts)
    _add_certificates(entries, seen.parts)
    _add_attendance(entries)
    return list(entries.values())


def _add_sessions(entries: dict[int, Entry], parts: Iterable[Part]) -> None:
    speakers = [part.speaker.pk for part in parts if part.speaker]
    rows = Appearance.objects.filter(speaker__in=speakers).select_related("item")
    for appearance in rows.order_by("item__day", "item__start_minute", "pk"):
        entries[appearance.item.workshop_id].sessions.append(appearance)


def _add_certificates(entries: dict[int, Entry], parts: Iterable[Part]) -> None:
    people = {(part.registration or part.speaker).person_id for part in parts}  # type: ignore[union-attr]
    rows = Certificate.objects.filter(person__in=people, series__workshop__in=entries)
    for certificate in rows.select_related("series").order_by("-issued_at", "pk"):
        entries[certificate.series.workshop_id].certificates.append(certificate)


def _add_attendance(entries: dict[int, Entry]) -> None:
    """In words, where somebody has been marked: "3 of 4"."""
    of_workshop: dict[int, list[int]] = defaultdict(list)
    for pk, entry in entries.items():
        of_workshop[pk] = [part.registration.pk for part in entry.takes_part if part.registration]
    marks = marks_of_registrations(pk for keys in of_workshop.values() for pk in keys)
    slots = slots_by_workshop(entry.workshop for entry in entries.values())
    for pk, entry in entries.items():
        made = {key: mark for one in of_workshop[pk] for key, mark in marks.get(one, {}).items()}
        counted = slots[pk]
        if made and counted:
            words = ngettext(
                "Present at %(present)d of %(n)d", "Present at %(present)d of %(n)d", len(counted)
            )
            entry.attended = words % {"present": tally(made, counted), "n": len(counted)}
