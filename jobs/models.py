"""Durable background work: a row per job and per item. Messages to workers are only wake-ups.

The rows are written in the transaction of the change that asks for the work, so that neither can
exist without the other. Progress is counted from them, never kept in a counter.
"""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from jobs.states import OPEN, ItemState


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> Self:
        """Jobs this user asked for; superusers see all."""
        if user.is_superuser:
            return self
        return self.filter(requested_by=user)

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def joinable(self, dedupe_key: str) -> Self:
        """The job that a request with this key joins, if there is one."""
        return self.unfinished().filter(cancelled_at=None, dedupe_key=dedupe_key)

    def with_progress(self) -> Self:
        """Annotate the counts that ``jobs.queries.progress_of`` reads; newest first."""

        def items(condition: Q) -> Count:
            return Count("items", filter=condition)

        return self.annotate(
            items_total=Count("items"),
            items_done=items(Q(items__state=ItemState.DONE)),
            items_failed=items(Q(items__state=ItemState.FAILED)),
            items_cancelled=items(Q(items__state=ItemState.CANCELLED)),
            items_running=items(Q(items__state=ItemState.RUNNING)),
            items_lately=items(
                Q(items__finished_at__gte=F("started_at"))
                & Q(items__state__in=(ItemState.DONE, ItemState.FAILED))
            ),
        ).order_by("-created_at", "-pk")  # counting takes the model's own order away

    def unattended(self, *, now: datetime, woken_before: datetime) -> Self:
        """Unfinished jobs that nobody works on though something is due (or all is done)."""
        items = JobItem.objects.filter(job=OuterRef("pk"))
        return self.unfinished().filter(
            ~Exists(items.filter(state=ItemState.RUNNING, lease_ends_at__gte=now)),
            Q(woken_at=None) | Q(woken_at__lt=woken_before),
            Exists(items.due(now)) | ~Exists(items.filter(state__in=OPEN)),
        )


class Job(models.Model):
    """A piece of work that somebody asked for and that outlives the request, worker and broker."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict, blank=True)
    # While unfinished, a second request with the same key joins this job: a second click.
    dedupe_key = models.CharField(max_length=200, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    woken_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    # Annotated by with_progress() only.
    items_total: int
    items_done: int
    items_failed: int
    items_cancelled: int
    items_lately: int

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=Q(finished_at=None, cancelled_at=None) & ~Q(dedupe_key=""),
                name="jobs_job_one_unfinished_per_key",
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(finished_at=None), name="jobs_job_unfinished"
            ),
            models.Index(fields=["requested_by", "-created_at"], name="jobs_job_of_requester"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def title(self) -> str:
        """What this job does, in the reader's language: told by its kind, never stored."""
        from jobs.kinds import kind_named

        return kind_named(self.kind).title_of(self)

    @property
    def result_url(self) -> str:
        """Where the outcome is to be seen; empty when the kind names no page."""
        from jobs.kinds import kind_named

        return kind_named(self.kind).result_url_of(self)


class JobItemQuerySet(models.QuerySet["JobItem"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self, now: datetime) -> Self:
        """What a worker may take: waiting and due, or taken by one whose lease has run out."""
        return self.filter(
            Q(state=ItemState.PENDING, due_at__lte=now)
            | Q(state=ItemState.RUNNING, lease_ends_at__lt=now)
        )

    def held_by(self, token: str) -> Self:
        """Fencing: only what this token's lease still covers may be written."""
        return self.filter(state=ItemState.RUNNING, token=token)


class JobItem(models.Model):
    """One unit of a job: done once, retried alone, seen by its ``reference`` (never a name)."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    # Taken only when all items of earlier stages are terminal.
    stage = models.PositiveSmallIntegerField(default=0)
    reference = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=ItemState.choices, default=ItemState.PENDING, db_default="pending"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    lease_ends_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)  # a broken rule's sentence
    incident = models.CharField(max_length=12, blank=True)  # or what to look for in the log
    result = models.JSONField(default=dict, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a job")
        verbose_name_plural = _("items of jobs")
        ordering = ["stage", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "stage", "reference"], name="jobs_item_once_per_stage"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="jobs_item_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(lease_ends_at__isnull=False) & ~Q(token="")),
                name="jobs_item_running_has_lease",
            ),
        ]
        indexes = [models.Index(fields=["job", "state", "stage"], name="jobs_item_of_job")]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.stage}/{self.reference}"

    @property
    def reason(self) -> str:
        """Why it failed, in a sentence the user may read; empty when it did not."""
        if self.error:
            return self.error
        if self.incident:
            return gettext(
                "Something went wrong on our side. The log tells more under %(incident)s."
            ) % {"incident": self.incident}
        return ""
