# Nothing found, nothing said.
new_repo
mkdir -p src
printf 'int main(void)\n{\n\treturn 0;\n}\n' > src/main.c
printf '\0\1\2\377' > blob.bin
: > empty
ln -s base.txt link
git add .
commit_must_pass
git mv src/main.c src/start.c
git rm -q empty
chmod +x base.txt
git add .
commit_must_pass
commit_must_pass --allow-empty -m empty
commit_must_pass --amend --allow-empty -m amended
