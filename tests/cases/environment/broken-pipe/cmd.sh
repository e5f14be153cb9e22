new_repo
for i in $(seq 1 300); do mktoken github "$i"; done > a.txt
git add a.txt
{
	code=0
	.git/hooks/pre-commit 2>&1 || code=$?
	echo "$code" > "$SCRATCH/code"
} | :
read -r code < "$SCRATCH/code"
[ "$code" = 1 ] || [ "$code" = 3 ] || fail "exit code $code"
