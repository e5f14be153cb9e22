new_repo --object-format=sha256
git init -q --bare --object-format=sha256 "$SCRATCH/remote.git"
git remote add origin "$SCRATCH/remote.git"
git config core.fsmonitor "$SCRATCH/monitor"
printf '#!/bin/sh\ntouch %s/ran\n' "$SCRATCH" > "$SCRATCH/monitor"
chmod +x "$SCRATCH/monitor"
rm -f "$SCRATCH/ran"
printf 'refs/heads/main %s refs/heads/main %064d\n' "$(git rev-parse HEAD)" 0 > "$SCRATCH/lines"
exits 0 sh -c ".git/hooks/pre-push origin url < $SCRATCH/lines"
[ ! -e "$SCRATCH/ran" ] || fail 'fsmonitor was run'
# Nothing that a push asks of git reads the index today; each git that is started is told all the same.
exits 0 sh -c "GIT_TRACE2_EVENT=$SCRATCH/trace .git/hooks/pre-push origin url < $SCRATCH/lines"
grep '"event":"start"' "$SCRATCH/trace" > "$SCRATCH/started" || fail 'no git was started'
! grep -v '"core.fsmonitor=false"' "$SCRATCH/started" || fail 'a git was started that may run fsmonitor'
