"""What the organisers keep for choosing among people: tags, notes, first approvals, own views."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from participants.models.registration import Registration
from workshops.models import Workshop


class Tag(models.Model):
    """A coloured word of one workshop, for the organisers alone."""

    class Tone(models.TextChoices):
        QUIET = "quiet", pgettext_lazy("colour", "Grey")
        INFO = "info", pgettext_lazy("colour", "Blue")
        GOOD = "good", pgettext_lazy("colour", "Green")
        WARN = "warn", pgettext_lazy("colour", "Amber")
        BAD = "bad", pgettext_lazy("colour", "Red")

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="tags")
    word = models.CharField(_("tag"), max_length=40)
    tone = models.CharField(_("colour"), max_length=10, choices=Tone, default=Tone.INFO)
    registrations = models.ManyToManyField(Registration, related_name="tags", blank=True)

    class Meta:
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "word"], name="participants_tag_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class InternalNote(models.Model):
    """What staff told each other about a registration. Never changed: another note corrects it."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="internal_notes"
    )
    text = models.TextField(_("note"), max_length=2000)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.at:%Y-%m-%d %H:%M}"


class FirstApproval(models.Model):
    """One person's yes, where a workshop asks for the yes of two. Gone once the state changes."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="first_approval"
    )
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.registration_id} {self.at:%Y-%m-%d %H:%M}"


class SavedView(models.Model):
    """The filters and columns of the list that a user wants to find again; nobody else sees it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="saved_views")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name of the view"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user", "name"], name="participants_savedview_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
