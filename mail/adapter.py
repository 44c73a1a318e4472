"""allauth's mail goes the way of all mail: a row first, sent by a job."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils import translation

from accounts.models import User
from mail.actions.queueing import queue_worded


class _Installation:
    """Stands in for django.contrib.sites: the name and host that allauth's texts mention."""

    name = settings.INSTALLATION_NAME
    domain = settings.SITE_URL.partition("://")[2]


class QueueingAccountAdapter(DefaultAccountAdapter):
    """Queues what allauth would send from the request.

    The same row is written whether the address has an account or not (allauth words the two cases
    differently), and no server is talked to, so that neither the page nor its delay tells which.
    """

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = getattr(user, "language", "") or translation.get_language() or "en"
        everything = {"email": email, "current_site": _Installation, **self._at_home(context)}
        with translation.override(language):
            rendered = self.render_mail(template_prefix, email, everything)
        queue_worded(
            kind="account-" + template_prefix.rpartition("/")[2].replace("_", "-"),
            to=email,
            to_name=getattr(user, "name", ""),
            language=language,
            subject=rendered.subject,
            body=str(rendered.body) + "\n",
            # Codes and reset links let their reader in; the harmless rest is nobody else's either.
            is_secret=True,
        )

    def _at_home(self, context: dict[str, Any]) -> dict[str, Any]:
        """The context with its links at SITE_URL, whatever host the request was sent to."""
        if self.request is None:
            return context
        return {
            key: _moved_home(value, self.request.get_host()) if isinstance(value, str) else value
            for key, value in context.items()
        }


def _moved_home(value: str, host: str) -> str:
    """A link to ``host`` as a link to SITE_URL; allauth may have changed its scheme already."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != host.lower():
        return value
    return settings.SITE_URL + urlunsplit(parts._replace(scheme="", netloc=""))
