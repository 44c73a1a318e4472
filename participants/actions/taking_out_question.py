"""A question out of the form, by somebody who may or may not touch what people have answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.keeping_questions import remove_question
from participants.rules import FormRefused
from workshops.models import Workshop


@transaction.atomic
def take_out_question(*, workshop: Workshop, key: str, may_retire: bool, by: User) -> bool:
    """As ``remove_question``; raises FormRefused where it was answered and ``may_retire`` is False.

    Whether it was answered is looked at under the form's lock: the page may be older.
    """
    was_answered = remove_question(workshop=workshop, key=key, by=by)
    if was_answered and not may_retire:
        raise FormRefused(
            _("People have answered this question. Only an organiser can take it out of the form.")
        )
    return was_answered
