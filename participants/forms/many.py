"""What is to be done with many people of the list."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.actions.acting_on_many import TAGGING, BulkAction
from workshops.models import Workshop

_A_TAG = 40


class BulkForm(forms.Form):
    """For those ticked, or for everybody whom the filters of the page have found."""

    action = forms.ChoiceField(label=gettext_lazy("With these people"), choices=BulkAction)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Needed to reject; it is sent to each person."),
    )
    word = forms.CharField(
        label=gettext_lazy("Tag"),
        required=False,
        max_length=_A_TAG,
        help_text=gettext_lazy("Needed to add a tag or to take one off; it may be a new one."),
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )
    everyone = forms.BooleanField(required=False)
    #: How many the page had found, so that nobody is decided about unseen.
    matched = forms.IntegerField(required=False, widget=forms.HiddenInput)
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(
        self, *args: Any, workshop: Workshop, permissions: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        may_decide = "registration.decide" in permissions
        self.known_words = [tag.word for tag in workshop.tags.all()]
        cast(forms.ChoiceField, self.fields["action"]).choices = [
            choice for choice in BulkAction.choices if may_decide or choice[0] in TAGGING
        ]
        if not may_decide:
            del self.fields["reason"]
        if self.is_bound:
            sent = cast(QueryDict, self.data).getlist("chosen")
            ticked = [pk for pk in sent if pk.isdecimal() and len(pk) < 19]
            pks = workshop.registrations.filter(pk__in=ticked).values_list("pk", flat=True)
            cast(forms.ChoiceField, self.fields["chosen"]).choices = [(pk, "") for pk in pks]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        action = cleaned.get("action")
        if action == BulkAction.REJECT and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Please give a reason: it is sent to the people."))
        if action in TAGGING and not cleaned.get("word", "").strip():
            self.add_error("word", _("Say which tag."))
        if not cleaned.get("chosen") and not cleaned.get("everyone"):
            self.add_error(None, _("Tick at least one person."))
        return cleaned
