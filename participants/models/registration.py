import uuid

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.collation import fold, searchable
from participants.models.delegation import Delegation
from participants.models.link import LinkHolder
from participants.models.person import Person
from participants.states import OVER, SEATED, TONES, RegistrationState
from workshops.models import Workshop


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def seated(self) -> "RegistrationQuerySet":
        """The only definition of a taken seat: an active state, and not a reserve."""
        return self.filter(state__in=SEATED, reserve_rank=None)

    def approved(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.APPROVED)

    def current(self) -> "RegistrationQuerySet":
        """Everybody who is still in the running, reserves and waiting list included."""
        return self.exclude(state__in=OVER)

    def confirmed(self) -> "RegistrationQuerySet":
        """Without those of the open form who have not answered the message yet."""
        return self.exclude(came_openly=True, submitted_at=None)

    def matching(self, words: str) -> "RegistrationQuerySet":
        """Whose listed name, agency or address contains all of ``words``, accents and case aside.

        Protected people are found by their alias only: a search must not give a name away."""
        rows = self
        for word in map(fold, words.split()):
            named = Q(is_protected=False, person__searched_by__contains=word)
            rows = rows.filter(named | Q(searched_by__contains=word))
        return rows

    def for_circulation(self) -> "RegistrationQuerySet":
        """Those who agreed to the list that goes to all participants; never protected people."""
        return self.filter(consents_to_list=True, is_protected=False)

    def for_list(self) -> "RegistrationQuerySet":
        """Joined as lists need it: one query for any number of rows."""
        return self.select_related("person", "delegation", "workshop", "first_approval")


