# Toteuma. `make demo` and `make test` need nothing but Python >= 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# processes that run tests side by side; JOBS=0 runs them in one, as a debugger wants it
JOBS ?= 2
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test check bench texts docs screenshots lock clean

demo: $(VENV)/.run
	$(BIN)/python -m bot.demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses=$(JOBS) --dist=loadfile --no-loadscope-reorder $(TESTS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m domain.texts check
	$(BIN)/python -m docs check

bench: $(VENV)/.dev
	$(BIN)/python -m bench

# gathers the texts from the code into the catalogues
texts: $(VENV)/.dev
	$(BIN)/python -m domain.texts update

# writes guides, settings and the sandbox's lists from their templates and the code
docs: $(VENV)/.run
	$(BIN)/python -m docs write

# plays the demo and takes pictures of its page; needs Debian's chromium
screenshots: $(VENV)/.dev
	$(BIN)/python -m docs.screenshots

# needs uv; writes no package host into the files
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --group dev -o requirements-dev.lock
	echo odoo-addon-account-edi-finvoice | uv pip compile -q --no-deps --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header - -o requirements-xsd.lock

$(VENV)/.python:
	$(PYTHON) -c 'import sys; sys.exit("Toteuma needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: requirements.lock | $(VENV)/.python
	$(PIP) -r requirements.lock
	$(BIN)/python -m compileall -q bot domain reporting
	touch $@

# the second one only for the schema that it carries: what it would need besides stays out
$(VENV)/.dev: requirements-dev.lock requirements-xsd.lock | $(VENV)/.python
	$(PIP) -r requirements-dev.lock
	$(PIP) --no-deps -r requirements-xsd.lock
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) var build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
