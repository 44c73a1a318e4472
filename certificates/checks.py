"""What `manage.py check --deploy` says of this machine's ability to print."""

from typing import Any

from django.core.checks import CheckMessage, Warning


def printing_works(**_: Any) -> list[CheckMessage]:
    """A warning for each thing that stands in the way, with what to install."""
    from certificates.rendering import environment_problems

    return [Warning(problem, id="certificates.W001") for problem in environment_problems()]
