# Every target is a small program under tools/, so that each can be read, run and tested on its own.
.DEFAULT_GOAL := help
.PHONY: help demo test lint format messages modules lock bench-api bench-dues bench-quarter bench-search fuzz-api baselines
RUN := @sh tools/python.sh

help: ## this list
	@echo 'Hongban 红板. Targets:'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/  make \1|\2/p' Makefile | while IFS='|' read -r target text; do \
		printf '%-16s %s\n' "$$target" "$$text"; done

demo: ## install, load the demo, serve on http://127.0.0.1:8000/ (PORT=…, HONGBAN_DATA=…)
	$(RUN) -m tools.demo

test: ## lint and the whole suite on SQLite, then on PostgreSQL (ARGS='-k word' goes to pytest)
	$(RUN) -m tools.run_tests $(ARGS)

lint: ## ruff, import rules, system checks, missing migrations
	$(RUN) -m tools.lint

format: ## ruff's formatter and safe fixes
	$(RUN) -m tools.lint --fix

messages: ## collect the interface's strings into locale/ and compile the catalogues (needs gettext)
	$(RUN) -m tools.packages --test
	@.venv/bin/python -m tools.messages

modules: ## write docs/modules.md from the registry
	$(RUN) -m tools.packages --test
	@.venv/bin/python -m tools.modules_doc

lock: ## resolve pyproject.toml anew into both lock files (UPGRADE=1 takes newer versions)
	$(RUN) -m tools.lock

bench-api: ## our API and Wagtail's own side by side on PostgreSQL (RECORDS=10000 SECONDS=2 ROUNDS=3)
	$(RUN) -m tools.packages --test
	@.venv/bin/python -m tools.bench.api

bench-dues: ## the due table of many units on PostgreSQL (UNITS=1000 YEARS=3 ROUNDS=5)
	$(RUN) -m tools.packages --test
	@.venv/bin/python -m tools.bench.dues

fuzz-api: ## ask every operation of the API what Schemathesis makes up (EXAMPLES=300 of each kind)
	$(RUN) -m tools.packages --test
	@EXAMPLES=$${EXAMPLES:-300} .venv/bin/python -m pytest -q -n 2 tests/cms/delivery/test_api_fuzz.py $(ARGS)

bench-quarter: ## the close of a quarter of many units on PostgreSQL (UNITS=1000 YEARS=3)
	$(RUN) -m tools.packages --test
	@.venv/bin/python -m tools.bench.quarter

bench-search: ## quality and speed of search on judged queries (DATA=folder; HTTP=1 also imports, serves and asks the API)
	$(RUN) -m tools.packages --test
	@.venv/bin/python -m tools.bench.search

baselines: ## rewrite the query-count baselines and the snapshots, on both databases
	@UPDATE_BASELINES=1 UPDATE_SNAPSHOTS=1 sh tools/python.sh -m tools.run_tests $(ARGS)
