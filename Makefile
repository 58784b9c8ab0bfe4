# Everything that a fresh machine needs comes from here: Python 3.11, Node with npm, and make are enough.
UV_VERSIE := 0.13.9
UV := .gereedschap/bin/uv
RUN := $(UV) run --frozen --no-sync
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
# Many images forbid Python to keep what it compiled: then each of our hundreds of processes compiles everything again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check bench installeer opmaak schoon

installeer: .gereedschap/klaar vth/vormgeving/static/vendor/klaar

.gereedschap/bin/uv:
	python3 -m venv .gereedschap
	.gereedschap/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSIE)

.gereedschap/klaar: .gereedschap/bin/uv pyproject.toml uv.lock
	$(UV) sync --frozen --quiet
	touch $@

vth/vormgeving/static/vendor/klaar: package.json package-lock.json vth/vormgeving/vendor.mjs
	npm ci --silent --ignore-scripts --no-fund --no-audit
	node vth/vormgeving/vendor.mjs
	touch $@

demo: installeer
	$(RUN) vth demo

test: installeer
	$(RUN) python -m huisregels.proef

check: installeer
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy config vth portaal voorbeelden
	$(RUN) lint-imports
	$(RUN) vth controleer
	$(RUN) pytest -n0 huisregels/test_documenten.py huisregels/test_bestanden.py huisregels/test_huis.py huisregels/test_lagen.py huisregels/test_dagtekst.py

# Of one measurement: make bench OMVANG=20000, or make bench BENCH="--database sqlite --alleen 1".
OMVANG ?= 1000000
bench: installeer
	$(RUN) python -m bench --omvang $(OMVANG) $(BENCH)

opmaak: installeer
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

schoon:
	rm -rf .venv .gereedschap node_modules var staticfiles vth/vormgeving/static/vendor
