"""Whether two records are one person: what is compared, what was decided, what was merged."""

import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.person import Person

#: So long a merge can be undone; then what it kept of the two people is erased.
UNDO_WITHIN = datetime.timedelta(days=30)


class MatchKey(models.Model):
    """One of the things by which a person is recognised, folded for comparing.

    Whoever writes a name or an address also writes these, by ``actions.keeping_keys``. Of passports
    there is a digest only, which is erased with the answer that it comes from.
    """

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        EMAIL = "email", _("e-mail address")
        PASSPORT = "passport", _("passport number")
        BIRTH = "birth", _("date of birth")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="match_keys")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"], name="participants_matchkey_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="participants_matchkey_which")]

    def __str__(self) -> str:
        return self.kind


class DistinctPair(models.Model):
    """Somebody said that these two are not the same person. The lower key stands first."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="participants_distinctpair_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="participants_distinctpair_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class MergeRecord(models.Model):
    """Two records became one: enough of what was before to take it back exactly."""

    # Where the rows are now; follows when this record is merged into a third one.
    survivor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    survivor_key = models.BigIntegerField()
    # The record that is gone; it comes back under the same key.
    merged_key = models.BigIntegerField(db_index=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    # "app_label.model.field" → keys of the rows that pointed to the merged record.
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # Facts of both people as they were, and what the survivor was given. Personal; erased.
    kept = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    erased_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(survivor_key=F("merged_key")), name="participants_mergerecord_of_two"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(kept={}), name="participants_mergerecord_erased"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_key} → {self.survivor_key}"

    @property
    def ends_at(self) -> datetime.datetime:
        """Until when it can be undone."""
        return self.at + UNDO_WITHIN

    @property
    def can_be_undone(self) -> bool:
        return not self.undone_at and not self.erased_at and timezone.now() < self.ends_at

    @property
    def merged_name(self) -> str:
        """Of the record that is gone; empty once that was erased."""
        facts = self.kept.get("merged", {})
        names = (facts.get("given_names", ""), facts.get("family_name", ""))
        return " ".join(filter(None, names))
