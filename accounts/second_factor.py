"""Where the installation demands a second factor, nobody works on others' data without one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.models import User


def second_factor_missing(request: HttpRequest) -> HttpResponseBase | None:
    """Send those who hold other people's data to set up a second factor, where it is demanded."""
    user = request.user
    if lacks_second_factor(user):
        return redirect("mfa_index")
    return None


def lacks_second_factor(user: object) -> bool:
    """Whether this account must set up a second factor before it sees what staff see."""
    return settings.REQUIRE_SECOND_FACTOR and isinstance(user, User) and not user.has_second_factor
