# Where somebody stands changes nothing: allowed paths and rules' paths are the repository's.
new_repo
settings '[allow]\npath = /tests/fixtures/**\n'
mkdir -p tests/fixtures tests/other .secscan/banned config
cat > .secscan/banned/own.ini << 'RULES'
[own-prod-only]
name     = Debug switch in production settings
severity = high
language = python
pattern  = \bDEBUG_EVERYTHING\b
path     = /config/*.py
cwe      = 489
remedy   = Leave it out.
instead  = logging
sample   = DEBUG_EVERYTHING
sample   = DEBUG_EVERYTHING = 1
sample   = set(DEBUG_EVERYTHING)
not      = DEBUG_NOTHING
not      = NO_DEBUG_EVERYTHINGS
not      = DEBUG_EVERYTHING_ELSE
RULES
token_file tests/fixtures/a.txt 1
token_file tests/other/b.txt 2
echo 'DEBUG_EVERYTHING = 1' > config/prod.py
echo 'DEBUG_EVERYTHING = 1' > tests/other/prod.py
git add .
commit_unseen -m old
exits 1 secscan scan
says '2 findings to fix' '1 suppressed.' config/prod.py:1 tests/other/b.txt:2
(
	cd tests
	exits 1 secscan scan .
	says other/b.txt:2 '1 finding to fix' '1 suppressed.'
	exits 0 secscan scan fixtures "$PWD/fixtures"
	says '2 suppressed.'
	cd fixtures
	exits 0 secscan scan a.txt
	cd ../../config
	exits 1 secscan scan .
	says prod.py:1 own-prod-only
	exits 1 secscan scan ../tests/other
	says b.txt:2 '1 finding to fix'
)
# Out of the repository a path is only itself.
mkdir -p "$SCRATCH/tests/fixtures"
token_file "$SCRATCH/tests/fixtures/a.txt" 3
exits 1 secscan scan tests/fixtures/a.txt "$SCRATCH/tests/fixtures/a.txt"
says '1 finding to fix' '1 suppressed.'
