# Layby. Two commands are enough: `make serve` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
PORT ?= 8000
# The engines that are not Chromium: what starts them, and a screen for one that must have one.
OTHER_ENGINES := firefox-esr WebKitWebDriver Xvfb
# Four at once, on two cores too: what waits for a screen or a server leaves its core free. A file's
# tests stay together: they share servers and browsers. The long files come first.
WORKERS ?= 4
SIDE_BY_SIDE := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Tests start many processes: what is compiled once is kept, whatever the caller's shell says.
unexport PYTHONDONTWRITEBYTECODE

# Programs whose configuration a trust copies from here: unpacked for the tests, never installed.
UNPACKED := build/programs
UNPACKED_OF := nginx nginx-common prometheus systemd libsystemd-shared libseccomp2

.PHONY: help serve demo test check unit e2e soak pwa lock bench profile screenshots train-anonymiser bench-anonymiser bench-themes clean

help: ## Show what can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

serve: pwa ## Build the app and start the sync server with it on 127.0.0.1:8000
	@$(PY) -m sync_server serve --port $(PORT)

demo: pwa ## The same, with a synthetic trust of more than 5,000 summaries
	@$(PY) -m sync_server demo --port $(PORT)

test: $(VENV)/.dev browser $(UNPACKED) ## Everything that must be true: style, types, arrows, content, every test
	@$(MAKE) --no-print-directory -j 2 check pwa
	@$(PY) -m pytest -q $(SIDE_BY_SIDE)

check: $(VENV)/.dev ## Style, types, import arrows and content only
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check --quiet .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo 2>/dev/null || $(VENV)/bin/lint-imports
	@$(PY) -m app.web.check_content

unit: $(VENV)/.dev $(UNPACKED) ## The tests that need no browser
	@$(PY) -m pytest -q $(SIDE_BY_SIDE) -m "not browser and not soak"

e2e: $(VENV)/.dev browser pwa ## The tests in a real browser
	@$(PY) -m pytest -q $(SIDE_BY_SIDE) -m "browser and not soak"

soak: $(VENV)/.dev browser pwa ## The long tests: hundreds of kills, thousands of sequences, every bit
	@$(PY) -m pytest -q -m soak

pwa: $(VENV)/.run ## Build the PWA into build/pwa, if anything changed; BEST=1 packs it for a release
	@$(PY) -m app.web.build $(if $(BEST),--best)

bench: $(VENV)/.dev browser pwa ## Measure; prints JSON lines
	@for bench in $(filter-out %/bench_anonymiser.py %/bench_themes.py %/bench_themes_statistics.py %/bench_lead_views.py,$(wildcard tests/bench/bench_*.py)); do $(PY) -m "tests.bench.$$(basename "$$bench" .py)"; done
	@$(PY) -m tests.bench.bench_startup --slow

profile: $(VENV)/.dev browser pwa ## Show when each moment of a cold start comes
	@$(PY) -m tests.bench.bench_startup --pairs 3 --profile

train-anonymiser: $(VENV)/.dev ## Learn the anonymiser again: make train-anonymiser DATA=folder [VECTORS=folder]
	@$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["train"], sep="\n")' | $(PY) -m pip install --quiet --disable-pip-version-check -r /dev/stdin
	@$(if $(VECTORS),$(PY) -m app.web.train_anonymiser_book $(DATA) $(VECTORS))
	@$(PY) -m app.web.train_anonymiser $(DATA)

bench-anonymiser: $(VENV)/.dev ## Measure the anonymiser on annotated sets: make bench-anonymiser DATA=folder [RECORD=1]
	@$(PY) -m tests.bench.bench_anonymiser $(DATA) $(if $(RECORD),--record)

bench-themes: $(VENV)/.dev ## Measure how themes are told: make bench-themes DATA=folder [RECORD=1]
	@$(PY) -m tests.bench.themes_table $(DATA) $(if $(RECORD),--record)

screenshots: $(VENV)/.dev browser pwa ## Picture and measure every screen into build/screenshots; WISHES="--only crew" for a part
	@$(PY) -m tests.screens.tour $(WISHES)

lock: ## Pin every package again, with hashes (needs uv)
	uv pip compile pyproject.toml --extra server --extra postgres -o requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate
	uv pip compile pyproject.toml --extra dev -o requirements-dev.lock --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

clean: ## Remove what was built; data stays
	rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# -- environment ---------------------------------------------------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Layby needs Python 3.11 or newer, and $(PYTHON) is not that. Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); .ci/system-packages python3-venv; $(PYTHON) -m venv $(VENV); }

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Installing what Layby runs on (once)"
	@$(PIP) -r requirements.lock && touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what the tests need (once)"
	@$(PIP) -r requirements-dev.lock && touch $@ $(VENV)/.run

$(UNPACKED):
	@.ci/system-packages --unpack $@.part $(UNPACKED_OF) && mv $@.part $@

.PHONY: browser
browser: $(VENV)/.dev
	@$(PY) -m playwright --version >/dev/null 2>&1 || .ci/system-packages libatomic1 # its Node needs it
	@$(PY) -m tests.browser >/dev/null 2>&1 || .ci/system-packages chromium || $(PY) -m playwright install --with-deps chromium
	@$(PY) -m tests.browser
	@for program in $(OTHER_ENGINES); do command -v $$program >/dev/null || exec .ci/system-packages firefox-esr webkit2gtk-driver xvfb; done
	@for program in $(OTHER_ENGINES); do command -v $$program; done
