import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models import Workshop


def picture_place(picture: "DesignPicture", name: str) -> str:
    return f"designs/{picture.design_id}/{uuid.uuid4().hex}.png"


class DesignQuerySet(models.QuerySet["Design"]):
    def offered(self) -> "DesignQuerySet":
        return self.filter(archived_at=None)

    def for_list(self) -> "DesignQuerySet":
        """With ``used``, the number of certificates that were made with any of its versions."""
        return self.annotate(used=models.Count("versions__certificates", distinct=True)).order_by(
            models.F("archived_at").asc(nulls_first=True), "name"
        )


class Design(models.Model):
    """How a workshop's certificates look: a name, and versions of what was decided."""

    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, related_name="certificate_designs"
    )
    name = models.CharField(_("name"), max_length=80)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = DesignQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("design")
        verbose_name_plural = _("designs")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="certificates_design_name_once",
                violation_error_message=_("There is already a design of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> "DesignVersion":
        return self.versions.order_by("-number")[:1].get()


class DesignVersion(models.Model):
    """What a design is, as ``certificates.designs.content`` reads it.

    Immutable once a certificate was made with it: saving the design then makes the next version.
    """

    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"), default=1)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["design", "number"]
        verbose_name = _("version of a design")
        verbose_name_plural = _("versions of a design")
        constraints = [
            models.UniqueConstraint(
                fields=["design", "number"], name="certificates_design_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.design} {self.number}"


class DesignPicture(models.Model):
    """A logo, a signature or a seal. Versions name it by the checksum of its content."""

    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="pictures")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=picture_place)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["design", "sha256"], name="certificates_design_picture_once"
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class DesignChoice(models.Model):
    """Which design the certificates of one kind get; an empty kind is all the others."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="design_choices")
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="choices")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "kind"], name="certificates_design_choice_once_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind or '*'}: {self.design}"
