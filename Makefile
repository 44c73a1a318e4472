# The commands of this project. `make help` lists them.
# PORT, DATA_DIR, DATABASE_URL, REDIS_URL and EMAIL_URL are passed on to what they start.

SHELL := /bin/bash
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
PY := $(BIN)/python

.PHONY: help run test check format messages lock bench screenshots clean

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.installed ## Start Rollcall on http://127.0.0.1:8000 with the Kyiv demo; Ctrl-C stops it
	@exec $(PY) manage.py start

test: $(VENV)/.installed-dev ## Run every test, on SQLite and, where it answers, on PostgreSQL with Redis
	@PATH="$(abspath $(BIN)):$$PATH" deploy/test.sh $(PYTEST_ARGS)

check: $(VENV)/.installed-dev ## Look at style, types, import order, migrations and production settings
	@PATH="$(abspath $(BIN)):$$PATH" deploy/check.sh

format: $(VENV)/.installed-dev ## Put Python and templates into the house's form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@git ls-files 'templates/*.html' 'tests/*.html' | xargs -r $(BIN)/djade --target-version 5.2

messages: $(VENV)/.installed-dev ## Bring the catalogues up to date with the source (needs gettext)
	@$(PY) manage.py makemessages --locale fr --locale ru --no-location --no-wrap \
		--ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'static/vendor/*'
	@$(BIN)/pybabel --quiet compile --directory locale --domain django

lock: $(VENV)/.installed-dev ## Pin the newest allowed versions, with hashes
	@for set in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header $$set.in --output-file $$set.txt || exit 1; \
	done

bench: $(VENV)/.installed-dev ## Measure; figures are ratios within one run
	@$(PY) benchmarks/certificates.py --people 200
	@$(PY) benchmarks/preview.py
	@$(PY) benchmarks/registration.py
	@$(PY) benchmarks/lists.py
	@$(PY) benchmarks/agenda_editor.py

screenshots: $(VENV)/.installed-dev ## Take the pictures of README.md and docs/ anew
	@PATH="$(abspath $(BIN)):$$PATH" $(PY) docs/make_screenshots.py

clean: ## Remove the virtual environment and caches; data in var/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp per set of pins, so that a second start asks nothing of pip.
$(VENV)/.installed: requirements.txt deploy/prepare.sh
	@deploy/prepare.sh run "$(PYTHON)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Rollcall runs on (once) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing what the tests need (once) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
