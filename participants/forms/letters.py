"""Which delegations get a letter, and how many seats each has: forms of the board."""

from typing import Any, cast

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from participants.models import Delegation


class LettersForm(forms.Form):
    chosen = forms.TypedMultipleChoiceField(
        coerce=int,
        label=_("Delegations"),
        error_messages={"required": _("Tick at least one delegation.")},
    )

    def __init__(self, *args: Any, rows: list[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["chosen"])
        field.choices = [(row.pk, str(row)) for row in rows]


class SeatsForm(forms.Form):
    """The seats of one delegation, in a row of the grid.

    What the page showed comes back with it: a number that nobody touched here must not undo what
    somebody else has changed meanwhile."""

    quota = forms.IntegerField(
        label=_("Seats"), min_value=0, max_value=1000, show_hidden_initial=True
    )
    reserves = forms.IntegerField(
        label=_("Reserves"), min_value=0, max_value=1000, show_hidden_initial=True
    )

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"d{delegation.pk}")
        kwargs.setdefault("initial", {"quota": delegation.quota, "reserves": delegation.reserves})
        super().__init__(*args, **kwargs)
        self.delegation = delegation
        for name, label in (
            ("quota", _("Seats of %(delegation)s")),
            ("reserves", _("Reserves of %(delegation)s")),
        ):
            self.fields[name].widget.attrs |= {
                "aria-label": label % {"delegation": delegation},
                "class": "seats-cell",
            }

    @property
    def shown(self) -> SafeString:
        """What the page showed, in hidden fields that come back with the answer."""
        hidden = (self[name].as_hidden(only_initial=True) for name in ("quota", "reserves"))
        return format_html_join("", "{}", ((each,) for each in hidden))
