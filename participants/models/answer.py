"""What was answered, what was changed afterwards, and what has been erased."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.question import Question
from participants.models.registration import Registration, StateChange
from workshops.models import Workshop


class AnswerQuerySet(models.QuerySet["Answer"]):
    def to_built_in(self, key: str) -> "AnswerQuerySet":
        """Answers to one question of the catalogue in any workshop, as for matching people."""
        return self.filter(question__key=key).select_related("question", "registration__person")


class Answer(models.Model):
    """One registration's answer to one question that has no column of its own.

    ``value`` is text, a number, a date as YYYY-MM-DD, a code, a list of codes or true. Of a file
    it is the name that it came with; the bytes are private.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.RESTRICT, related_name="answers")
    value = models.JSONField()
    file = models.FileField(upload_to="answers/", blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="participants_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.question_id}"


class AnswerChange(models.Model):
    """A fact that was changed after the registration was sent: who, when, and from what to what.

    By the question's key, since a workshop with the usual form has no rows of questions.
    """

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="answer_changes"
    )
    question_key = models.CharField(max_length=40)
    actor = models.CharField(
        max_length=20, choices=StateChange.Actor, default=StateChange.Actor.USER
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now)
    # Its period has run out: that something was changed stays known, what it was does not.
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["registration", "question_key"], name="participants_answerchange_of"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.question_key}"


class Erasure(models.Model):
    """The receipt of answers erased because their period ran out; it holds nothing personal."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="erasures")
    question_key = models.CharField(max_length=40)
    wording = models.CharField(max_length=500)
    retention_weeks = models.PositiveSmallIntegerField()
    answers = models.PositiveIntegerField()
    files = models.PositiveIntegerField(default=0)
    # Old and new values in the history of changes.
    changes = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.question_key} {self.at:%Y-%m-%d}"
