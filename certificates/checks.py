"""What `manage.py check --deploy` says of this machine's ability to print and to seal."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning


def printing_works(**_: Any) -> list[CheckMessage]:
    """A warning for each thing that stands in the way, with what to install."""
    from certificates.rendering import environment_problems

    return [Warning(problem, id="certificates.W001") for problem in environment_problems()]


def sealing_works(**_: Any) -> list[CheckMessage]:
    """An error where the key cannot be read, a warning where certificates go out unsealed."""
    from certificates.sealing.keys import CannotSeal, sealing_key
    from certificates.sealing.state import key_in_use

    if key_in_use() is None:
        return [
            Warning(
                "Certificates are issued without a seal and without a digital credential.",
                hint="Set SEAL_PKCS12 and SEAL_PASSWORD to the organisation's key.",
                id="certificates.W002",
            )
        ]
    try:
        sealing_key()
    except CannotSeal as refusal:
        return [Error(refusal.sentence, id="certificates.E001")]
    return []
