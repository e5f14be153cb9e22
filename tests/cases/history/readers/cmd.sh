# The same findings with git's bulk reader and, where there is no git to run, with libgit2.
new_repo
token_file gone.txt
git add .
commit_unseen -m leak
git rm -q gone.txt
commit_unseen -m remove
secscan=$(command -v secscan)
exits 1 secscan scan --history --format jsonl
says '"path":"gone.txt"' '"reader":"git"'
sed 's/"fingerprint":"[^"]*"//; s/"reader":"[^"]*"//' "$OUT" > by-git
PATH_BEFORE=$PATH
PATH=/nowhere
code=0
"$secscan" scan --history --format jsonl > "$OUT" 2>&1 || code=$?
PATH=$PATH_BEFORE
[ "$code" = 1 ] || fail "exit code $code"
says '"path":"gone.txt"' '"reader":"libgit2"'
sed 's/"fingerprint":"[^"]*"//; s/"reader":"[^"]*"//' "$OUT" > by-libgit2
cmp by-git by-libgit2 || fail 'the readers differ'
