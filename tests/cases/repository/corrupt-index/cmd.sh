new_repo
token_file a.txt
git add a.txt
printf 'XXXX' | dd of=.git/index bs=1 conv=notrunc 2> /dev/null
exits 3 .git/hooks/pre-commit
