"""Wiring only. Celery is loaded with Django, so that every process can wake work."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
