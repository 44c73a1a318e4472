"""The words a question is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    TEXT = "text", _("One line")
    LONG_TEXT = "long-text", _("Several lines")
    NUMBER = "number", pgettext_lazy("kind of answer", "Number")
    DATE = "date", _("Date")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Any of several")
    COUNTRY = "country", pgettext_lazy("country", "State")
    PHONE = "phone", _("Telephone number")
    EMAIL = "email", _("E-mail address")
    FILE = "file", _("File (PDF or picture)")
    PHOTOGRAPH = "photograph", _("Photograph")
    CONSENT = "consent", _("Consent")


class Stage(models.TextChoices):
    REGISTRATION = "registration", _("With the registration")
    AFTER_APPROVAL = "after-approval", _("Only after approval")


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    HEADS = "heads", _("Heads of delegation")
    MEMBERS = "members", _("Members of delegations, without the heads")
    SEATED = "seated", _("Everybody but reserves")
    RESERVES = "reserves", _("Reserves")
    INDIVIDUALS = "individuals", _("Individuals, without a delegation")


class Home(models.TextChoices):
    """Where the answer is kept."""

    ANSWER = "answer", _("A row of its own")
    PERSON = "person", _("The person, across workshops")
    REGISTRATION = "registration", _("The registration")
    PHOTOGRAPH = "picture", _("The photograph for the badge")
    PRIVACY = "privacy", _("The consent with version and time")


#: Kinds whose answer is a file.
FILES = frozenset({Kind.FILE, Kind.PHOTOGRAPH})
#: Kinds that offer a list; an own question of these needs options.
WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.CHOICES})
#: Kinds whose answer another question can depend on by its value, not only on having one.
BY_VALUE = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.COUNTRY})


def in_language(texts: dict[str, str], language: str) -> str:
    """``texts`` in ``language``, else in English, else in any language there is."""
    base = language.split("-")[0]
    for code in (language, base, "en"):
        if texts.get(code):
            return texts[code]
    return next((text for text in texts.values() if text), "")
