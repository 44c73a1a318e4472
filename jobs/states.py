"""The states of one item of a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemState(models.TextChoices):
    PENDING = "pending", _("waiting")
    RUNNING = "running", _("being worked on")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN = (ItemState.PENDING, ItemState.RUNNING)
"""Somebody still has to do something: the job is not finished."""

TERMINAL = (ItemState.DONE, ItemState.FAILED, ItemState.CANCELLED)
