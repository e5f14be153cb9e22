# The same findings whoever reads: libgit2 in the order that git tells, git itself trees and what leads back to large
# versions, and libgit2 alone where there is no git to run.
large() { # large LINE...: a file of which git keeps versions as differences, too large for libgit2 to keep unpacked
	seq 1 200000
	printf '%s\n' "$@"
}
new_repo
token_file gone.txt
large first > large.txt
git add .
commit_unseen -m leak
git rm -q gone.txt
large second "token = $(token 2)" > large.txt
git add .
commit_unseen -m second
large third > large.txt
git add .
commit_unseen -m third
git gc -q
mkdir -p "$SCRATCH/bin"
cat > "$SCRATCH/bin/git" << EOF
#!/bin/sh
case " \$* " in
*' cat-file --batch --buffer '*)
	cat > "$SCRATCH/asked"
	exec < "$SCRATCH/asked"
	;;
esac
exec "$(command -v git)" "\$@"
EOF
chmod +x "$SCRATCH/bin/git"
secscan=$(command -v secscan)

# found PATH-TO-LOOK-FOR-GIT-IN NAME
found() {
	code=0
	PATH_BEFORE=$PATH
	PATH=$1
	"$secscan" scan --history --format jsonl > "$OUT" 2>&1 || code=$?
	PATH=$PATH_BEFORE
	[ "$code" = 1 ] || fail "$2: exit code $code"
	says '"path":"gone.txt"' '"path":"large.txt"' '"reader":"libgit2"'
	sed 's/"fingerprint":"[^"]*"//' "$OUT" > "$SCRATCH/$2"
}
found "$SCRATCH/bin:$PATH" with-git
small=$(git rev-parse HEAD:base.txt HEAD~2:gone.txt)
for version in HEAD HEAD~1 HEAD~2; do
	git rev-parse "$version:large.txt"
done | grep -qFxf "$SCRATCH/asked" || fail 'git was not asked for the versions of the large file'
! echo "$small" | grep -qFxf "$SCRATCH/asked" || fail 'git was asked for what libgit2 reads'
found /nowhere alone
cmp "$SCRATCH/with-git" "$SCRATCH/alone" || fail 'the readers differ'

# nothing large: git tells the order and reads the trees
git rm -q large.txt
git checkout -q --orphan small
commit_unseen -m small
git branch -q -D main
git reflog expire --expire=now --all
git gc -q --prune=now
rm "$SCRATCH/asked"
exits 0 env "PATH=$SCRATCH/bin:$PATH" "$secscan" scan --history
! grep -qFx "$(git rev-parse HEAD:base.txt)" "$SCRATCH/asked" || fail 'git was asked for what libgit2 reads'
grep -qFx "$(git rev-parse 'HEAD^{tree}')" "$SCRATCH/asked" || fail 'git was not asked for the trees'
