#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Holds a SARIF report against the schema, as TAP.
#
#   tests/unit/sarif_schema.sh UNIT_SARIF     SECSCAN_SHARED: the folder that holds schemas/, beside this tree by default
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
schema=${SECSCAN_SHARED:-$here/../shared}/schemas/sarif-schema-2.1.0.json
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
echo 1..2

skip() {
	echo "ok 1 - a SARIF report fits the schema # SKIP $1"
	echo "ok 2 - planted: a broken one does not # SKIP $1"
	exit 0
}

fits() {
	python3 - "$schema" "$1" <<- 'EOF'
		import json, sys
		import jsonschema
		schema, report = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
		checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
		errors = list(checker.iter_errors(report))
		for error in errors:
		    print("#", "/".join(map(str, error.absolute_path)), error.message[:200])
		sys.exit(1 if errors else 0)
	EOF
}

[ -e "$schema" ] || skip 'no schema here: set SECSCAN_SHARED'
python3 -c 'import jsonschema' 2> /dev/null || skip 'no python3-jsonschema here'
"$1" "$tmp/report.sarif" > /dev/null && [ -s "$tmp/report.sarif" ] || { echo 'Bail out! no report'; exit 1; }
if fits "$tmp/report.sarif"; then echo 'ok 1 - a SARIF report fits the schema'; else echo 'not ok 1 - a SARIF report fits the schema'; fi
sed 's/"ruleId":"forge-token"/"ruleId":7/' "$tmp/report.sarif" > "$tmp/broken.sarif"
if fits "$tmp/broken.sarif" > /dev/null; then echo 'not ok 2 - planted: a broken one does not'; else echo 'ok 2 - planted: a broken one does not'; fi
