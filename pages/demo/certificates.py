"""What the demonstration's workshop gives on paper: participants wait for theirs, speakers have it.

The speakers' sheets are issued before it is written down that one of them had to leave early, so
that a visitor sees what a late change looks like.
"""

import datetime

from accounts.models import User
from certificates.actions.issuing import ask_for_sheets, issue
from certificates.actions.keeping_kinds import keep_kinds
from certificates.models import GivenKind, Kind
from certificates.queries import waiting_for_issue
from participants.models import Person
from workshops.models import Workshop

ISSUED_AT = datetime.datetime(2019, 12, 13, 13, 30, tzinfo=datetime.UTC)


def build(workshop: Workshop, *, by: User) -> None:
    """Give certificates of appreciation, and issue them; a worker makes the PDFs."""
    kind = Kind.APPRECIATION
    keep_kinds(kinds=[GivenKind(workshop=workshop, standard=kind)], by=by)
    issued = [
        issue(workshop=workshop, person=Person(pk=person), kind=kind, by=by, now=ISSUED_AT)
        for person, kind in waiting_for_issue(workshop, kinds=[kind])
    ]
    ask_for_sheets(workshop=workshop, certificates=issued, by=by)
