# The two commands of the README are `make demo` and `make test`; both install what they need on Debian 12.

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD_PACKAGES := libsqlite3-dev libcurl4-openssl-dev r-mathlib liblapacke-dev libqrencode-dev pkg-config
DEMO_PACKAGES := python3
TEST_PACKAGES := python3 python3-venv chromium openssl hunspell hunspell-nl hunspell-fr hunspell-de-de hunspell-en-gb
BENCH_PACKAGES := wrk python3 python3-venv time
WORLDS := 100000
BENCH_VENV := .venv-bench
VENV := .venv
PYTHON := $(abspath $(VENV))/bin/python
BIN := $(abspath .build/debug)

# $(call install,PACKAGES): installs those Debian packages that are missing.
define install
missing=$$(for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'install ok' || echo $$p; done); \
if [ -n "$$missing" ]; then $(SUDO) apt-get update -q && $(SUDO) apt-get install -y -q --no-install-recommends $$missing; fi
endef

.NOTPARALLEL:
.PHONY: build demo demo-roles test lint test-swift test-python golden screenshots bench-ingest bench-pass bench-pages bench-unseal bench-analyse bench-disclosure attack statistics-table docs clean

build:
	@$(call install,$(BUILD_PACKAGES))
	swift build

demo:
	@$(call install,$(BUILD_PACKAGES) $(DEMO_PACKAGES))
	swift build
	@Scripts/demo $(BIN)

# The same with office, desk, box and keeper apart, each under its own user when run as root.
demo-roles:
	@$(call install,$(BUILD_PACKAGES) $(DEMO_PACKAGES))
	swift build
	@Scripts/demo-roles $(BIN)

test: lint test-swift test-python

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

test-swift: $(VENV)/.installed
	@$(call install,$(BUILD_PACKAGES) $(TEST_PACKAGES))
	swift build --build-tests
	SURVEY_PYTHON=$(PYTHON) swift test --skip-build --disable-xctest

test-python: $(VENV)/.installed
	@$(call install,$(TEST_PACKAGES))
	SURVEY_BIN=$(BIN) $(PYTHON) -m pytest -q -p no:cacheprovider Tests/Python Tests/EndToEnd Tests/Browser

$(VENV)/.installed: Tests/requirements.txt
	@$(call install,$(TEST_PACKAGES))
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install -q --disable-pip-version-check -r Tests/requirements.txt
	@touch $@

# The stored pages and accessibility trees that tests compare with, written anew; look at their diff before you commit it.
golden: $(VENV)/.installed
	@$(call install,$(BUILD_PACKAGES) $(TEST_PACKAGES))
	swift build --build-tests
	-RECORD_GOLDEN=1 swift test --skip-build --disable-xctest --filter GoldenPagesTests
	RECORD_GOLDEN=1 SURVEY_BIN=$(BIN) $(PYTHON) -m pytest -q -p no:cacheprovider Tests/Browser/test_tree.py
	git status --short Tests/SurveyServerTests/Golden Tests/Browser/Golden

# docs/screenshots: the main pages, taken by Debian's Chromium from the programs as they are built.
screenshots: $(VENV)/.installed
	@$(call install,$(BUILD_PACKAGES) $(TEST_PACKAGES))
	swift build
	SURVEY_BIN=$(BIN) $(PYTHON) Scripts/screenshots docs/screenshots

# Durable sealed answers per second beside an empty echo route of the same server, in one run.
bench-ingest:
	@$(call install,$(BUILD_PACKAGES) $(BENCH_PACKAGES))
	swift build -c release --product survey-bench
	swift build -c release --product survey-cli
	@Benchmarks/ingest .build/release

# Passes issued and answers taken under verified passes a second, beside an empty echo route, in one run.
bench-pass:
	@$(call install,$(BUILD_PACKAGES) $(BENCH_PACKAGES) curl openssl)
	swift build -c release --product survey-bench
	swift build -c release --product survey-cli
	@Benchmarks/pass .build/release

# A question page at 500 requests a second, and a person's pages while 1,000 slow connections hang on the server.
bench-pages:
	@$(call install,$(BUILD_PACKAGES) slowhttptest python3 iproute2)
	swift build -c release --product survey-bench
	swift build -c release --product survey-cli
	@Benchmarks/pages .build/release

# Time and memory of unsealing 100,000 answers.
bench-unseal:
	@$(call install,$(BUILD_PACKAGES) $(BENCH_PACKAGES))
	swift build -c release --product survey-bench
	swift build -c release --product survey-cli
	@Benchmarks/unseal .build/release

# Counts, scores and alphas of a million respondents beside numpy, polars and DuckDB, in one run.
bench-analyse: $(BENCH_VENV)/.installed
	@$(call install,$(BUILD_PACKAGES))
	swift build -c release --product tabulate
	@$(BENCH_VENV)/bin/python Benchmarks/analyse .build/release

$(BENCH_VENV)/.installed: Benchmarks/requirements.txt
	@$(call install,$(BENCH_PACKAGES))
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install -q --disable-pip-version-check -r Benchmarks/requirements.txt
	@touch $@

# What of a made-up zone stays visible, and how long it takes to decide about it.
bench-disclosure:
	@$(call install,$(BUILD_PACKAGES) time)
	swift build -c release --product disclosure
	@Benchmarks/disclosure/run .build/release

# The long attacks: the gate over many random worlds (about half an hour), and desk and box killed during 1,000 participations.
attack: $(VENV)/.installed
	@$(call install,$(BUILD_PACKAGES) $(TEST_PACKAGES))
	swift build --build-tests
	SURVEY_ATTACK_WORLDS=$(WORLDS) swift test --skip-build --disable-xctest --filter GateAttackTests
	SURVEY_ATTACK_PEOPLE=1000 SURVEY_BIN=$(BIN) $(PYTHON) -m pytest -q -s -p no:cacheprovider Tests/EndToEnd/test_crash.py

# docs/statistics.md: how far every statistic lies from its reference.
statistics-table:
	@$(call install,$(BUILD_PACKAGES))
	swift build --build-tests
	SURVEY_DIFFERENCES=$(abspath .build/differences.tsv) swift test --skip-build --disable-xctest --filter SurveyStatsTests
	Scripts/statistics-table .build/differences.tsv

# The guide to the statistics, as pages for a browser in .build/docs.
docs:
	@$(call install,$(BUILD_PACKAGES))
	@Scripts/guide

clean:
	rm -rf .build $(VENV) $(BENCH_VENV) demo-workspace demo-roles
