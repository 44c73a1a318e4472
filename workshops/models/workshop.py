import datetime
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models.admission import Admission
from workshops.models.organisation import Organisation
from workshops.models.project import Project
from workshops.roles import roles_with
from workshops.states import PUBLIC_STATES, WorkshopState


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def public(self) -> "WorkshopQuerySet":
        """Workshops whose page anyone may open."""
        return self.filter(state__in=PUBLIC_STATES)

    def permitting(self, user: User, permission: str) -> "WorkshopQuerySet":
        """The workshops in which ``user`` holds ``permission``, by the project or the workshop."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        roles = roles_with(permission)
        return self.filter(
            Q(team__user=user, team__role__in=roles)
            | Q(
                project__team__user=user,
                project__team__workshop=None,
                project__team__role__in=roles,
            )
        ).distinct()

    def with_project(self) -> "WorkshopQuerySet":
        return self.select_related("project")


class Workshop(Admission):
    """One event of a project. ``slug`` is its name in addresses and on the command line."""

    class Scope(models.TextChoices):
        NATIONAL = "national", _("National")
        REGIONAL = "regional", _("Regional")
        INTERNATIONAL = "international", _("International")

    class Mode(models.TextChoices):
        ON_SITE = "on-site", _("On site")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("Hybrid")

    class AttendanceUnit(models.TextChoices):
        HALF_DAY = "half-day", _("By half-day")
        SESSION = "session", _("By session")

    class NameAtVerification(models.TextChoices):
        FULL = "full", _("The full name")
        INITIALS = "initials", _("Initials only")
        MATCH = "match", _("No name; the visitor types one and sees whether it matches")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="workshops")
    slug = models.SlugField(
        _("short name for addresses"),
        max_length=60,
        unique=True,
        help_text=_("Lower-case letters, digits and hyphens, as in kyiv-2019."),
    )
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    scope = models.CharField(_("scope"), max_length=20, choices=Scope, default=Scope.REGIONAL)
    mode = models.CharField(_("mode"), max_length=20, choices=Mode, default=Mode.ON_SITE)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=WorkshopState,
        default=WorkshopState.DRAFT,
        editable=False,
    )

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(
        _("time zone"), max_length=60, help_text=_("IANA name, as in Europe/Kyiv.")
    )
    # Agenda times are wall-clock times in ``time_zone``; sessions stay within these hours.
    day_starts_at = models.TimeField(_("day begins at"), default=datetime.time(8, 0))
    day_ends_at = models.TimeField(_("day ends at"), default=datetime.time(20, 0))

    venue = models.CharField(_("venue"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)

    working_languages = models.JSONField(_("working languages"), default=list, blank=True)
    interpretation_languages = models.JSONField(
        _("interpretation languages"), default=list, blank=True
    )
    agenda_is_public = models.BooleanField(_("show the agenda to everyone"), default=False)

    attendance_unit = models.CharField(
        _("attendance is taken"),
        max_length=20,
        choices=AttendanceUnit,
        default=AttendanceUnit.HALF_DAY,
    )
    attendance_share = models.PositiveSmallIntegerField(
        _("attendance needed for a certificate, in per cent"),
        default=80,
        validators=[MaxValueValidator(100)],
    )
    certificate_language = models.CharField(
        _("language of certificates"), max_length=8, default="en"
    )
    name_at_verification = models.CharField(
        _("name shown when a certificate is checked"),
        max_length=20,
        choices=NameAtVerification,
        default=NameAtVerification.INITIALS,
    )
    contains_invented_people = models.BooleanField(
        _("a demonstration with invented people"), default=False, editable=False
    )

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "title"]
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="workshops_workshop_ends_after_start",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(day_ends_at__gt=F("day_starts_at")),
                name="workshops_workshop_day_has_hours",
                violation_error_message=_("The day ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(attendance_share__lte=100),
                name="workshops_workshop_share_is_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(gender_target=None) | Q(gender_target__lte=50),
                name="workshops_workshop_gender_target_is_reachable",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WorkshopState.values), name="workshops_workshop_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def days(self) -> list[datetime.date]:
        """Every calendar day of the workshop, first to last."""
        length = (self.ends_on - self.starts_on).days + 1
        return [self.starts_on + datetime.timedelta(days=n) for n in range(length)]

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def state_tone(self) -> str:
        """The colour that repeats the state's word; see the component ``badge``."""
        return {
            WorkshopState.PUBLISHED: "good",
            WorkshopState.CLOSED: "info",
            WorkshopState.COMPLETED: "info",
            WorkshopState.CANCELLED: "bad",
        }.get(WorkshopState(self.state), "quiet")

    def today(self) -> datetime.date:
        """The calendar date at the workshop's place."""
        return timezone.now().astimezone(self.zone).date()


class Room(models.Model):
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=80)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="workshops_room_name_once",
                violation_error_message=_("There is already a room of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class WorkshopOrganiser(models.Model):
    """An organisation's part in a workshop; their order is the order on paper."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Lead organiser")
        CO_ORGANISER = "co-organiser", _("Co-organiser")
        HOST = "host", _("Host")
        DONOR = "donor", _("Donor")

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"), related_name="parts"
    )
    part = models.CharField(_("part"), max_length=20, choices=Part, default=Part.LEAD)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "organisation", "part"],
                name="workshops_organiser_part_once",
                violation_error_message=_("This organisation already has this part."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_part_display()})"


class WorkshopStateChange(models.Model):
    """Who moved a workshop from one state to the next, and when."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="state_changes")
    from_state = models.CharField(max_length=20, choices=WorkshopState)
    to_state = models.CharField(max_length=20, choices=WorkshopState)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.workshop}: {self.from_state} → {self.to_state}"
