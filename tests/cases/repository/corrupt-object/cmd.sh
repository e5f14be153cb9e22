new_repo
token_file a.txt
git add a.txt
object=.git/objects/$(git rev-parse :a.txt | sed 's|..|&/|')
chmod u+w "$object"
printf 'x' | dd of="$object" bs=1 seek=10 conv=notrunc 2> /dev/null
exits 3 .git/hooks/pre-commit