class Registration(LinkHolder):
    """One person's part in one workshop."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="registrations")
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        related_name="registrations",
        null=True,
        blank=True,
        verbose_name=_("delegation"),
        help_text=_("Empty: takes part as an individual."),
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    # Only participants.actions.changing_state writes this.
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=RegistrationState,
        default=RegistrationState.NOMINATED,
        editable=False,
    )
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    # The state is a decision that the person is not told of yet; see actions.telling.
    decision_is_held = models.BooleanField(_("not told yet"), default=False, editable=False)
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )
    is_head = models.BooleanField(_("head of delegation"), default=False)
    # Empty: a seat of the delegation. 1, 2, …: the order in which reserves move up.
    reserve_rank = models.PositiveSmallIntegerField(_("reserve"), null=True, blank=True)
    rank_order = models.PositiveSmallIntegerField(_("order in lists"), default=100)

    agency = models.CharField(_("agency"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    dietary_needs = models.CharField(_("food"), max_length=250, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=250, blank=True)
    working_language = models.CharField(_("language at the workshop"), max_length=8, blank=True)
    # The person's own choice for certificate and letters; empty: the workshop's.
    certificate_language = models.CharField(
        _("language of your certificate"), max_length=8, blank=True
    )
    arrives_on = models.DateField(_("arrival"), null=True, blank=True)
    departs_on = models.DateField(_("departure"), null=True, blank=True)

    consent_version = models.CharField(max_length=20, blank=True, editable=False)
    consented_at = models.DateTimeField(null=True, blank=True, editable=False)
    consents_to_list = models.BooleanField(
        _("my name may be on the list that goes to all participants"), default=False
    )
    consents_to_photographs = models.BooleanField(
        _("photographs in which I can be recognised may be published"), default=False
    )

    # By the workshop's public page: whoever came so decides nothing until the message was opened.
    came_openly = models.BooleanField(_("registered openly"), default=False, editable=False)

    is_protected = models.BooleanField(_("protected identity"), default=False)
    alias = models.CharField(_("alias on lists and badges"), max_length=100, blank=True)

    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # Kept by the database itself: of protected people the alias and nothing else.
    searched_by = models.GeneratedField(
        expression=Case(
            When(is_protected=True, then=searchable("alias")), default=searchable("agency")
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    # Set by the portal for its rows.
    may_correct: bool
    # Set by the list of participants: the plain cells of its row.
    cells: list[tuple[object, str]]
    # Set for lists with questions as columns: key → plain answer.
    said: dict[str, object]

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["rank_order", "person__family_name", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            # Registrations that are over may stand beside it: two records became one person.
            models.UniqueConstraint(
                fields=["workshop", "person"],
                condition=~Q(state__in=sorted(OVER)),
                name="participants_registration_person_once",
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(is_head=True) & ~Q(state__in=sorted(OVER)),
                name="participants_registration_one_head",
                violation_error_message=_("This delegation already has a head."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values),
                name="participants_registration_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.APPROVED) | Q(reserve_rank=None),
                name="participants_registration_approved_is_no_reserve",
                violation_error_message=_("Promote the reserve before approving."),
            ),
            models.CheckConstraint(
                condition=Q(is_protected=False) | ~Q(alias=""),
                name="participants_registration_protected_has_alias",
                violation_error_message=_("A protected participant needs an alias."),
            ),
            models.CheckConstraint(
                condition=Q(arrives_on=None)
                | Q(departs_on=None)
                | Q(departs_on__gte=F("arrives_on")),
                name="participants_registration_departs_after_arrival",
                violation_error_message=_("The departure is before the arrival."),
            ),
        ]

    def __str__(self) -> str:
        return self.listed_name

    @property
    def listed_name(self) -> str:
        """The name for lists, badges and plates: the alias of a protected person."""
        return self.alias if self.is_protected else self.person.printed_name

    @property
    def may_be_circulated(self) -> bool:
        """Whether the name may stand on a list that goes to all participants."""
        return self.consents_to_list and not self.is_protected

    @property
    def links_workshop(self) -> Workshop:
        return self.workshop

    @property
    def letter_language(self) -> str:
        """The language of messages to this person: their own choice, else the workshop's."""
        return self.certificate_language or self.workshop.certificate_language

    @property
    def is_awaiting_confirmation(self) -> bool:
        """Came in by open registration, and nobody has opened the link in the message yet."""
        return self.came_openly and self.submitted_at is None and not self.is_over

    @property
    def holds_seat(self) -> bool:
        return self.state in SEATED and self.reserve_rank is None

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """In the place of Django's, which translates all the states for each row of a list."""
        return str(RegistrationState(self.state).label)

    @property
    def state_tone(self) -> str:
        return TONES.get(RegistrationState(self.state), "quiet")

    @property
    def told_state(self) -> tuple[object, str]:
        """What the person is shown of the state: the word and its colour."""
        if self.decision_is_held:
            return _("being decided"), "quiet"
        return self.get_state_display(), self.state_tone

    @property
    def is_over(self) -> bool:
        return self.state in OVER


class StateChange(models.Model):
    """Who moved a registration from one state to the next, when and why."""

    class Actor(models.TextChoices):
        USER = "user", _("staff")
        FOCAL_POINT = "focal-point", _("focal point")
        PARTICIPANT = "participant", _("participant")
        SYSTEM = "system", _("Rollcall")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="state_changes"
    )
    from_state = models.CharField(max_length=20, choices=RegistrationState, blank=True)
    to_state = models.CharField(max_length=20, choices=RegistrationState)
    actor = models.CharField(max_length=20, choices=Actor, default=Actor.SYSTEM)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    focal_point = models.ForeignKey(
        "participants.FocalPoint", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    # A seat beyond the quota or the capacity, given on purpose; ``reason`` says why.
    overrides_quota = models.BooleanField(default=False)
    # A decision that the person was never told of, or not yet.
    is_held = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"

    @property
    def is_promotion(self) -> bool:
        """The same state on both sides: a reserve has moved up to a seat."""
        return self.from_state == self.to_state


class ProtectedLook(models.Model):
    """Somebody has looked at the real name of a protected participant."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.at:%Y-%m-%d %H:%M}"


class Photograph(models.Model):
    """A participant's photograph for the badge; a private file, re-encoded when it came in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="photograph"
    )
    file = models.FileField(upload_to="photographs/")
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.id)
