import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from sessions.models.agenda import AgendaItem, Speaker
from workshops.models import Workshop


class MaterialQuerySet(models.QuerySet["Material"]):
    def for_everybody(self) -> "MaterialQuerySet":
        return self.filter(visibility=Material.Visibility.PUBLIC)

    def for_participants(self) -> "MaterialQuerySet":
        return self.exclude(visibility=Material.Visibility.ORGANISERS)

    def in_order(self) -> "MaterialQuerySet":
        return self.order_by("position", "created_at", "pk")


class Material(models.Model):
    """A file or a link that goes with a workshop, or with one session of it."""

    class Kind(models.TextChoices):
        GUIDEBOOK = "guidebook", pgettext_lazy("kind of material", "Guidebook")
        SLIDES = "slides", pgettext_lazy("kind of material", "Slides")
        HANDOUT = "handout", pgettext_lazy("kind of material", "Hand-out")
        OTHER = "other", pgettext_lazy("kind of material", "Other")

    class Visibility(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("who sees it", "Everybody")
        PARTICIPANTS = "participants", pgettext_lazy("who sees it", "Participants and speakers")
        ORGANISERS = "organisers", pgettext_lazy("who sees it", "Organisers only")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="materials")
    # A deleted session leaves its material with the workshop.
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("session"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.HANDOUT)
    title = models.CharField(_("title"), max_length=200)
    # Titles in other languages, by the language's code.
    titles: Any = models.JSONField(default=dict, blank=True)
    file = models.FileField(upload_to="materials/", blank=True)
    original_name = models.CharField(max_length=200, blank=True, editable=False)
    media_type = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    url = models.URLField(_("link"), max_length=500, blank=True)
    visibility = models.CharField(
        _("who sees it"), max_length=12, choices=Visibility, default=Visibility.PARTICIPANTS
    )
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    # Whoever sent it in; of staff only that they did.
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, blank=True, related_name="materials"
    )
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="agenda_material_file_or_link",
                violation_error_message=_("Give a file or a link, not both."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def listed_title(self) -> str:
        """The title in the active language, where somebody gave one."""
        return self.titles.get(get_language() or "", "") or self.title

    @property
    def ending(self) -> str:
        """PDF, PPTX or JPG; nothing for a link."""
        return str(self.file.name).rpartition(".")[2].upper() if self.file else ""

    @property
    def download_name(self) -> str:
        """The name that came with the file, with the ending of what it really is."""
        stem = self.original_name.rpartition(".")[0] or self.original_name or self.title
        return f"{stem}.{self.ending.lower()}"

    @property
    def visibility_tone(self) -> str:
        return {"public": "good", "participants": "info"}.get(self.visibility, "quiet")
