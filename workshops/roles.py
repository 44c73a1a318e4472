"""One table of roles and permissions for a workshop. Everything that asks "may they?" reads it.

A role is held for a whole project or for one workshop (``TeamMember``). The codes are named after
what is done; views name them through ``workshops.permissions.requires``.
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    ORGANISER = "organiser", pgettext_lazy("role", "Organiser")
    ASSISTANT = "assistant", pgettext_lazy("role", "Assistant")
    CERTIFICATE_STAFF = "certificates", pgettext_lazy("role", "Certificate staff")
    DOOR_STAFF = "door", pgettext_lazy("role", "Door staff")
    DONOR = "donor", pgettext_lazy("role", "Donor or observer")


ORGANISER, ASSISTANT = Role.ORGANISER, Role.ASSISTANT
CERTIFICATE_STAFF, DOOR_STAFF, DONOR = Role.CERTIFICATE_STAFF, Role.DOOR_STAFF, Role.DONOR

#: permission → the roles that hold it
PERMISSIONS: dict[str, frozenset[Role]] = {
    # the workshop itself
    "workshop.view": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF, DOOR_STAFF}),
    "workshop.edit": frozenset({ORGANISER, ASSISTANT}),
    "workshop.publish": frozenset({ORGANISER}),
    "workshop.create": frozenset({ORGANISER}),
    "workshop.team": frozenset({ORGANISER}),
    # Rooms, organisers, sessions, speakers, delegations: whatever is gone afterwards.
    "workshop.delete": frozenset({ORGANISER}),
    "project.edit": frozenset({ORGANISER}),
    # delegations and people
    "delegation.view": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF}),
    "delegation.edit": frozenset({ORGANISER, ASSISTANT}),
    "delegation.invite": frozenset({ORGANISER}),
    "registration.view": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF}),
    # Passports, emergency contacts, health and all that own questions ask; lists without them.
    "registration.sensitive": frozenset({ORGANISER, ASSISTANT}),
    "registration.edit": frozenset({ORGANISER, ASSISTANT}),
    "registration.decide": frozenset({ORGANISER}),
    "registration.protected": frozenset({ORGANISER}),
    # That two records are one person; asked of every workshop to which they belong.
    "person.merge": frozenset({ORGANISER}),
    # agenda and attendance
    "agenda.view": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF}),
    "agenda.edit": frozenset({ORGANISER, ASSISTANT}),
    "agenda.release": frozenset({ORGANISER}),
    "attendance.view": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF, DOOR_STAFF}),
    "attendance.mark": frozenset({ORGANISER, ASSISTANT, DOOR_STAFF}),
    # paper
    "certificate.view": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF}),
    "certificate.issue": frozenset({ORGANISER, CERTIFICATE_STAFF}),
    "certificate.revoke": frozenset({ORGANISER, CERTIFICATE_STAFF}),
    "certificate.waive": frozenset({ORGANISER}),
    # The print room; a document may ask for more.
    "print.make": frozenset({ORGANISER, ASSISTANT, CERTIFICATE_STAFF}),
    # mail and numbers; messages hold personal links, which are keys
    "mail.view": frozenset({ORGANISER}),
    "mail.cancel": frozenset({ORGANISER}),
    "numbers.view": frozenset({ORGANISER, ASSISTANT, DONOR}),
}


def roles_with(permission: str) -> frozenset[Role]:
    """The roles that hold ``permission``. Raises KeyError for a permission the table lacks."""
    return PERMISSIONS[permission]


def permissions_of(roles: set[str]) -> frozenset[str]:
    """All that somebody holding ``roles`` may do."""
    return frozenset(code for code, holders in PERMISSIONS.items() if holders & roles)
