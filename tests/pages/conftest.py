"""What the pages' tests share."""

import pytest

from tests.factories import TeamMemberFactory, UserFactory
from workshops.roles import Role


@pytest.fixture
def member_of():
    """Make a user with a role in a workshop, or with ``project`` in all of its workshops."""

    def make(workshop, role=Role.ORGANISER, *, of_project=False):
        return TeamMemberFactory(
            project=workshop.project,
            workshop=None if of_project else workshop,
            user=UserFactory(),
            role=role,
        ).user

    return make
