# What is committed here holds nothing that our own rules block.
[ -e "$CASES/../../.git" ] || skip 'no repository around these tests'
git clone -q "$CASES/../.." tree
cd tree
exits 0 secscan scan .
