"""A small rate limit, so that codes and names cannot be tried out by the thousand.

It counts in fixed windows in Django's cache. With Redis all machines count together; without it
each process counts for itself, which is enough for an embedded installation.
"""

import ipaddress
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from common.views import too_many_requests

View = Callable[..., HttpResponseBase]

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def allow(key: str, limit: int, per_seconds: int) -> bool:
    """Count one use of ``key`` and say whether it is still within ``limit`` for this window."""
    window = int(time.time()) // per_seconds
    # The key may hold an address or an e-mail: the cache sees only its keyed hash.
    digest = salted_hmac("common.throttling", key).hexdigest()
    name = f"throttle:{digest}:{window}"
    cache.add(name, 0, timeout=per_seconds + 1)
    try:
        return cache.incr(name) <= limit
    except ValueError:  # evicted between the two calls: begin to count again
        cache.set(name, 1, timeout=per_seconds + 1)
        return limit >= 1


def throttled(name: str, *, limit: str, methods: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Answer 429 when one network address uses the view more often than ``limit`` ("30/m").

    ``methods`` narrows the counting, say to ("POST",). Put it below the permission's decorator.
    """
    count, seconds = _parsed(limit)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            counted = not methods or request.method in methods
            if counted and not allow(f"{name}:{client_network(request)}", count, seconds):
                wait = seconds - int(time.time()) % seconds
                return too_many_requests(request, wait_seconds=wait)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def client_network(request: HttpRequest) -> str:
    """The client's IPv4 address, or its IPv6 network (/64: what one subscriber gets).

    X-Forwarded-For is believed only as far as ALLAUTH_TRUSTED_PROXY_COUNT says, counted from the
    right, since the rest of it is the client's own writing.
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    forwarded = [
        part.strip()
        for part in request.headers.get("X-Forwarded-For", "").split(",")
        if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        address = forwarded[-proxies]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _parsed(limit: str) -> tuple[int, int]:
    count, _slash, unit = limit.partition("/")
    return int(count), _SECONDS[unit]
