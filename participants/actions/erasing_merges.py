"""What a merge kept of two people goes when it cannot be undone any more."""

import datetime

from participants.models import MergeRecord
from participants.models.identity import UNDO_WITHIN


def erase_merges(*, now: datetime.datetime) -> int:
    """Erase the names and facts in old records; who merged, when, and which rows stay known."""
    old = MergeRecord.objects.filter(erased_at=None, at__lte=now - UNDO_WITHIN)
    return old.update(kept={}, erased_at=now)
