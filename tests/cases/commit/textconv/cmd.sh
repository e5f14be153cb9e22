# git diff shows what the converter makes of the file; we never run it.
new_repo
echo '*.env diff=clean' > .gitattributes
git config diff.clean.textconv "touch $SCRATCH/ran; echo clean"
git config diff.external "touch $SCRATCH/ran; true"
git config filter.none.clean cat
token_file prod.env
git add .
commit_must_fail prod.env:2
[ ! -e "$SCRATCH/ran" ] || fail 'a program of the repository was run'
