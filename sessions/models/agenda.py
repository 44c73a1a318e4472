import datetime
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import Person, Registration
from participants.models.link import LinkHolder
from sessions.conflicts import SOCIABLE_KINDS, clock
from workshops.models import Room, Workshop

MINUTES_A_DAY = 24 * 60


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def scheduled(self) -> "AgendaItemQuerySet":
        return self.filter(day__isnull=False, start_minute__isnull=False)

    def in_order(self) -> "AgendaItemQuerySet":
        return self.order_by("day", "start_minute", "pk")

    def counting(self) -> "AgendaItemQuerySet":
        """The scheduled sessions at which attendance counts; breaks and social events never do."""
        return self.scheduled().filter(counts_for_attendance=True).exclude(kind__in=SOCIABLE_KINDS)


class AgendaItem(models.Model):
    """A session of the agenda, in wall-clock time of the workshop's zone.

    Without day and start it waits in the list of unscheduled sessions.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", pgettext_lazy("session kind", "Opening")
        BRIEFING = "briefing", pgettext_lazy("session kind", "Briefing")
        CASE_STUDY = "case-study", pgettext_lazy("session kind", "Case study")
        LECTURE = "lecture", pgettext_lazy("session kind", "Lecture")
        PANEL = "panel", pgettext_lazy("session kind", "Panel")
        EXERCISE = "exercise", pgettext_lazy("session kind", "Exercise")
        DISCUSSION = "discussion", pgettext_lazy("session kind", "Discussion")
        CLOSING = "closing", pgettext_lazy("session kind", "Closing")
        BREAK = "break", pgettext_lazy("session kind", "Break")
        SOCIAL = "social", pgettext_lazy("session kind", "Social event")

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="agenda")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.LECTURE)
    abstract = models.TextField(_("description"), blank=True)
    # Both in further languages, as ``sessions.languages`` reads them.
    translations = models.JSONField(default=dict, blank=True, editable=False)
    day = models.DateField(_("day"), null=True, blank=True)
    # Minutes after midnight on the workshop's wall clock.
    start_minute = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MINUTES_A_DAY - 1)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"),
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(MINUTES_A_DAY)],
    )
    rooms = models.ManyToManyField(
        Room, verbose_name=_("rooms"), related_name="agenda_items", blank=True
    )
    in_all_rooms = models.BooleanField(_("plenary, in all rooms"), default=False)
    counts_for_attendance = models.BooleanField(_("counts for attendance"), default=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    expected = models.PositiveIntegerField(_("people expected"), null=True, blank=True)
    # Sessions that were made side by side; those that start together are moved together.
    parallel_group = models.UUIDField(null=True, blank=True, editable=False)
    # Stable identity for calendars and its revision in the last release (RFC 5545: UID, SEQUENCE).
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # Raised by every save of the editor; a stale one is refused.
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["day", "start_minute", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=(Q(day=None) & Q(start_minute=None))
                | (Q(day__isnull=False) & Q(start_minute__isnull=False)),
                name="agenda_item_day_and_start_together",
                violation_error_message=_("Give both day and start, or neither."),
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5), name="agenda_item_has_length"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_words(self) -> str:
        """As ``get_kind_display``, which translates all kinds to find one: much, on a board."""
        return str(self.Kind(self.kind).label)

    @property
    def is_break(self) -> bool:
        return self.kind == self.Kind.BREAK

    @property
    def time(self) -> str:
        """09:00–10:30 on the workshop's wall clock; empty while unscheduled."""
        if self.start_minute is None:
            return ""
        return f"{clock(self.start_minute)}–{clock(self.start_minute + self.minutes)}"

    @property
    def is_scheduled(self) -> bool:
        return self.day is not None and self.start_minute is not None

    @property
    def end_minute(self) -> int | None:
        return None if self.start_minute is None else self.start_minute + self.minutes

    @property
    def starts_at(self) -> datetime.datetime | None:
        """The start as an aware instant in the workshop's zone."""
        return self._at(self.start_minute)

    @property
    def ends_at(self) -> datetime.datetime | None:
        return self._at(self.end_minute)

    def _at(self, minute: int | None) -> datetime.datetime | None:
        if self.day is None or minute is None:
            return None
        # Wall-clock arithmetic on the naive time, so that a change of the clocks moves nothing.
        naive = datetime.datetime.combine(self.day, datetime.time()) + datetime.timedelta(
            minutes=minute
        )
        return naive.replace(tzinfo=self.workshop.zone)


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def with_names(self) -> "SpeakerQuerySet":
        """Joined with the person, and with the alias of those who are protected here."""
        here = Registration.objects.filter(
            is_protected=True, person=OuterRef("person"), workshop=OuterRef("workshop")
        )
        return self.select_related("person").annotate(alias=Subquery(here.values("alias")[:1]))

    def unprotected(self) -> "SpeakerQuerySet":
        """Those who may be named in public: protected in no workshop at all."""
        protected = Registration.objects.filter(is_protected=True, person=OuterRef("person"))
        return self.filter(~Exists(protected))


class Speaker(LinkHolder):
    """A person who speaks at a workshop, with the agency they speak for.

    Whether they come is said for each session, in ``Confirmation``."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="speaking")
    agency = models.CharField(_("agency"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    # Empty: the workshop's own.
    language = models.CharField(_("language of letters"), max_length=8, blank=True)
    equipment_needs = models.CharField(_("equipment"), max_length=500, blank=True)
    dietary_needs = models.CharField(_("food"), max_length=250, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=250, blank=True)
    # A private file, written anew when it came in.
    photograph = models.FileField(upload_to="speakers/", blank=True, editable=False)
    # What the speaker wrote about a wrong name; staff correct it and clear this.
    name_request = models.CharField(_("asked for another name"), max_length=250, blank=True)
    contacted_at = models.DateTimeField(_("last contact"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("last reminder"), null=True, blank=True, editable=False)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_names", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"], name="agenda_speaker_person_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.listed_name}, {self.agency}" if self.agency else self.listed_name

    @property
    def listed_name(self) -> str:
        """The name for agendas and lists: the alias of a protected person, who is never named.

        Costs a query unless the row came from ``with_names()``.
        """
        if "alias" not in self.__dict__:
            self.alias = (
                Registration.objects.filter(
                    is_protected=True, person=self.person_id, workshop=self.workshop_id
                )
                .values_list("alias", flat=True)
                .first()
            )
        return self.alias or self.person.printed_name

    @property
    def links_workshop(self) -> Workshop:
        return self.workshop

    @property
    def letter_language(self) -> str:
        return self.language or self.workshop.certificate_language


class Appearance(models.Model):
    """A speaker's part in one session."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", pgettext_lazy("role in a session", "Speaker")
        CHAIR = "chair", pgettext_lazy("role in a session", "Chair")
        MODERATOR = "moderator", pgettext_lazy("role in a session", "Moderator")
        PANELLIST = "panellist", pgettext_lazy("role in a session", "Panellist")
        RAPPORTEUR = "rapporteur", pgettext_lazy("role in a session", "Rapporteur")
        INTERPRETER = "interpreter", pgettext_lazy("role in a session", "Interpreter")

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="appearances")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.SPEAKER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "speaker", "role"], name="agenda_appearance_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker} ({self.get_role_display()})"
