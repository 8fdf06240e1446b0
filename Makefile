# Everything runs inside .venv, built from the hash-pinned lock; nothing else on the machine is touched.
PYTHON ?= python3
BIN := .venv/bin

SPREAD := --dist loadgroup --no-loadscope-reorder -p no:randomly --timeout=400
FAST := not story and not postgres and not browser and not process and not fresh_database and not long and not slow
PURE := bot/features/*/rules.py,bot/features/*/rules/*,bot/features/*/commands.py,bot/features/*/commands/*

# Branches of rules and commands that tests go through, in percent: only ever raised.
PURE_COVERED := 97

# Tests start many processes and rewrite each assertion: what is compiled once is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-fast test-all coverage check lint types imports docs pictures format lock bench clean
.DEFAULT_GOAL := help

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/ready ## The real bot in a Slack emulator: prints one address to open
	$(BIN)/python -m bot demo

test: .venv/ready ## what must hold for a change
	$(BIN)/python -m pytest -n 2 $(SPREAD) -m "not slow"

test-fast: .venv/ready ## whether a change is sane: no browser, Postgres, story, process or database of its own
	HYPOTHESIS_PROFILE=fast $(BIN)/python -m pytest -n 2 $(SPREAD) -m "$(FAST)"

test-all: .venv/ready ## before a release: each door on each database, whole years, any order, coverage
	HYPOTHESIS_PROFILE=all $(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder --timeout=1800 \
		--all-pairs --by-folder --durations=10 --cov=bot --cov-branch --cov-report=
	$(MAKE) coverage

coverage: ## hold the last test-all against its gates
	$(BIN)/coverage report --format=total
	$(BIN)/coverage report --include='$(PURE)' --fail-under=$(PURE_COVERED) --format=total

check: .venv/ready ## what CI runs: what fails soonest first
	$(MAKE) lint imports
	$(MAKE) -j 2 types docs
	$(MAKE) test

lint: .venv/ready ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready ## strict types
	$(BIN)/mypy --num-workers 2

imports: .venv/ready ## the import rules of the house
	$(BIN)/lint-imports

docs: .venv/ready ## the pages as a site, in docs/_build; a warning is an error
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build

pictures: .venv/ready ## take the pictures of README and docs anew
	SCREENSHOTS=$(CURDIR)/docs/images $(BIN)/python -m pytest -p no:randomly tests/demo/test_pictures.py

format: .venv/ready ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready ## speed tables (takes some minutes)
	$(BIN)/python -m bench.acks
	$(BIN)/python -m bench.boards
	$(BIN)/python -m bench.goals
	$(BIN)/python -m bench.metrics
	$(BIN)/python -m bench.skills
	$(BIN)/python -m bench.coaching
	$(BIN)/python -m bench.plays
	$(BIN)/python -m bench.leaderboards
	$(BIN)/python -m bench.reviews
	$(BIN)/python -m bench.kills
	$(BIN)/python -m bench.workers
	$(BIN)/python -m bench.ticks
	$(BIN)/python -m bench.throughput
	$(BIN)/python -m bench.soak

lock: .venv/ready ## refresh the two lock files from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra demo --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove the environment and the caches
	rm -rf .venv docs/_build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .demo

.venv/ready: requirements-dev.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pacer needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
