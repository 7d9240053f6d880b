# `make` alone lists the targets. A fresh machine needs nothing but make and Python >= 3.11.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# Asked, not only looked up: a version manager may leave a stub for a Python that does not run.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
PORT ?= 8000
DATA ?= data-run
UV := uv==0.13.9
BIN := .venv/bin

##   make env          a .venv with everything a developer needs
.PHONY: env
env: .venv/.done

##   make run          start the application on 127.0.0.1:8000 (PORT=… and DATA=… change that)
.PHONY: run
run: .venv-run/.done
	@exec .venv-run/bin/formengine serve --host 127.0.0.1 --port $(PORT) --data $(DATA)

##   make test         everything that a change must pass, browser included (a few minutes)
.PHONY: test
test: lint browser
	@$(BIN)/pytest -n auto -q -m "not slow"

##   make test-all     every test
.PHONY: test-all
test-all: lint browser
	@$(BIN)/pytest -n auto -q

##   make bench        how fast a step is, next to bare pages (a few minutes; prints, fails nothing)
.PHONY: bench
bench: env
	@$(BIN)/python -m tests.bench

##   make fuzz         broken definitions, answers and requests for 15 minutes (FUZZ_SECONDS=…, FUZZ_SEED=… change that)
.PHONY: fuzz
fuzz: env
	@$(BIN)/python -m tests.fuzz

##   make bombs        what definitions at the limits cost, each in a process of its own (prints, fails nothing)
.PHONY: bombs
bombs: env
	@$(BIN)/python -m tests.bombs

##   make mutants      take out each guard and show that a test fails (up to 10 minutes)
.PHONY: mutants
mutants: env
	@$(BIN)/python -m scripts.mutants

##   make load         50 participants for a minute against `formengine serve` (prints; fails on any error)
.PHONY: load
load: env
	@$(BIN)/python -m tests.load

##   make grid-check   a real Selenium Grid with two nodes finds what Playwright finds (needs Java, npm, Chromium)
.PHONY: grid-check
grid-check: env browser
	@$(BIN)/python -m tests.grid

##   make bench-check  the time per state next to a bare axe.run, pa11y-ci and @axe-core/cli (needs npm, Chromium)
.PHONY: bench-check
bench-check: env browser
	@$(BIN)/python -m tests.bench.checks

##   make bench-builder  how long a designer waits from an edit to the preview that shows it (needs Chromium)
.PHONY: bench-builder
bench-builder: env browser
	@$(BIN)/python -m tests.bench.building

##   make actions      what it takes to build the Bewohnerparkausweis: clicks, keys, pastes (needs Chromium)
.PHONY: actions
actions: env browser
	@$(BIN)/python -m tests.bench.actions

##   make lint         ruff, mypy, the floors (import-linter), hadolint
.PHONY: lint
lint: env
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Not formatted; run: make fmt" >&2; $(BIN)/ruff format --check .; }
	@$(BIN)/mypy --no-error-summary
	@mkdir -p .cache
	@$(BIN)/lint-imports > .cache/lint-imports.txt 2>&1 || { cat .cache/lint-imports.txt; exit 1; }
	@$(BIN)/hadolint Dockerfile
	@echo "Lint: ruff, mypy, import-linter and hadolint are content."

##   make fmt          format, and mend what ruff can mend
.PHONY: fmt
fmt: env
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

##   make browser      install Chromium and its driver where they are missing
.PHONY: browser
browser:
	@bash scripts/browser.sh

##   make vendor       fetch KERN, htmx, axe, the virtual screen reader and the fonts again, cut to what the templates use
.PHONY: vendor
vendor: env
	@$(BIN)/python -m scripts.vendor

##   make lock         renew requirements.lock and requirements-dev.lock
.PHONY: lock
lock: .cache/lock/.done
	@$(call lock,requirements.lock)
	@$(call lock,requirements-dev.lock --all-extras)

##   make image-check  build the container image with buildah (root, Debian, several minutes)
.PHONY: image-check
image-check:
	@bash scripts/image-check.sh

##   make clean        remove environments, caches and the data of `make run`
.PHONY: clean
clean:
	@rm -rf .venv .venv-run .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist data-run data-bench
	@find . -name __pycache__ -type d -not -path "./.git/*" -prune -exec rm -rf {} +

.PHONY: help
help:
	@echo "Antragswerkstatt. The targets:"
	@sed -n 's/^## //p' $(firstword $(MAKEFILE_LIST))

.venv/.done: .venv/.locked pyproject.toml
	@$(call install_us,.venv)

.venv/.locked: requirements-dev.lock
	@$(call install_lock,.venv,$<)

.venv-run/.done: .venv-run/.locked pyproject.toml
	@$(call install_us,.venv-run)

.venv-run/.locked: requirements.lock
	@$(call install_lock,.venv-run,$<)

# An older tool chooses other versions and writes another layout, so the one that wrote the locks is named.
.cache/lock/.done: Makefile
	@$(call find_python)
	@$(PYTHON) -m venv .cache/lock
	@.cache/lock/bin/python -m pip --disable-pip-version-check -qq install $(UV)
	@touch $@

define find_python
	test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found. Install one, or say: make PYTHON=/path/to/python" >&2; exit 1; }
endef

# -qq: pip's warnings speak of the machine's settings, never of us; errors are still shown.
define install_lock
	$(call find_python)
	echo "Installing $(2) into $(1) ($$($(PYTHON) --version)) ..."
	mkdir -p .cache
	$(PYTHON) -m venv $(1)
	$(1)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r $(2)
	touch $@
endef

# The build backend comes from the lock as well; the pip that knows this option does so, too.
define install_us
	$(1)/bin/python -m pip --disable-pip-version-check -qq install --no-deps --build-constraint requirements-dev.lock -e .
	touch $@
endef

define lock
	.cache/lock/bin/uv pip compile pyproject.toml -o $(1) --no-config --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --system-certs --quiet
endef
