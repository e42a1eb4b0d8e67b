# Two commands on a fresh machine with Python 3.11 and pip: `make demo` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8765

.PHONY: demo test check lint install

demo: install ## the real bot in a simulated Discord in your browser, no token
	$(BIN)/python -m bot demo --port $(PORT)

test: install ## lint, types, architecture, knowledge, tests
	$(BIN)/python -m bot.operate.ci

check: install ## validate the knowledge files
	$(BIN)/python -m bot check

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml requirements.txt
	@echo "Setting up $(VENV) with $(PYTHON) (about a minute, once) …"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --progress-bar on --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
