"""What every template may know about this installation."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_info


@dataclass(frozen=True)
class Installation:
    """``installation`` in templates."""

    name: str
    support_email: str
    url: str
    brand_stylesheet: str
    languages: list[dict[str, object]]


def installation(request: HttpRequest | None = None) -> dict[str, object]:
    """Name, address and languages of this installation; nothing personal, no query."""
    return {
        "installation": Installation(
            name=settings.INSTALLATION_NAME,
            support_email=settings.SUPPORT_EMAIL,
            url=settings.SITE_URL,
            brand_stylesheet=_brand_stylesheet(),
            languages=[get_language_info(code) for code, _name in settings.LANGUAGES],
        )
    }


def _brand_stylesheet() -> str:
    """The address of the installation's own colour, which changes with the colour."""
    colour = getattr(settings, "BRAND_COLOUR", "")
    return f"{reverse('brand_stylesheet')}?{colour.lstrip('#')}" if colour else ""
