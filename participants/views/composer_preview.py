"""The form as a participant sees it, by role, moment and language. Nothing is sent."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from participants.forms.preview import Role, preview_of
from participants.questions.composed import form_of
from participants.questions.kinds import Stage
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


class PreviewForm(forms.Form):
    """Whose eyes; all choices stand in the address and none of them is personal."""

    role = forms.ChoiceField(label=_("Seen by"), choices=Role.choices)
    stage = forms.ChoiceField(label=_("When"), choices=Stage.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


@requires("workshop.edit")
@require_safe
def preview(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    usual = {
        "role": Role.MEMBER.value,
        "stage": Stage.REGISTRATION.value,
        "language": (get_language() or "en").split("-")[0],
    }
    form = PreviewForm({**usual, **request.GET.dict()})
    chosen = form.cleaned_data if form.is_valid() else usual
    context = {
        "workshop": workshop,
        "form": PreviewForm(initial=chosen),
        "language": chosen["language"],
        "sections": preview_of(
            form_of(workshop),
            role=Role(chosen["role"]),
            stage=Stage(chosen["stage"]),
            language=chosen["language"],
        ),
    }
    return render(request, "participants/composer_preview.html", context)
