"""The version of the privacy notice that people agree to; a change of its text is a new version.

The text itself is ``templates/participants/_privacy_notice.html``.
"""

PRIVACY_NOTICE_VERSION = "2026-11"
