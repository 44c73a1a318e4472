from django.db import models
from django.utils.translation import gettext_lazy as _

from common.collation import alphabet_key, searchable


class Person(models.Model):
    """Somebody who takes part or speaks. Names are kept as given, never re-cased."""

    class Gender(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        UNSAID = "", _("Not stated")

    given_names = models.CharField(
        _("given names"), max_length=120, blank=True, help_text=_("As in the passport.")
    )
    family_name = models.CharField(
        _("family name"), max_length=120, help_text=_("As in the passport.")
    )
    name_on_certificate = models.CharField(
        _("name on badge and certificate"),
        max_length=160,
        blank=True,
        help_text=_("If it differs from the passport."),
    )
    name_in_own_script = models.CharField(_("name in the own script"), max_length=160, blank=True)
    title = models.CharField(_("title or rank"), max_length=100, blank=True)
    gender = models.CharField(
        _("gender"), max_length=10, choices=Gender, default=Gender.UNSAID, blank=True
    )
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # Kept by the database itself: what long lists are sorted and searched by.
    in_alphabet = models.GeneratedField(
        expression=alphabet_key("family_name", "given_names"),
        output_field=models.TextField(),
        db_persist=True,
    )
    searched_by = models.GeneratedField(
        expression=searchable(
            "given_names", "family_name", "name_on_certificate", "name_in_own_script", "email"
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["family_name", "given_names", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def printed_name(self) -> str:
        """The name for badge and certificate."""
        return self.name_on_certificate or self.full_name
