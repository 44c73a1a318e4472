"""Every message is a row before it is a message; a job sends it, never a web request."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models import Workshop


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> "MessageQuerySet":
        """Messages of the workshops whose mail ``user`` may read; all of them for superusers."""
        if user.is_superuser:
            return self
        return self.filter(workshop__in=Workshop.objects.permitting(user, "mail.view"))

    def cancellable_by(self, user: User) -> "MessageQuerySet":
        """Messages that ``user`` may stop or send again."""
        if user.is_superuser:
            return self
        return self.filter(workshop__in=Workshop.objects.permitting(user, "mail.cancel"))

    def newest_first(self) -> "MessageQuerySet":
        """For lists: with the workshop, without the texts."""
        return self.select_related("workshop").defer("body").order_by("-created_at", "-pk")

    def queued(self) -> "MessageQuerySet":
        return self.filter(state=Message.State.QUEUED)

    def failed(self) -> "MessageQuerySet":
        return self.filter(state=Message.State.FAILED)


class Message(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("message state", "Queued")
        SENT = "sent", pgettext_lazy("message state", "Sent")
        FAILED = "failed", pgettext_lazy("message state", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("message state", "Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    kind = models.CharField(_("kind"), max_length=60)
    # What brought the message about, as "registration-link:42:1"; the same cause sends once.
    cause = models.CharField(max_length=200, blank=True)
    to = models.EmailField(_("to"), max_length=254)
    to_name = models.CharField(_("name"), max_length=160, blank=True)
    reply_to = models.EmailField(_("answers go to"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    # Sign-in codes must not be readable by whoever may read the outbox of an installation.
    is_secret = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.QUEUED)
    error = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Sent into the outbox only: this installation has no mail server (no EMAIL_URL).
    was_kept = models.BooleanField(default=False)
    # The job's item that has it in hand, and since when; see mail.delivery.
    held_by = models.CharField(max_length=40, blank=True, editable=False)
    held_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["cause"], condition=~Q(cause=""), name="mail_message_once_per_cause"
            )
        ]
        indexes = [models.Index(fields=["workshop", "-created_at"], name="mail_message_outbox")]

    def __str__(self) -> str:
        return self.subject

    @property
    def hides_reader(self) -> bool:
        """Whether the address stays hidden, too: it often is the name of a protected person.

        Messages about accounts belong to no workshop, and only superusers see them.
        """
        return self.is_secret and self.workshop_id is not None

    @property
    def state_words(self) -> str:
        """The state as a person should understand it: what was kept was not sent."""
        if self.state == self.State.SENT and self.was_kept:
            return gettext("Kept here, not sent")
        return self.get_state_display()

    @property
    def state_tone(self) -> str:
        if self.state == self.State.SENT:
            return "info" if self.was_kept else "good"
        return {"failed": "bad", "queued": "warn"}.get(self.state, "quiet")


class MessageTemplate(models.Model):
    """A workshop's own wording of one kind of message in one language."""

    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, related_name="message_templates"
    )
    kind = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=8)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "kind", "language"], name="mail_template_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
