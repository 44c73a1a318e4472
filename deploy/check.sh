#!/usr/bin/env bash
# Style, types, import order, migrations, production settings. Says what it looks at; stops never
# at the first complaint, so that one run shows them all.
set -uo pipefail
cd "$(dirname "$0")/.."
outcome=0

look() {
    local title=$1; shift
    local said
    if said=$("$@" 2>&1); then echo "ok    $title"; else
        echo "FAIL  $title"; printf '%s\n' "$said" | tail -60; outcome=1
    fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export DATA_DIR=$scratch

look "ruff, rules" ruff check .
look "ruff, form" ruff format --check .
look "djade, templates" bash -c "git ls-files 'templates/*.html' | xargs -r djade --check --target-version 5.2"
look "mypy" mypy .
look "import order" lint-imports --no-cache
look "migrations" python manage.py makemigrations --check --dry-run
DJANGO_SETTINGS_MODULE=config.settings python - "$scratch/seal.p12" <<'PY'
import sys
from pathlib import Path
from certificates.sealing.keys import make_demonstration_key
make_demonstration_key(Path(sys.argv[1]))
PY
look "production settings" env SEAL_PKCS12="$scratch/seal.p12" PRODUCTION=1 SITE_URL=https://rollcall.example ALLOWED_HOSTS=rollcall.example \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    python manage.py check --deploy --fail-level WARNING
exit $outcome
