# Ctrl-C while judging: 130, nothing left behind. The hook is held at the reading of a FIFO in the index's place.
new_repo
token_file a.txt
git add a.txt
mkfifo "$SCRATCH/index"
code=0
GIT_INDEX_FILE="$SCRATCH/index" timeout --preserve-status -s INT 1 .git/hooks/pre-commit > "$OUT" 2>&1 || code=$?
[ "$code" = 130 ] || [ "$code" = 3 ] || fail "exit code $code"
[ ! -e .git/index.lock ] || fail 'a lock is left'
