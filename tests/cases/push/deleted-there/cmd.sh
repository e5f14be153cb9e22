# A topic that was deleted on the other side may come again; without its main branch it looks like another place.
new_repo
settings '[allow]\npath = samples/**\n'
mkdir samples
token_file samples/a.txt
token_file b.txt 2
git add .
commit_unseen -m old
new_remote
git push -q --no-verify origin main:side
git -C "$SCRATCH/remote.git" branch -q -D side
commit_must_pass --allow-empty -m new
git push -q origin main:side > "$OUT" 2>&1 || fail 'the push was refused'
git -C "$SCRATCH/remote.git" branch -q -D main
push_must_fail b.txt:2 origin main
says SEC-030 'git fetch --prune'
says_not samples/a.txt # the settings are those that we know of
git fetch -q --prune origin
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
