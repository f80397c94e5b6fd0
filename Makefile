# Every command of the newsroom. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
NEWSROOM_SHARED ?= ../shared
PORT ?= 8000
SITE_PORT ?= 3000
WORKERS ?= 2
export NEWSROOM_SHARED

.PHONY: help setup run serve test soak format check snapshot demo benchmark benchmark-search \
	evaluate postgres postgres-stop elasticsearch elasticsearch-stop map messages lock develop \
	catalogues frontend

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sort | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

setup: .venv/base.stamp catalogues ## make the virtual environment with what running needs

run: export NEWSROOM_URL ?= http://127.0.0.1:$(PORT)
run: setup ## migrate, make the demo newsroom, serve it on http://127.0.0.1:8000
	@$(PYTHON) manage.py run --port $(PORT)

test: develop ## run all tests, on SQLite or on the DATABASE_URL given
	@$(PYTHON) -m pytest -n $(WORKERS) $(ARGS)

soak: develop ## run the long counts
	@NEWSROOM_SOAK=1 $(PYTHON) -m pytest -n $(WORKERS) -m soak $(ARGS)

format: develop ## put the code in its form
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format .

check: develop ## form, lint, types, imports, templates, migrations, messages, OpenAPI
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/djlint --lint --quiet templates
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@$(PYTHON) -m tests.messages
	@$(PYTHON) manage.py openapi_snapshot --check

snapshot: setup ## write the OpenAPI file that tests compare with
	@$(PYTHON) manage.py openapi_snapshot

demo: setup ## migrate and make the demo newsroom; ARGS="--scale 1000" for load
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py demo $(ARGS)

serve: setup var/static.stamp ## production mode: static files, then the server alone on PORT
	@NEWSROOM_ENV=production $(PYTHON) manage.py serve --port $(PORT) $(ARGS)

benchmark: develop ## time the API beside nginx and Wagtail v2; ARGS="--memory" weighs too
	@$(PYTHON) -m benchmarks.read $(ARGS)

benchmark-search: develop ## time search on each engine; ARGS="--large-objects 0" is short
	@$(PYTHON) -m benchmarks.search $(ARGS)

evaluate: setup ## judge what search finds, on each engine there is; ARGS="--write" expects it
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py demo
	@$(PYTHON) manage.py evaluate --all $(ARGS)

frontend: export NEWSROOM_URL ?= http://127.0.0.1:$(PORT)
frontend: export SITE_URL ?= http://127.0.0.1:$(SITE_PORT)
frontend: export NEXT_TELEMETRY_DISABLED = 1
frontend: examples/frontend/node_modules/.package-lock.json ## build the example site, serve it on :3000 beside `make run`
	@cd examples/frontend && npm run build && npm start -- --port $(SITE_PORT)

postgres: setup ## start a throwaway PostgreSQL in var/postgres, print its DATABASE_URL
	@.ci/postgres start

postgres-stop: ## stop that PostgreSQL and remove its files
	@.ci/postgres stop

elasticsearch: ## start an Elasticsearch (Docker, or a JDK 21-25 and Maven), print its ELASTICSEARCH_URL
	@.ci/elasticsearch start

elasticsearch-stop: ## stop that Elasticsearch
	@.ci/elasticsearch stop

map: develop ## write the module map of docs/architecture.md
	@$(PYTHON) -m tests.architecture --write

lock: develop ## compile the pinned requirements again
	@cd requirements && for name in base semantic dev; do \
		../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
			$$name.in --output-file $$name.txt; \
	done

messages: develop ## refresh the French catalogue (needs gettext)
	@$(PYTHON) manage.py makemessages --locale fr --no-location --no-wrap \
		--ignore var --ignore .venv --ignore tests --ignore benchmarks --ignore examples

examples/frontend/node_modules/.package-lock.json: examples/frontend/package-lock.json
	@command -v npm >/dev/null || { echo "The example site needs Node 20.9 or newer and npm." >&2; exit 1; }
	@cd examples/frontend && npm ci && touch node_modules/.package-lock.json

var/static.stamp: .venv/base.stamp $(shell find newsroom/static -type f)
	@echo "Collecting static files, encoded once (a minute, once per change of them) ..."
	@NEWSROOM_ENV=production $(PYTHON) manage.py collectstatic --noinput --verbosity 0
	@touch $@

develop: .venv/dev.stamp catalogues

catalogues: .venv/base.stamp
	@$(PYTHON) -m newsroom.catalogues

.venv/bin/python:
	@for name in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then \
			echo "Making .venv with $$name ..."; \
			$$name -m venv .venv && exit 0; \
			rm -rf .venv; \
			echo "$$name cannot make a virtual environment" \
				"(on Debian: apt-get install python3-venv)." >&2; \
			exit 1; \
		fi; \
	done; \
	echo "The newsroom needs Python 3.11 or newer; none was found among" \
		"python3, python3.11 ... python3.14." >&2; \
	exit 1

# pip's own version matters little: hashes are compared whatever it is.
.venv/base.stamp: requirements/base.txt | .venv/bin/python
	@echo "Installing what running needs (once per change of requirements/base.txt) ..."
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement $<
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/bin/python
	@echo "Installing what tests need (once per change of requirements/dev.txt) ..."
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement $<
	@touch .venv/base.stamp $@
