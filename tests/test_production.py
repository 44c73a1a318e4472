"""Production refuses to start half-set; the local default makes a secret of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "PRODUCTION": "1",
    "SECRET_KEY": "k" * 30 + "Z3-" * 10,
    "SITE_URL": "https://rollcall.example",
    "ALLOWED_HOSTS": "rollcall.example",
}


def settings_value(expression, tmp_path, **environment):
    clean = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings; print({expression})"],
        cwd=ROOT, capture_output=True, text=True,
        env={**clean, "DATA_DIR": str(tmp_path), **environment},
    )  # fmt: skip


@pytest.mark.parametrize("missing", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(missing, tmp_path):
    environment = {key: value for key, value in GOOD.items() if key != missing}

    answer = settings_value("'started'", tmp_path, **environment)

    assert answer.returncode != 0
    assert missing in answer.stderr


def test_production_refuses_debug(tmp_path):
    assert settings_value("'started'", tmp_path, **GOOD, DEBUG="1").returncode != 0


def test_production_keeps_cookies_and_transport_secure(tmp_path):
    answer = settings_value(
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, "
        "settings.SECURE_HSTS_SECONDS >= 31_536_000, settings.REQUIRE_SECOND_FACTOR",
        tmp_path,
        **GOOD,
    )

    assert answer.stdout.strip() == "True True True True"


def test_local_secret_is_made_once_and_kept_private(tmp_path):
    first = settings_value("settings.SECRET_KEY", tmp_path).stdout.strip()
    second = settings_value("settings.SECRET_KEY", tmp_path).stdout.strip()

    assert len(first) >= 50
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
