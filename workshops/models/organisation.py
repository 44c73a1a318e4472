from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """Whoever organises, hosts, pays or sends a speaker: named as it names itself."""

    class Kind(models.TextChoices):
        INTERNATIONAL = "international", _("International organisation")
        STATE = "state", _("State")
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Agency")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=250, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    # ISO 3166-1 alpha-2; empty for organisations of several states.
    country = models.CharField(_("country"), max_length=2, blank=True)
    # For paper: a private PNG that we wrote ourselves, opaque, without its white margin.
    logo = models.FileField(upload_to="logos/", blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.short_name or self.name
