# What the diff of a real -v shows of the past is not held against the message: removed, beside the change, deleted, amended.
new_repo
printf '#!/bin/sh\nprintf "%%s\\n" "${TITLE:-title}" | cat - "$1" > "$1.new" && mv "$1.new" "$1"\n' > "$SCRATCH/editor"
chmod +x "$SCRATCH/editor"
export GIT_EDITOR="$SCRATCH/editor"
quietly() {
	before=$(head_now)
	git commit -q "$@" > "$OUT" 2>&1 || fail "refused: $*"
	[ "$(head_now)" != "$before" ] || fail 'HEAD did not move'
	git log -1 --format=%B | grep -q diff && fail 'the diff was stored'
	check_no_secret
	[ ! -s "$OUT" ] || says 'older on lines'
}
token_file a.txt
token_file gone.txt 2
{ token 3; seq 20; } > far.txt
git add .
commit_unseen -m old
echo added >> a.txt
git add .
quietly -v
git rm -q gone.txt
quietly -v
sed -i 's/^20$/twenty/' far.txt
git add .
quietly -v
sed -i 2d a.txt
git add .
quietly -v
TITLE=amended quietly -v --amend
sed -i 1d far.txt
git add .
git -c diff.noprefix=true -c diff.context=0 commit -q -v > "$OUT" 2>&1 || fail 'refused without prefixes'
# What is staged is pre-commit's; here it is let past that.
printf '#!/bin/sh\nexit 0\n' > .git/hooks/pre-commit
token_file new.txt 4
git add .
quietly -v
# A token in the message itself, above a real diff.
echo more >> a.txt
git add .
TITLE="use $(token 5)" commit_must_fail COMMIT_EDITMSG:1 -v
