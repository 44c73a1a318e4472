from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from workshops.models import Workshop

OWN = "own-"


class Kind(models.TextChoices):
    """The kinds that every workshop may give; its own ones are ``own-`` and a number."""

    PARTICIPATION = "participation", pgettext_lazy("certificate kind", "Participation")
    ATTENDANCE = "attendance", pgettext_lazy("certificate kind", "Attendance with hours")
    COMPLETION = "completion", pgettext_lazy("certificate kind", "Completion with a test")
    APPRECIATION = "appreciation", pgettext_lazy("certificate kind", "Appreciation of speakers")
    THANKS = "thanks", pgettext_lazy("certificate kind", "Thanks of the organisers")


class Rule(models.TextChoices):
    """By what somebody earns a certificate."""

    ATTENDANCE = "attendance", pgettext_lazy("certificate rule", "Attendance")
    TEST = "test", pgettext_lazy("certificate rule", "Attendance and a test")
    SPEAKING = "speaking", pgettext_lazy("certificate rule", "Speaking at the workshop")
    HAND = "hand", pgettext_lazy("certificate rule", "Named by hand")


_RULES = {
    Kind.PARTICIPATION: Rule.ATTENDANCE,
    Kind.ATTENDANCE: Rule.ATTENDANCE,
    Kind.COMPLETION: Rule.TEST,
    Kind.APPRECIATION: Rule.SPEAKING,
    Kind.THANKS: Rule.HAND,
}
#: What an organiser may choose for a kind of the own.
OWN_RULES = (Rule.ATTENDANCE, Rule.TEST, Rule.HAND)


class GivenKind(models.Model):
    """A kind of certificate in one workshop: whether it is given, and to whom.

    A workshop without a row for participation gives that kind; see ``certificates.kinds``.
    """

    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, related_name="certificate_kinds"
    )
    # Empty: a kind of the workshop's own, which says its rule and its words itself.
    standard = models.CharField(max_length=20, choices=Kind, blank=True)
    is_given = models.BooleanField(_("given here"), default=True)
    own_rule = models.CharField(_("rule"), max_length=12, choices=Rule, blank=True)
    # Per cent of what counts; empty: the workshop's share.
    share = models.PositiveSmallIntegerField(_("share of attendance"), null=True, blank=True)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=60)
    # Of an own kind: {"en": {"heading": "…", "phrase": "…"}}.
    words = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("kind of certificate")
        verbose_name_plural = _("kinds of certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "standard"],
                condition=~Q(standard=""),
                name="certificates_standard_kind_once",
            ),
            models.CheckConstraint(
                condition=(~Q(standard="") & Q(own_rule=""))
                | (Q(standard="") & Q(own_rule__in=OWN_RULES)),
                name="certificates_own_kind_says_its_rule",
            ),
            models.CheckConstraint(
                condition=(Q(share=None) | Q(share__lte=100)) & Q(pass_mark__lte=100),
                name="certificates_kind_in_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """How certificates, decisions and designs name the kind."""
        return self.standard or f"{OWN}{self.pk}"

    @property
    def rule(self) -> Rule:
        return _RULES[Kind(self.standard)] if self.standard else Rule(self.own_rule)

    @property
    def label(self) -> str:
        """The kind's name for staff, in their language as far as it is there."""
        if self.standard:
            return str(Kind(self.standard).label)
        return self.words_in(get_language() or "en").get("heading", self.key)

    @property
    def says_hours(self) -> bool:
        """Whether the sheet tells how long its holder was there."""
        return self.standard == Kind.ATTENDANCE

    def words_in(self, language: str) -> dict[str, Any]:
        """The own words in ``language``, else in another one: a sheet is never without."""
        return self.words.get(language) or next(iter(self.words.values()), {})

    def share_of(self, workshop: Workshop) -> int:
        return workshop.attendance_share if self.share is None else self.share
