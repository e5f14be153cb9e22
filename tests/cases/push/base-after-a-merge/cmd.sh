# A topic that is older than the settings, merged in, does not bring back the time before them.
at() { export GIT_AUTHOR_DATE="$1T00:00:00Z" GIT_COMMITTER_DATE="$1T00:00:00Z"; }
new_repo
git branch topic
at 2026-02-01
settings '[provenance]\nrequire = always\n[push]\nprotected = release/*\n'
new_remote
git switch -q topic
at 2026-01-05
commit_unseen --allow-empty -m topic
git switch -q -c rel main
at 2026-02-03
commit_unseen --allow-empty -m 'no trailer'
RULE=ai-not-declared
push_must_fail SEC-102 origin rel:release/1
git merge -q --no-verify -m merge topic
push_must_fail SEC-102 origin rel:release/1

# Nor does another history, newer than the settings: what the main branch holds weighs more.
git switch -q --orphan other
at 2026-02-05
echo o > o.txt
git add .
commit_unseen -m other
git push -q --no-verify origin other
at 2026-02-06
commit_unseen --allow-empty -m more
git switch -q rel
git reset -q --hard main
commit_unseen --allow-empty -m 'no trailer'
git merge -q --no-verify --allow-unrelated-histories -m merge other
push_must_fail SEC-102 origin rel:release/2
