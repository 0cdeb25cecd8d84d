# Every task has one name here. `make help` lists them; each sets up what it needs.
VENV := .venv
BIN := $(VENV)/bin
TOOLS := tests/tools/node_modules
LANGUAGE ?=
# What lays out PDFs, as Debian packages: the fonts, and the library that WeasyPrint draws text with.
OFFLINE_PACKAGES := fonts-noto-core fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.PHONY: help serve site offline release test check lint lock dependencies sbom fuzz bench bench-offline bench-growth bench-slow bench-peers clean

help: ## list the tasks
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

serve: $(VENV)/.ready ## build the guide, serve it at http://127.0.0.1:8000/, rebuild on save (LANGUAGE=fr)
	$(BIN)/guide serve $(LANGUAGE)

site: $(VENV)/.ready ## build the whole site into site/ (LANGUAGE=fr: one language)
	$(BIN)/guide site $(LANGUAGE)

offline: $(VENV)/.ready $(VENV)/.ready-offline ## make PDFs, e-books and the archive into site/<language>/downloads/ (LANGUAGE=fr: one language)
	$(BIN)/guide offline $(LANGUAGE)

release: site offline ## the whole site, ready for a host: compressed copies and checksums besides
	$(BIN)/guide compress

test: $(VENV)/.ready-dev $(TOOLS)/.ready check ## every test
	$(BIN)/pytest tests/site tests/offline
	$(BIN)/pytest -n 2 tests/browser

check: $(VENV)/.ready-dev lint ## the quick part: no browser, no full build
	$(BIN)/guide check
	$(BIN)/pytest tests/guide

lint: $(VENV)/.ready-dev ## style and types
	$(BIN)/ruff check hooks tests
	$(BIN)/ruff format --check hooks tests
	$(BIN)/mypy

bench: $(VENV)/.ready-dev ## measure build time and bytes; writes tests/benchmarks/results.md
	$(BIN)/python tests/benchmarks/run.py

bench-offline: $(VENV)/.ready-dev ## measure the PDFs; writes tests/benchmarks/results-offline.md (LANGUAGE=fr: one language)
	$(BIN)/python tests/benchmarks/offline.py $(LANGUAGE)

bench-growth: $(VENV)/.ready-dev ## measure a guide ten times as large; writes tests/benchmarks/results-growth.md
	$(BIN)/python tests/benchmarks/growth.py

bench-slow: $(VENV)/.ready-dev release ## measure reading on a slow line; writes tests/benchmarks/results-slow.md
	$(BIN)/python tests/benchmarks/slowline.py

bench-peers: $(VENV)/.ready-dev ## the same text built by others; writes tests/benchmarks/results-peers.md
	command -v hugo >/dev/null || sh scripts/packages.sh hugo
	command -v npm >/dev/null || sh scripts/packages.sh nodejs npm
	$(BIN)/python tests/benchmarks/peers.py

lock: $(VENV)/.ready-dev ## lock the requirements again, with hashes
	sh scripts/lock.sh $(BIN)
	sh scripts/setup.sh $(VENV) requirements-dev.txt
	$(BIN)/python scripts/dependencies.py

dependencies: $(VENV)/.ready-dev ## list the dependencies and their licences in DEPENDENCIES.md
	$(BIN)/python scripts/dependencies.py

sbom: $(VENV)/.ready-dev ## write a bill of materials (CycloneDX) to sbom.json
	$(BIN)/python scripts/dependencies.py sbom.json

fuzz: $(VENV)/.ready-dev ## ten thousand broken pages through the build, fifty killed builds (some ten minutes)
	$(BIN)/python -m tests.guide.fuzz 10000
	$(BIN)/pytest tests/guide --hypothesis-profile=default
	KILLS=50 $(BIN)/pytest tests/site/test_faults.py -k killed

clean: ## delete what was built
	rm -rf site .site.new .site.old .cache

$(VENV)/.ready: requirements.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt pyproject.toml scripts/setup.sh scripts/packages.sh
	sh scripts/packages.sh chromium nginx-light libnginx-mod-http-brotli-static $(OFFLINE_PACKAGES) qpdf poppler-utils epubcheck
	sh scripts/setup.sh $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/.ready

# Checkers of accessibility and HTML: npm packages, locked, and Java for one of them.
$(TOOLS)/.ready: tests/tools/package-lock.json
	command -v npm >/dev/null || sh scripts/packages.sh nodejs npm
	command -v java >/dev/null || sh scripts/packages.sh default-jre-headless
	cd tests/tools && npm ci --silent
	@touch $@

$(VENV)/.ready-offline: $(VENV)/.ready scripts/packages.sh
	sh scripts/packages.sh $(OFFLINE_PACKAGES)
	@touch $@
