# The clone's settings name a program: it is never started, by neither reader.
new_repo
git config core.fsmonitor "$SCRATCH/monitor"
printf '#!/bin/sh\ntouch %s/ran\n' "$SCRATCH" > "$SCRATCH/monitor"
chmod +x "$SCRATCH/monitor"
git -c core.fsmonitor=false update-index --split-index
token_file a.txt
git -c core.fsmonitor=false add a.txt
rm -f "$SCRATCH/ran"
exits 1 .git/hooks/pre-commit
says a.txt:2
[ ! -e "$SCRATCH/ran" ] || fail 'fsmonitor was run'
