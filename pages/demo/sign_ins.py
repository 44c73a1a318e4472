"""The demonstration's accounts, and the file that tells them to whoever started it."""

import os
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts.models import User
from participants.links import token_of
from participants.models import FocalPoint, Registration
from sessions.models import Speaker
from workshops.models import Project, TeamMember
from workshops.roles import Role

# Known to everybody who can read this file, hence never made with PRODUCTION=1 unless asked for.
PASSWORD = "kyiv-december-2019"  # noqa: S105
FILE_NAME = "demo-sign-ins.txt"


@dataclass(frozen=True)
class SignIn:
    key: str
    email: str
    name: str
    role: Role | None
    may: str


SIGN_INS = [
    SignIn(
        "organiser",
        "organiser@example.org",
        "Olena Organiser",
        Role.ORGANISER,
        "everything in the project",
    ),
    SignIn(
        "assistant",
        "assistant@example.org",
        "Aram Assistant",
        Role.ASSISTANT,
        "edits people and agenda; may not publish, issue or delete",
    ),
    SignIn(
        "certificates",
        "certificates@example.org",
        "Catrin Certificates",
        Role.CERTIFICATE_STAFF,
        "issues and prints certificates",
    ),
    SignIn("door", "door@example.org", "Dumitru Door", Role.DOOR_STAFF, "marks attendance"),
    SignIn("donor", "donor@example.org", "Dagny Donor", Role.DONOR, "sees numbers, never names"),
    SignIn(
        "administrator",
        "administrator@example.org",
        "Ada Administrator",
        None,
        "the whole installation",
    ),
]


def make_accounts(project: Project) -> dict[str, User]:
    """One account for each role, able to sign in at once with the common password."""
    return {sign_in.key: _account(sign_in, project) for sign_in in SIGN_INS}


def _account(sign_in: SignIn, project: Project) -> User:
    user = User.objects.filter(email__iexact=sign_in.email).first()
    if user is None:
        user = User.objects.create_user(
            sign_in.email,
            PASSWORD,
            name=sign_in.name,
            is_superuser=sign_in.role is None,
            may_create_projects=sign_in.role == Role.ORGANISER,
        )
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if sign_in.role:
        TeamMember.objects.get_or_create(
            project=project, workshop=None, user=user, role=sign_in.role
        )
    return user


def write_sign_ins(
    *, registrations: list[Registration], focal_point: FocalPoint, speaker: Speaker
) -> None:
    """Write the sign-ins where ``manage.py start`` finds them, readable by the owner alone.

    Links are written without the site's address, which may change with the port.
    """
    width = max(len(sign_in.email) for sign_in in SIGN_INS)
    lines = [
        "Demonstration. The people are invented; the password is public, so keep it off the net.",
        f"Sign in at /accounts/login/ with the password  {PASSWORD}",
        *(f"  {sign_in.email:<{width}}  {sign_in.may}" for sign_in in SIGN_INS),
        "Personal links, to open without an account:",
        *(f"  /r/{token_of(registration)}/  registration" for registration in registrations),
        f"  /d/{token_of(focal_point)}/  focal point of {focal_point.delegation.name_in('en')}",
        f"  /s/{token_of(speaker)}/  speaker",
    ]
    path = settings.DATA_DIR / FILE_NAME
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")


def remove_accounts() -> None:
    User.objects.filter(email__in=[sign_in.email for sign_in in SIGN_INS]).delete()
    (settings.DATA_DIR / FILE_NAME).unlink(missing_ok=True)


def lock_accounts() -> int:
    """Take the public password from the demonstration's accounts; how many had it.

    A database that began as a trial takes them into production, an administrator among them.
    """
    locked = 0
    for user in User.objects.filter(email__in=[sign_in.email for sign_in in SIGN_INS]):
        if user.has_usable_password() and user.check_password(PASSWORD):
            user.set_unusable_password()
            user.save(update_fields=["password"])
            locked += 1
    return locked
