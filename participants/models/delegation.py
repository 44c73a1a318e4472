import datetime
import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.countries import country_name, organisation_name
from participants.gender import GenderMix
from participants.models.link import LinkHolder
from participants.models.link import link_nonce as link_nonce  # where the first migration looks
from workshops.models import Workshop


class Delegation(models.Model):
    """A state's or organisation's part in a workshop: its seats, its deadline, its people."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="delegations")
    # A state is named by its code, so that lists can follow each language's own order.
    country = models.CharField(_("state"), max_length=2, blank=True)
    organisation_name = models.CharField(
        _("organisation"),
        max_length=200,
        blank=True,
        help_text=_("For a delegation that is not a state."),
    )
    quota = models.PositiveIntegerField(_("seats"), validators=[MaxValueValidator(1000)])
    reserves = models.PositiveIntegerField(
        _("reserves"), default=0, validators=[MaxValueValidator(1000)]
    )
    deadline = models.DateField(
        _("deadline"),
        null=True,
        blank=True,
        help_text=_("The last day for nominations, in the workshop's time zone."),
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    # The letter's place in the workshop's series, without gaps; see actions.numbering_letters.
    letter_number = models.PositiveIntegerField(
        _("reference number"), null=True, blank=True, editable=False
    )
    # The last letter or reminder, whichever way it went.
    contacted_at = models.DateTimeField(_("last contact"), null=True, blank=True, editable=False)
    notes = models.TextField(_("internal notes"), blank=True)

    # Annotations of queries.delegations_with_seats; only its rows have them.
    seats_taken: int
    nominated: int
    submitted: int
    approved: int
    reserves_named: int
    waitlisted: int
    heads: int
    gaps: list[str]

    # Set by standing.board_rows.
    mix: GenderMix
    head: str
    first_named_at: datetime.datetime | None

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(
                condition=(Q(country="") & ~Q(organisation_name=""))
                | (~Q(country="") & Q(organisation_name="")),
                name="participants_delegation_state_or_organisation",
                violation_error_message=_("Choose a state or name an organisation, not both."),
            ),
            models.UniqueConstraint(
                fields=["workshop", "country"],
                condition=~Q(country=""),
                name="participants_delegation_state_once",
                violation_error_message=_("This state already has a delegation here."),
            ),
            models.UniqueConstraint(
                fields=["workshop", "organisation_name"],
                condition=~Q(organisation_name=""),
                name="participants_delegation_organisation_once",
                violation_error_message=_("This organisation already has a delegation here."),
            ),
            models.UniqueConstraint(
                fields=["workshop", "letter_number"],
                name="participants_delegation_letter_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The short name in ``language``; organisations we do not know keep the name given."""
        if self.country:
            return country_name(self.country, language)
        return organisation_name(self.organisation_name, language)

    @property
    def reference(self) -> str:
        """The reference of the letter of invitation, as in KYIV-2019/007; empty without one."""
        if self.letter_number is None:
            return ""
        return f"{self.workshop.slug.upper()}/{self.letter_number:03d}"

    @property
    def last_day(self) -> datetime.date | None:
        """The last calendar day of nominations at the workshop's place, or None."""
        return self.deadline or self.workshop.nominations_until

    def is_open(self) -> bool:
        """Whether the focal point may still change the delegation."""
        return self.last_day is None or self.workshop.today() <= self.last_day


class FocalPoint(LinkHolder):
    """Who names a delegation's people, by a personal link; an account is not needed.

    The link is a signature over the row's id and its nonce: nothing personal is in the address,
    and a new nonce revokes every link sent before.
    """

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="focal_points"
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language of letters"), max_length=8, default="en")

    class Meta:
        ordering = ["name"]
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "email"],
                name="participants_focalpoint_email_once",
                violation_error_message=_("This address is already a focal point here."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def links_workshop(self) -> Workshop:
        return self.delegation.workshop


class NominationNote(models.Model):
    """The signed note that came with the nominations; a private file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="notes_sent")
    file = models.FileField(upload_to="notes/")
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    focal_point = models.ForeignKey(
        FocalPoint, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.original_name
