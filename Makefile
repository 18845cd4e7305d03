# The commands of this repository. `make help` lists them.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
# Runs a command with DATABASE_URL: the one that is set, or the embedded server's.
SERVED := $(RUN) -m newsroom.postgres run --
# uv puts no index address and no path into a locked file by itself; its command line stays out.
LOCK   := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
          --no-header --no-annotate

export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
# One thing after another, and nothing of make's own in the environment of what it starts.
.NOTPARALLEL:
unexport MAKEFLAGS MFLAGS MAKELEVEL
# Compiled modules are kept: without them each process takes more than twice as long to start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup runtime demo test check bench screenshots lighthouse messages openapi examples lock stop clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo "  Variables: PORT=8000 HOST=127.0.0.1 DATABASE_URL=postgresql://... PYTHON=python3"

demo: runtime ## bring the archive up with its demo data, until Ctrl-C
	@exec $(SERVED) $(RUN) manage.py demo

test: check ## every check, then every test, against a real Postgres
	@$(RUN) -m tests.browser
	@$(RUN) -m tests.judges
	@TEST_DB=test_newsroom_$$$$ exec $(SERVED) $(RUN) -m pytest -n auto

check: setup ## format, lint, types, structure, imports, migrations, deployment, templates, catalogue
	@$(SERVED) $(RUN) -m newsroom.checks

setup: python ## make the virtual environment, with what tests and checks need
	@$(PYTHON) -m newsroom.environment dev

runtime: python
	@$(PYTHON) -m newsroom.environment runtime

.PHONY: python
python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with PYTHON="; exit 1; }

bench: setup ## measure pages, API, search, import and projection
	@TEST_DB=bench_newsroom_$$$$ exec $(SERVED) $(RUN) manage.py bench $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(NAMES),--names $(NAMES))

screenshots: setup ## take pictures of every kind of page, into .artefacts/screenshots/
	@$(RUN) -m tests.browser
	@TEST_DB=screenshots_newsroom_$$$$ exec $(SERVED) $(RUN) -m pytest -q tests/screenshots.py

lighthouse: setup ## let Lighthouse judge the main pages, in both themes; needs npm
	@$(RUN) -m tests.browser
	@$(RUN) -m tests.judges
	@TEST_DB=lighthouse_newsroom_$$$$ exec $(SERVED) $(RUN) -m pytest -q tests/lighthouse.py

messages: setup ## collect the texts of the interface into the French catalogue
	@$(RUN) -m newsroom.catalogue update

openapi: setup ## write the API's description anew
	@DJANGO_SETTINGS_MODULE=newsroom.settings.test $(RUN) manage.py openapi

examples: setup ## ask for the examples of the API's description and of the guide anew
	@TEST_DB=examples_newsroom_$$$$ WRITE_EXAMPLES=1 exec $(SERVED) $(RUN) -m pytest -q tests/newsroom/test_openapi_examples.py tests/newsroom/test_guide_examples.py tests/newsroom/test_api_frozen.py -k 'invented or guide or added'

lock: setup ## choose the newest versions that requirements/*.in allow, and pin them
	@cd requirements && for name in bootstrap runtime dev; do \
	  ../$(VENV)/bin/uv pip compile $(LOCK) $$name.in -o $$name.txt || exit 1; done
	@cd requirements && ../$(VENV)/bin/uv pip compile $(LOCK) --no-deps postgres.in -o postgres.txt

stop: ## stop the embedded server, whoever uses it
	@[ ! -x $(RUN) ] || $(RUN) -m newsroom.postgres stop

clean: ## delete the virtual environment, the embedded server's data, and caches
	@[ ! -x $(RUN) ] || $(RUN) -m newsroom.postgres remove
	@rm -rf $(VENV) .postgres .demo .judges .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
