# Everything sets itself up: `make serve` and `make test` are enough on a machine with Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= build/demo
PORT ?= 8000
PYTEST_ARGS ?=
FUZZ ?= 200000
SEED ?= $(shell date +%s)

.DEFAULT_GOAL := help
.PHONY: help serve demo test check bench mutants payloads fuzz matrix format clean docs screenshots

help:  ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 10

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

serve: $(VENV)/ready  ## Build this project's own garden and show it (PORT=8000)
	$(BIN)/pollinate serve --port $(PORT)

demo: $(VENV)/ready  ## Make, build and show the sample garden (PORT=8000)
	@test -e $(DEMO)/mkdocs.yml || $(BIN)/pollinate demo $(DEMO)
	$(BIN)/pollinate -C $(DEMO) build --strict
	$(BIN)/pollinate -C $(DEMO) serve --port $(PORT)

test: $(VENV)/ready  ## Run all tests (browser tests where a Chromium is)
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

check: $(VENV)/ready  ## Lint, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_docs.py

format: $(VENV)/ready  ## Format the code and renew generated parts of the documentation
	$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format -q .
	$(BIN)/python tests/tools/generate_docs.py

bench: $(VENV)/ready  ## Measure speed as ratios on generated gardens
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/table.py 1000 10000
	POLLINATE_LARGE_GARDEN=10000 $(BIN)/python -m pytest -q -s tests/browser/test_search.py -k large_garden

screenshots: $(VENV)/ready  ## Take the pictures of the handbook (needs a Chromium)
	$(BIN)/python tests/tools/screenshots.py

payloads: $(VENV)/ready  ## Try every payload of a request, also those that need a site each
	POLLINATE_PAYLOADS=all $(BIN)/python -m pytest -n auto --dist worksteal tests/payloads

mutants: $(VENV)/ready  ## Change the code by a line at a time and see that a test notices (AT_ONCE=NUMBER)
	$(BIN)/python tests/mutants/run.py

fuzz: $(VENV)/ready  ## Throw 200,000 texts at what reads strangers' texts (FUZZ=NUMBER, SEED=NUMBER)
	@echo "seed $(SEED): the same again by make fuzz FUZZ=$(FUZZ) SEED=$(SEED)"
	FUZZ=$(FUZZ) $(BIN)/python -m pytest -q -n auto tests/fuzz --hypothesis-seed=$(SEED) $(PYTEST_ARGS)

build/matrix/ready: pyproject.toml constraints.txt tests/matrix/requirements.txt
	$(PYTHON) -m venv build/matrix/venv
	build/matrix/venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	build/matrix/venv/bin/python -m pip install -q --disable-pip-version-check -r tests/matrix/requirements.txt
	@touch $@

matrix: build/matrix/ready  ## Build a small site beside each of fifty plugins of others (slow; MATRIX_ARGS=NAME)
	build/matrix/venv/bin/python tests/matrix/run.py $(MATRIX_ARGS)

clean:  ## Remove what was built
	rm -rf build site dist .cache
