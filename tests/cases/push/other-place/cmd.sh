# What refs/remotes/ tells of one place is not believed of another one that is pushed to under the same name.
new_repo
for name in remote public empty; do git init -q --bare "$SCRATCH/$name.git"; done
git remote add origin "$SCRATCH/remote.git"
token_file a.txt
git add .
commit_unseen -m old
git push -q --no-verify origin main
commit_must_pass --allow-empty -m new

git remote set-url --add --push origin "$SCRATCH/public.git"
push_must_fail a.txt:2
says SEC-030 'goes' 'another'
git -C "$SCRATCH/public.git" fetch -q "$SCRATCH/remote.git" main:main
git push -q origin main > "$OUT" 2>&1 || fail 'what the other place has is old'
git config --unset-all remote.origin.pushurl

# The same place by another way: a scheme, a slash at the end, without .git, through insteadOf.
old_to() {
	commit_unseen --allow-empty -m more
	git config remote.origin.pushurl "$1"
	git push -q origin main:refs/heads/"$2" > "$OUT" 2>&1 || fail "$1 is the same place"
	git config --unset-all remote.origin.pushurl
}
git fetch -q origin
old_to "file://$SCRATCH/remote.git/" one
old_to "$SCRATCH/remote" two
git config "url.$SCRATCH/.insteadOf" here:
git remote set-url origin here:remote.git
old_to "$SCRATCH/remote.git" three

# Moved to a place that has nothing.
git remote set-url origin "$SCRATCH/empty.git"
push_must_fail a.txt:2
says SEC-030 'git fetch --prune'
