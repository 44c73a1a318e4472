#!/usr/bin/env bash
# Looks for the system packages that pip cannot bring, and installs them with apt where it may.
#
#   deploy/prepare.sh run [PYTHON]   what the product needs: venv, and the libraries of WeasyPrint
#   deploy/prepare.sh test [PYTHON]  what the tests need on top: Chromium, gettext, readers of PDF
#   deploy/prepare.sh services       PostgreSQL and Redis, started on their usual ports
#
# Where it may not install, it says in one sentence what to do, and fails only if the product cannot
# run without it.
set -uo pipefail

what=${1:-run}
python=${2:-python3}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_apt() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

apt_install() {
    may_apt || return 1
    echo "Installing Debian packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 && return 0
    as_root apt-get update -qq >/dev/null 2>&1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

missing_libraries() {
    "$python" - <<'PY'
import ctypes, sys
names = {
    "darwin": ["libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz-subset.0.dylib"],
}.get(sys.platform, ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"])
for name in names:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
PY
}

answers() { "$python" -c "import socket; socket.create_connection(('127.0.0.1', $1), 1)" 2>/dev/null; }

case $what in
run)
    if ! command -v "$python" >/dev/null; then
        apt_install python3 python3-venv ||
            { echo "Rollcall needs Python 3.11 or newer: install it and run this again." >&2; exit 1; }
    fi
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { echo "Rollcall needs Python 3.11 or newer; $("$python" -V) was found." >&2; exit 1; }
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install python3-venv ||
            { echo "Install Python's venv module: on Debian 'apt install python3-venv'." >&2; exit 1; }
    fi
    if [ -n "$(missing_libraries)" ]; then
        apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    fi
    if [ -n "$(missing_libraries)" ]; then
        echo "To print PDF, install Pango and HarfBuzz: on Debian or Ubuntu 'apt install" \
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0', on Fedora 'dnf install pango" \
            "harfbuzz', on macOS 'brew install pango'." >&2
        exit 1
    fi
    ;;
test)
    command -v "${CHROMIUM:-chromium-headless-shell}" >/dev/null ||
        apt_install chromium-headless-shell 2>/dev/null ||
        command -v chromium >/dev/null || apt_install chromium ||
        echo "No Chromium: browser tests will be skipped (on Debian: 'apt install" \
            "chromium-headless-shell')." >&2
    command -v msgfmt >/dev/null || apt_install gettext ||
        echo "No gettext: the catalogue test will be skipped (on Debian: 'apt install gettext')." >&2
    command -v pdftotext >/dev/null || apt_install poppler-utils ||
        echo "No poppler: its reading of PDFs is skipped (on Debian: 'apt install poppler-utils')." >&2
    { command -v qpdf && command -v zbarimg; } >/dev/null || apt_install qpdf zbar-tools ||
        echo "No qpdf or zbarimg: their reading of PDFs is skipped ('apt install qpdf zbar-tools')." >&2
    command -v redis-server >/dev/null || apt_install redis-server ||
        echo "No redis-server: tests with Redis will be skipped ('apt install redis-server')." >&2
    ;;
services)
    if ! answers 5432; then
        apt_install postgresql || exit 1
        as_root service postgresql start >/dev/null 2>&1
    fi
    if ! answers 6379; then
        command -v redis-server >/dev/null || apt_install redis-server || exit 1
        answers 6379 || redis-server --daemonize yes --bind 127.0.0.1 --port 6379 --save "" >/dev/null
    fi
    for _ in $(seq 60); do
        answers 5432 && answers 6379 && exit 0
        sleep 0.5
    done
    echo "PostgreSQL or Redis did not start on 127.0.0.1." >&2
    exit 1
    ;;
*)
    echo "usage: deploy/prepare.sh run|test|services [PYTHON]" >&2
    exit 2
    ;;
esac
