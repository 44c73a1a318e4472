"""Small answers that many views of this app give."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from common.rules import RuleBroken


def beside_field(form: Form | ModelForm, refused: RuleBroken) -> None:
    """Put a rule's sentence beside the field it belongs to, or on top of the form."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)


def act_and_return(
    request: HttpRequest, act: Callable[[], object], *, done: str, back: str, **args: Any
) -> HttpResponseRedirect:
    """Do what a button asks for, say what came of it, and go back to the page of the button."""
    try:
        result = act()
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
    else:
        if done and result is not False:
            messages.success(request, done)
    return redirect(back, **args)


def next_or(request: HttpRequest, fallback: str) -> str:
    """Where the form asks to go next, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return fallback
