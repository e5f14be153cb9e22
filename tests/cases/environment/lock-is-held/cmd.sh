# Another git holds the index's lock: reading needs none.
new_repo
token_file a.txt
git add a.txt
: > .git/index.lock
exits 1 .git/hooks/pre-commit
says a.txt:2
[ -e .git/index.lock ] || fail 'the lock of another is gone'
