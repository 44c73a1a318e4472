"""Who spoke at a workshop, and on what: for the certificates of appreciation."""

from collections.abc import Iterator

from sessions.models import Appearance, Confirmation
from sessions.programme import latest_version, programme_of
from workshops.models import Workshop

#: Whoever interprets serves the speakers and is none of them.
_SPEAKING = frozenset(Appearance.Role.values) - {Appearance.Role.INTERPRETER}


def contributions_of(workshop: Workshop, *, language: str | None = None) -> dict[int, list[str]]:
    """The titles of each person's sessions, by the person's key; in ``language`` or the active one.

    By the agenda as it was released last; before the first release by what is scheduled. A session
    that the speaker declined is not counted. At most three queries."""
    declined = set(
        Confirmation.objects.filter(
            item__workshop=workshop, state=Confirmation.State.DECLINED
        ).values_list("item", "speaker")
    )
    found: dict[int, list[str]] = {}
    for person, speaker, item, title in _parts(workshop, language):
        if (item, speaker) not in declined and title not in found.setdefault(person, []):
            found[person].append(title)
    return {person: titles for person, titles in found.items() if titles}


def _parts(workshop: Workshop, language: str | None) -> Iterator[tuple[int, int, int, str]]:
    """(person, speaker, session, title) in the order of time."""
    if version := latest_version(workshop):
        for day in programme_of(version, for_staff=True, language=language).days:
            for one in day.items:
                for part in one.people:
                    if part.role in _SPEAKING:
                        yield part.person, part.speaker, one.item, one.title
        return
    yield from (
        Appearance.objects.filter(
            item__workshop=workshop, item__day__isnull=False, role__in=_SPEAKING
        )
        .order_by("item__day", "item__start_minute", "pk")
        .values_list("speaker__person", "speaker", "item", "item__title")
    )
