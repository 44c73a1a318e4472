"""How a workshop gives its seats, and what it asks of those who have one."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Admission(models.Model):
    """The part of a workshop's settings that the registrations follow."""

    capacity = models.PositiveIntegerField(
        _("capacity"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    nominations_until = models.DateField(
        _("nominations until"),
        null=True,
        blank=True,
        help_text=_("The last day, in the workshop's time zone."),
    )
    profile_sought = models.TextField(
        _("profile sought"),
        blank=True,
        help_text=_("Who should be named: stands in the letter of invitation and in the portal."),
    )
    gender_target = models.PositiveSmallIntegerField(
        _("at least this share of each gender, in per cent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(50)],
        help_text=_("The board warns where a delegation falls short; nobody is refused."),
    )
    open_registration = models.BooleanField(
        _("open registration"),
        default=False,
        help_text=_("Anyone may register on the public page; each one is decided by you."),
    )
    needs_two_approvals = models.BooleanField(
        _("two people must approve each participant"),
        default=False,
        help_text=_("The first approval is noted; a second, by somebody else, gives the seat."),
    )
    holds_decisions = models.BooleanField(
        _("focal points see decisions first"),
        default=False,
        help_text=_(
            "Participants see theirs, and get the message, when you tell them; until then their"
            " page says that it is being decided."
        ),
    )
    shows_reasons_to_focal_points = models.BooleanField(
        _("focal points see why somebody was rejected"), default=False
    )
    confirms_promotions = models.BooleanField(
        _("reserves move up only when you say so"),
        default=False,
        help_text=_("Otherwise the next reserve takes a seat as soon as it is free."),
    )
    corrections_until = models.DateField(
        _("approved people correct their registration until"),
        null=True,
        blank=True,
        help_text=_("The last day, in the workshop's time zone. Empty: until it is archived."),
    )
    reapproves_changes = models.BooleanField(
        _("names may still be changed after approval, and are then approved again"),
        default=False,
        help_text=_(
            "The seat is kept meanwhile. Otherwise names and other such answers are fixed."
        ),
    )
    reminds_before = models.PositiveSmallIntegerField(
        _("remind approved people of unanswered questions so many days before"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Once each, before the first day. Empty: only when you do it yourself."),
    )
    reminds_speakers_before = models.PositiveSmallIntegerField(
        _("remind speakers who have not answered or sent slides so many days before"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "Before their own session, of their answer and of their slides once each. Empty: only"
            " when you do it yourself."
        ),
    )

    class Meta:
        abstract = True
