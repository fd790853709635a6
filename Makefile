# What one does here, by name; `make` alone lists it. Needs make and Python 3.11 or newer, nothing else.

PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)
ARGS ?=
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
NO_NETWORK = { echo "pip could not install the packages: see its message above. Is there a network?" >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help run test check lint format types imports templates migrations fix bench clean

help:  ## List what make can do
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: export SITE_URL := $(SITE_URL)
run: .venv/.runs  ## Serve the demo archive on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/python manage.py serve --port $(PORT) --check
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py make_roles >/dev/null
	@$(BIN)/python manage.py load_demo
	@$(BIN)/python manage.py make_demo_editor --address http://127.0.0.1:$(PORT)
	@exec $(BIN)/python manage.py serve --port $(PORT)

test: .venv/.tests  ## Run the tests (ARGS="-k search" for some of them)
	@$(BIN)/pytest -n auto $(ARGS)

check: lint format types imports templates migrations  ## Check style, types, imports, templates and migrations

lint: .venv/.tests
	@$(BIN)/ruff check .

format: .venv/.tests
	@$(BIN)/ruff format --check .

types: .venv/.tests
	@$(BIN)/mypy

imports: .venv/.tests
	@$(BIN)/lint-imports --no-logo

templates: .venv/.tests
	@find templates archive editorial -name '*.html' 2>/dev/null | xargs -r $(BIN)/djade --check --target-version 5.2

migrations: .venv/.tests
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run

fix: .venv/.tests  ## Mend what a machine can mend: style, imports, templates
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@find templates archive editorial -name '*.html' 2>/dev/null | xargs -r $(BIN)/djade --target-version 5.2

bench: .venv/.tests  ## Measure import and search (ARGS="search" for one measurement)
	@$(BIN)/python -m bench $(ARGS)

clean:  ## Remove the environment and what tools left; the archive in var/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made once; packages are installed again only when a requirements file changes.
.venv/.made:
	@for python in $(PYTHONS); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  $$python -c 'import venv, ensurepip' 2>/dev/null \
	    || { echo "Python's venv module is missing. Install it with: sudo apt-get install python3-venv" >&2; exit 1; }; \
	  echo "Making .venv with $$($$python --version)"; \
	  $$python -m venv .venv && touch $@ && exit 0; \
	  echo "The environment .venv could not be made: see the message above." >&2; exit 1; \
	done; \
	echo "Python 3.11 or newer is missing. Install it with: sudo apt-get install python3 python3-venv" >&2; exit 1

.venv/.runs: .venv/.made requirements.txt
	@echo "Installing what Dateline needs"
	@$(PIP) -r requirements.txt || $(NO_NETWORK)
	@touch $@

.venv/.tests: .venv/.made requirements.txt requirements-dev.txt
	@echo "Installing what the tests and checks need"
	@$(PIP) -r requirements-dev.txt || $(NO_NETWORK)
	@touch $@ .venv/.runs
