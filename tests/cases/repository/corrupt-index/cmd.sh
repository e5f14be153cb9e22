new_repo
token_file a.txt
git add a.txt
printf 'XXXX' | dd of=.git/index bs=1 conv=notrunc 2> /dev/null
exits 3 .git/hooks/pre-commit
says 'could not decide' SEC-307
: > .git/index
exits 3 .git/hooks/pre-commit
says 'could not decide' SEC-307
