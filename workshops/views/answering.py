"""How the views of this app answer a form: one paragraph, told once."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from common.rules import RuleBroken


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST is a sent form, too."""
    return request.POST if request.method == "POST" else None


def carried_out(form: BaseForm, action: Callable[[], Any]) -> bool:
    """Whether the form was valid and ``action`` went through.

    A broken rule becomes an error beside the field it names, as if the form had found it.
    """
    if not form.is_valid():
        return False
    try:
        action()
    except RuleBroken as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.as_error())
        return False
    return True


def pressed(request: HttpRequest, action: Callable[[], Any], *, success: str = "") -> None:
    """Carry out what a single button asks for, and say above the next page what came of it."""
    try:
        action()
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    else:
        if success:
            messages.success(request, success)


def status_of(form: BaseForm) -> HTTPStatus:
    """422 for a form that comes back with errors."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
