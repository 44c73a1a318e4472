"""A page with every component on it, and the URLs that show it to a browser. Tests only."""

import datetime
import time
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from common import views
from common.icons import ICONS
from common.widgets import DateInput
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product_urls
from workshops.roles import PERMISSIONS

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


#: What has been sent to the form of the style guide.
sent: list[str | None] = []


class StyleguideForm(forms.Form):
    rank = forms.CharField(required=False, initial="Colonel")
    name = forms.CharField(help_text="As in the passport. It is printed as you type it.")
    email = forms.EmailField(label="E-mail")
    born = forms.DateField(widget=DateInput, required=False, label="Date of birth")
    state = forms.ChoiceField(choices=[("", "Choose…"), ("GE", "Georgia"), ("MD", "Moldova")])
    role = forms.ChoiceField(
        choices=[("head", "Head of delegation"), ("member", "Member")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        choices=[("1", "12 December"), ("2", "13 December")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Days on which the person takes part.",
    )
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    passport = forms.FileField(required=False, help_text="PDF or photograph, at most 10 MB.")
    agreed = forms.BooleanField(label="The person has read the privacy notice")


def styleguide(request):
    request.workshop_permissions = frozenset(PERMISSIONS)
    workshop = SimpleNamespace(
        slug="kyiv-2019",
        title="Regional workshop on investigating trafficking in cultural property",
        starts_on=datetime.date(2019, 12, 12),
        ends_on=datetime.date(2019, 12, 13),
        get_state_display="Inviting",
        state_tone="info",
    )
    form = StyleguideForm({"email": "not an address"} if "errors" in request.GET else None)
    html = (
        engines["django"]
        .from_string((Path(__file__).parent / "styleguide.html").read_text())
        .render(
            {
                "workshop": workshop,
                "form": form,
                "page_obj": Paginator(range(200), 10).page(4),
                "start": workshop.starts_on,
                "end": workshop.ends_on,
                "icons": sorted(ICONS),
            },
            request,
        )
    )
    return HttpResponse(html)


def send(request):
    sent.append(request.POST.get("name"))
    time.sleep(0.5)
    return HttpResponse(status=204)


def boom(request):
    raise RuntimeError("meant")


urlpatterns = [
    path("styleguide/", styleguide),
    path("boom/", boom),
    path("form/", send),
    path("too-many/", lambda request: views.too_many_requests(request, wait_seconds=30)),
    path("csrf/", lambda request: views.csrf_failure(request)),
    path("denied/", lambda request: views.permission_denied(request)),
    *product_urls,
]
