"""Forms of the outbox and of the wordings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mail import placeholders
from mail.kinds import Kind
from mail.models import Message
from mail.wording import SUBJECT_LENGTH


class OutboxFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), *Message.State.choices],
        required=False,
    )


class WordingForm(forms.Form):
    """Subject and text of one kind in one language; knows which placeholders are allowed."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LENGTH)
    body = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Plain text. Placeholders in braces are replaced when the message is written."),
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "subject" in cleaned and "body" in cleaned:
            try:
                placeholders.check(self.kind, subject=cleaned["subject"], body=cleaned["body"])
            except (placeholders.UnknownPlaceholder, placeholders.MissingPlaceholder) as mistake:
                self.add_error(mistake.field, mistake.as_error())
        return cleaned
