"""The WSGI application as ``manage.py start`` serves it: ending with the server that loaded it."""

from jobs.processes import die_with_parent

die_with_parent()

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
