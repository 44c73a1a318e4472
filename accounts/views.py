"""One's own account. Password, e-mail addresses and second factor are allauth's pages."""

from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

from accounts.actions.changing_account import change_account
from accounts.forms import AccountForm
from accounts.models import User
from common.access import public, signed_in


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Name and language, and the ways to everything else of the account."""
    user = cast(User, request.user)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_account(
            by=user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
        )
        with translation.override(user.language or translation.get_language()):
            messages.success(request, _("Your account was saved."))
        return redirect("accounts:account")

    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "has_second_factor": user.has_second_factor}
    return render(request, "account/account.html", context, status=status)


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Change the language by the footer's buttons: a cookie, and the account where there is one."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        change_account(by=request.user, language=language)
    return set_language_cookie(request)
