#!/usr/bin/env bash
# Runs the tests: those that ask the database on PostgreSQL, then all of them on SQLite, but for the
# few that say the same on both and were asked already.
#
# TEST_POSTGRES_URL names a server on which databases may be created; without it the usual local one
# is tried. REQUIRE_SERVICES=1 and REQUIRE_BROWSER=1 turn a missing part from a skip into a failure.
set -uo pipefail
cd "$(dirname "$0")/.."

deploy/prepare.sh test python
pybabel --quiet compile --directory locale --domain django 2>/dev/null

can_create_databases() {
    python - "$1" <<'PY' 2>/dev/null
import sys, psycopg
with psycopg.connect(sys.argv[1], connect_timeout=2) as connection:
    row = connection.execute(
        "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
    ).fetchone()
sys.exit(not row[0])
PY
}

# A Debian server lets its own user "postgres" in through the socket only: that one may make us a role.
make_role() {
    local sql="DO \$\$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollcall_test')
        THEN CREATE ROLE rollcall_test LOGIN SUPERUSER PASSWORD 'rollcall_test'; END IF; END \$\$"
    if [ "$(id -u)" = 0 ]; then su postgres -c "psql -q -c \"${sql//\$/\\\$}\""
    else sudo -n -u postgres psql -q -c "$sql"; fi >/dev/null 2>&1
}

own=postgres://rollcall_test:rollcall_test@127.0.0.1:5432/postgres
url=""
for candidate in "${TEST_POSTGRES_URL:-}" postgres://postgres@127.0.0.1:5432/postgres "$own"; do
    [ -n "$candidate" ] && can_create_databases "$candidate" && url=$candidate && break
done
if [ -z "$url" ] && make_role && can_create_databases "$own"; then url=$own; fi
if [ -z "$url" ] && [ "${REQUIRE_SERVICES:-}" = 1 ]; then
    echo "REQUIRE_SERVICES=1, but no PostgreSQL on 127.0.0.1:5432 lets us create databases." >&2
    exit 1
fi

outcome=0
rest="not postgresql"
if [ -n "$url" ] && [ $# = 0 ]; then
    export TEST_POSTGRES_URL=$url
    rest="$rest and not (once and database)"
    echo "--- on PostgreSQL"
    DATABASE_URL=$url pytest -q -n 2 --dist loadfile --no-loadscope-reorder \
        -m "database and not browser and not faults and not paper" || outcome=$?
elif [ $# = 0 ]; then
    echo "No PostgreSQL on 127.0.0.1:5432: the tests run on SQLite alone."
fi
echo "--- on SQLite"
# One more than there are cores: browsers and what was struck are waited for.
pytest -q -n 3 --dist loadfile --no-loadscope-reorder -m "$rest" "$@" || outcome=$?
exit $outcome
