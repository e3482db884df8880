# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PY := .venv/bin/python
export OFFICE ?= pariaman
export PORT ?= 8000
export MOCK_OSS_PORT ?= 8100

.PHONY: help run test check setup setup-dev lint types layers format lock kode pesan hours bench faults clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  OFFICE=pariaman|pelalawan   which office (each has its own var/<office>/)"
	@echo "  PORT=8000 MOCK_OSS_PORT=8100   where the portal and the mock OSS listen"

run: setup ## Install what is missing and start the demo: web, worker, beat, mock OSS (Ctrl-C stops all)
	@exec $(PY) -m portal.launch run

test: setup-dev ## Install what is missing and run all tests (SQLite, then PostgreSQL + Redis)
	@exec $(PY) -m tests.legs

check: setup-dev ## Lint, format, types, layers, templates, deployment, migrations, catalogue, diagrams, sizes
	@ops/check.sh

setup: ## Install what `make run` needs
	@ops/install.sh run

setup-dev: ## Install what tests and checks need besides
	@ops/install.sh dev

format: setup-dev ## Put the code into the one format
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

lock: setup-dev ## Write the lock files anew from pyproject.toml (versions as installed)
	@ops/lock.sh

kode: setup ## Print a current sign-in code (TOTP) of the demo staff
	@exec $(PY) -m portal.launch kode

pesan: setup-dev ## Collect every wrapped string into the English catalogue; says what waits for a translation
	@exec $(PY) -m portal.launch.harvest

hours: setup-dev ## Leg 1 of the tests at midnight, at the year's end, on 29 February (tests/hours.py; 35 minutes)
	@exec $(PY) -m tests.hours

bench: setup-dev ## Measure against bare Django and bare WeasyPrint, as ratios
	@exec $(PY) -m bench

faults: setup-dev ## Break the running house on purpose and compare its books (15 minutes; FAULTS_MINUTES=60 for more)
	@exec $(PY) -m faults

clean: ## Remove caches (never var/, which holds data)
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
