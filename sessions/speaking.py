"""Where the speakers stand: who was asked, who comes, what has not arrived.

Computed from rows that are loaded once, so that a list of any length costs the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from common.dates import date_range
from participants.models import Registration
from sessions.models import AgendaItem, Appearance, Confirmation, Material, Speaker
from workshops.models import Workshop


class Answer(TextChoices):
    """What is known of a speaker and a session."""

    UNASKED = "unasked", pgettext_lazy("a speaker's answer", "Not asked yet")
    ASKED = "asked", pgettext_lazy("a speaker's answer", "No answer yet")
    MOVED = "moved", pgettext_lazy("a speaker's answer", "Confirmed for another time")
    CONFIRMED = "confirmed", pgettext_lazy("a speaker's answer", "Confirmed")
    DECLINED = "declined", pgettext_lazy("a speaker's answer", "Declined")


class Show(TextChoices):
    """The parts of the list that are worth a link."""

    UNASKED = "unasked", pgettext_lazy("speakers", "Not asked")
    WAITING = "waiting", pgettext_lazy("speakers", "No answer")
    DECLINED = "declined", pgettext_lazy("speakers", "Declined")
    CONFIRMED = "confirmed", pgettext_lazy("speakers", "Confirmed")
    NO_SLIDES = "no-slides", pgettext_lazy("speakers", "Without slides")
    NO_PHOTOGRAPH = "no-photograph", pgettext_lazy("speakers", "Without photograph")
    NAME = "name", pgettext_lazy("speakers", "Ask for another name")


_TONES = {Answer.CONFIRMED: "good", Answer.DECLINED: "bad", Answer.MOVED: "warn"}
#: Who brings slides; chairs and interpreters do not.
_WITH_SLIDES = {Appearance.Role.SPEAKER, Appearance.Role.PANELLIST}


@dataclass(frozen=True, slots=True)
class Part:
    """A session of one speaker, with all roles there and the answer."""

    item: AgendaItem
    roles: tuple[str, ...]
    answer: Answer
    reason: str = ""
    brings_slides: bool = False

    @property
    def tone(self) -> str:
        return _TONES.get(self.answer, "quiet")

    @property
    def is_open(self) -> bool:
        """Whether the speaker's word is still wanted."""
        return self.answer in (Answer.UNASKED, Answer.ASKED, Answer.MOVED)

    @property
    def words(self) -> str:
        """The session in one line, as messages list it."""
        item = self.item
        when = f"{date_range(item.day)}, {item.time}" if item.day else _("time not settled yet")
        rooms = _("all rooms") if item.in_all_rooms else ", ".join(r.name for r in item.rooms.all())
        place = ", ".join(filter(None, [when, rooms]))
        facts = {"place": place, "title": item.title, "roles": ", ".join(self.roles)}
        return _("%(place)s: “%(title)s” (%(roles)s)") % facts


@dataclass(frozen=True, slots=True)
class Standing:
    speaker: Speaker
    parts: list[Part]
    #: Not to be shown or written about by the real name: protected in some workshop.
    is_hidden: bool
    slides: list[Material] = field(default_factory=list)

    @property
    def answers(self) -> set[Answer]:
        return {part.answer for part in self.parts}

    @property
    def needs(self) -> list[str]:
        speaker = self.speaker
        told = (speaker.equipment_needs, speaker.dietary_needs, speaker.access_needs)
        return [words for words in told if words]

    @property
    def comes(self) -> bool:
        """Whether any session is left that was not declined."""
        return any(part.answer != Answer.DECLINED for part in self.parts)

    @property
    def was_asked(self) -> bool:
        return any(part.answer != Answer.UNASKED for part in self.parts)

    @property
    def brings_slides(self) -> bool:
        """Whether slides are wanted; not for a session that was declined."""
        return any(part.brings_slides and part.answer != Answer.DECLINED for part in self.parts)

    @property
    def awaited(self) -> list[Part]:
        """The sessions about which the speaker was asked and has not answered."""
        return [part for part in self.parts if part.answer in (Answer.ASKED, Answer.MOVED)]

    def missing(self) -> list[str]:
        """What a reminder asks for, in the active language."""
        if not self.comes:
            return []
        said = []
        if self.awaited:
            said.append(_("your answer whether you come"))
        if not self.speaker.biography:
            said.append(_("your biography"))
        if not self.speaker.photograph:
            said.append(_("your photograph"))
        if self.brings_slides and not self.slides:
            said.append(_("your slides"))
        return said

    @property
    def may_be_asked(self) -> bool:
        return bool(self.speaker.person.email) and Answer.UNASKED in self.answers

    @property
    def may_be_reminded(self) -> bool:
        return bool(self.speaker.person.email) and self.was_asked and bool(self.missing())

    def is_shown_by(self, show: str) -> bool:
        match show:
            case Show.UNASKED:
                return Answer.UNASKED in self.answers
            case Show.WAITING:
                return bool(self.awaited)
            case Show.DECLINED:
                return Answer.DECLINED in self.answers
            case Show.CONFIRMED:
                return Answer.CONFIRMED in self.answers
            case Show.NO_SLIDES:
                return self.brings_slides and self.comes and not self.slides
            case Show.NO_PHOTOGRAPH:
                return self.comes and not self.speaker.photograph
            case Show.NAME:
                return bool(self.speaker.name_request)
        return True


def standings_of(workshop: Workshop) -> list[Standing]:
    """Every speaker of the workshop in the order of names, in five queries."""
    rows = _loaded(workshop.speakers.all())
    found = [_standing(row) for row in rows.order_by(*Speaker._meta.ordering or ())]
    for one in found:
        one.speaker.workshop = workshop
    return found


def standing_of(speaker: Speaker) -> Standing:
    """The same for one; ``speaker`` keeps what was loaded with it."""
    row = _loaded(Speaker.objects.filter(pk=speaker.pk)).get()
    row.workshop = speaker.workshop
    return _standing(row)


def _loaded(rows):
    hidden = Registration.objects.filter(is_protected=True, person=OuterRef("person"))
    parts = Appearance.objects.select_related("item").prefetch_related("item__rooms")
    return (
        rows.with_names()
        .annotate(is_hidden=Exists(hidden))
        .prefetch_related(
            Prefetch(
                "appearances", parts.order_by("item__day", "item__start_minute", "item", "position")
            ),
            "confirmations",
            Prefetch("materials", Material.objects.filter(kind=Material.Kind.SLIDES).in_order()),
        )
    )


def _standing(speaker: Speaker) -> Standing:
    answers = {one.item_id: one for one in speaker.confirmations.all()}
    appearances = list(speaker.appearances.all())
    items = {part.item_id: part.item for part in appearances}
    return Standing(
        speaker=speaker,
        parts=[_part(item, appearances, answers.get(pk)) for pk, item in items.items()],
        is_hidden=speaker.is_hidden,  # type: ignore[attr-defined]
        slides=list(speaker.materials.all()),
    )


def _part(item: AgendaItem, appearances: Iterable[Appearance], said: Confirmation | None) -> Part:
    here = [part for part in appearances if part.item_id == item.pk]
    roles = tuple(str(part.get_role_display()) for part in here)
    brings_slides = any(part.role in _WITH_SLIDES for part in here)
    if said is None:
        return Part(item, roles, Answer.UNASKED, brings_slides=brings_slides)
    answer = Answer(said.state)
    if answer == Answer.CONFIRMED and not said.is_about(item):
        answer = Answer.MOVED
    return Part(item, roles, answer, said.reason, brings_slides)
