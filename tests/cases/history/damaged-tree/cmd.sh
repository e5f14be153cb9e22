# Where blobs stand is told by trees. One that nothing leads to is nobody's loss; one that is needed is missed by name.
new_repo
mkdir -p deep/er
token_file deep/er/leak.txt
git add .
commit_unseen -m leak
object() { echo ".git/objects/$(echo "$1" | cut -c1-2)/$(echo "$1" | cut -c3-)"; }
odd=$(printf '100644 odd' | git hash-object -w -t tree --literally --stdin)
exits 1 secscan scan --history
says deep/er/leak.txt:2 "$RULE"
rm -f "$(object "$odd")"
tree=$(git rev-parse HEAD:deep)
mv "$(object "$tree")" aside
exits 3 secscan scan --history
says "$tree"
mv aside "$(object "$tree")"
exits 1 secscan scan --history
