# SPDX-License-Identifier: MIT
# What golden cases share. Loaded before cmd.sh; a function that is not satisfied ends the case with what it saw.
# shellcheck shell=sh

RULE=github-pat-classic # what token() makes
SECRETS=$SCRATCH/secrets # every secret made so far: none may be printed
OUT=$SCRATCH/out
: > "$SECRETS"

fail() {
	echo "FAILED: $*" >&2
	[ ! -s "$OUT" ] || sed 's/^/  | /' "$OUT" >&2
	exit 1
}

skip() {
	echo "$*" >&2
	exit 77
}

# ---- secrets, made here and now

# token [SEED]
token() {
	mktoken github "${1:-1}" | tee -a "$SECRETS"
}

# password [SEED]: a value that is no critical finding
password() {
	mktoken github "${1:-7}" | cut -c5-28 | tee -a "$SECRETS"
}

# hex [SEED]: 32 digits, a secret only beside what it belongs to
hex() {
	mktoken github "${1:-3}" | sha256sum | cut -c1-32 | tee -a "$SECRETS"
}

# token_file FILE [SEED]: three lines, the token on the second
token_file() {
	printf 'first line\ntoken = %s\nlast line\n' "$(token "${2:-1}")" > "$1"
}

# ---- repositories

install_hooks() {
	hooks=$(git rev-parse --git-path hooks)
	mkdir -p "$hooks"
	for hook in pre-commit commit-msg pre-push; do
		[ ! -x "$BUILD/hooks/secscan-$hook" ] || cp "$BUILD/hooks/secscan-$hook" "$hooks/$hook"
	done
}

# new_repo [ARGUMENT OF git init...]: with hooks and one commit, and we are in it
new_repo() {
	git init -q "$@" repo
	cd repo
	install_hooks
	echo base > base.txt
	git add base.txt
	git commit -q -m base
}

# new_remote: a bare repository, pushed to once, before there is anything to find
new_remote() {
	git init -q --bare "$SCRATCH/remote.git" "$@"
	git remote add origin "$SCRATCH/remote.git"
	git push -q --no-verify origin main
}

# commit_unseen [ARGUMENT...]: as when the hook was not there
commit_unseen() {
	git commit -q --no-verify "$@"
}

# settings TEXT: the repository's settings, committed as they are (a printf format)
settings() {
	# shellcheck disable=SC2059
	printf "$1" > .secscan.ini
	git add .secscan.ini
	commit_unseen -m settings
}

# ---- what must happen

# Neither a whole secret nor ten bytes of one
check_no_secret() {
	awk '{ for (i = 5; i + 9 <= length($0); i++) print substr($0, i, 10) }' "$SECRETS" > "$SCRATCH/pieces"
	if [ -s "$SCRATCH/pieces" ] && grep -qaF -f "$SCRATCH/pieces" "$OUT"; then
		fail 'the output holds a piece of a secret'
	fi
	if grep -qE 'AddressSanitizer|LeakSanitizer|runtime error:' "$OUT"; then
		fail 'a sanitizer spoke'
	fi
}

says() {
	for word; do
		grep -qaF -e "$word" "$OUT" || fail "the output does not say: $word"
	done
}

says_not() {
	for word; do
		! grep -qaF -e "$word" "$OUT" || fail "the output says: $word"
	done
}

head_now() { git rev-parse -q --verify HEAD || echo unborn; }

# commit_must_fail PLACE [ARGUMENT OF git commit...]: blocked by $RULE at PLACE; nothing is left behind
commit_must_fail() {
	place=$1
	shift
	[ $# -gt 0 ] || set -- -m change
	before=$(head_now)
	! git commit -q "$@" > "$OUT" 2>&1 || fail 'the commit was made'
	[ "$(head_now)" = "$before" ] || fail 'HEAD moved'
	[ ! -e "$(git rev-parse --git-path index.lock)" ] || fail 'a lock is left'
	says "$place" "$RULE"
	check_no_secret
}

# commit_must_pass [ARGUMENT OF git commit...]: silently
commit_must_pass() {
	[ $# -gt 0 ] || set -- -m change
	before=$(head_now)
	git commit -q "$@" > "$OUT" 2>&1 || fail 'the commit was refused'
	[ "$(head_now)" != "$before" ] || fail 'HEAD did not move'
	[ ! -s "$OUT" ] || fail 'the hook was not silent'
}

# push_must_fail PLACE [ARGUMENT OF git push...]: the remote stays as it is
push_must_fail() {
	place=$1
	shift
	[ $# -gt 0 ] || set -- origin main
	before=$(git ls-remote "$SCRATCH/remote.git")
	! git push -q "$@" > "$OUT" 2>&1 || fail 'the push was made'
	[ "$(git ls-remote "$SCRATCH/remote.git")" = "$before" ] || fail 'the remote has changed'
	says "$place" "$RULE"
	check_no_secret
}

# push_must_pass [ARGUMENT OF git push...]: silently
push_must_pass() {
	[ $# -gt 0 ] || set -- origin main
	git push -q "$@" > "$OUT" 2>&1 || fail 'the push was refused'
	[ ! -s "$OUT" ] || fail 'the hook was not silent'
}

# exits CODE COMMAND...: its output is in $OUT
exits() {
	wanted=$1
	shift
	code=0
	"$@" > "$OUT" 2>&1 || code=$?
	[ "$code" = "$wanted" ] || fail "exit code $code, wanted $wanted: $*"
	check_no_secret
}

# ---- baselines

# let_pass [ARGUMENT OF secscan baseline...]: lines for all that is found, committed
let_pass() {
	secscan baseline --reason 'a sample' "$@" > "$OUT" 2>&1 || fail 'no baseline was made'
	check_no_secret
	git add .
	commit_unseen -m baseline
}
