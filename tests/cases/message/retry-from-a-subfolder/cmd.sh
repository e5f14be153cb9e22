# The command that is printed works where the user stands, once the placeholder is replaced.
new_repo
mkdir -p one/two
cd one/two
echo new > file
git add file
export CLAUDECODE=1
RULE=
commit_must_fail '' -m helped
says "-F '../../.git/COMMIT_EDITMSG'" '`--amend`'
command=$(sed -n 's/^ *\(git commit .*\)/\1/p' "$OUT")
exits 1 sh -c "$command"
says SEC-104 'AGENT and MODEL stand for names'
says_not SEC-101
commit_must_fail '' -m helped -m 'Assisted-by: AGENT:opus-4'
says SEC-104 'AGENT and MODEL stand for names'
commit_must_fail '' -m helped
exits 0 sh -c "$(printf %s "$command" | sed 's/MODEL/opus-4/')"
[ "$(git log -1 --format=%B)" = "$(printf 'helped\n\nAssisted-by: Claude:opus-4')" ] || fail "$(git log -1 --format=%B)"
