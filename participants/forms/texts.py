"""Text in every language of the pages, as one field for each."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LONGEST = 300


def page_languages() -> list[tuple[str, str]]:
    """(code, name) of the languages that a form is written in, the reader's own first."""
    own = (get_language() or "en").split("-")[0]
    named = [(code, str(name)) for code, name in settings.LANGUAGES]
    return sorted(named, key=lambda pair: pair[0] != own)


def text_of(cleaned: dict[str, Any], name: str) -> dict[str, str]:
    """The languages that were filled in, as the models keep them."""
    typed = {code: cleaned.get(f"{name}_{code}", "") for code, _name in settings.LANGUAGES}
    return {code: text for code, text in typed.items() if text}


class SectionForm(forms.Form):
    """The heading of a section; ``usual`` is the catalogue's, for a section that has one."""

    def __init__(self, *args: Any, usual: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in page_languages():
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Heading in %(language)s") % {"language": language},
                max_length=LONGEST,
                required=False,
            )
        first = next(iter(self.fields.values()))
        if usual:
            first.help_text = _("Leave it empty for the usual heading: “%s”.") % usual

    @property
    def title(self) -> dict[str, str]:
        return text_of(self.cleaned_data, "title")
