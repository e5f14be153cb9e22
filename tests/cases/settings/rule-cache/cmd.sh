# Compiled rules are believed only when they are ours, whole, and of the very rules asked for; the command makes what is missing.
new_repo
own_rule() { # ID PREFIX
	cat > .secscan/secrets/own.ini << RULES
[$1]
name     = Ticket of our own service
severity = high
pattern  = \\b$2_[0-9a-f]{24}\\b
remedy   = Ask for a new one.
sample   = $2_{hex*24}
sample   = x=$2_{hex*24}
sample   = "$2_{hex*24}"
not      = $2_{hex*23}
not      = $2_{hex*25}
not      = $2-{hex*24}
RULES
	git add .secscan
	commit_unseen -m "$1"
}
mkdir -p .secscan/secrets
own_rule other-ticket otherticket
exits 0 secscan rules compile
other=$(echo "$HOME"/.cache/secscan/*.rules)
mv "$other" "$SCRATCH/other"
own_rule own-ticket ownticket
cp -p "$SCRATCH/other" "$other"
exits 0 secscan scan --staged
rm "$other"
cache=$(echo "$HOME"/.cache/secscan/*.rules)
[ "$cache" != "$other" ] || fail 'other rules, the same name'
cp -p "$cache" "$SCRATCH/good"
printf 'ownticket_%s\n' "$(token | sha1sum | cut -c1-24)" > a.txt
git add a.txt
hook=.git/hooks/pre-commit

# A hook holds no compiler: what it does not use stops it, or the installed program, where there is one, makes it anew.
refused() {
	code=0
	timeout 20 $hook > "$OUT" 2>&1 || code=$?
	case $code in
	3) says SEC-406 ;;
	1) says own-ticket ;;
	*) fail "exit code $code" ;;
	esac
	check_no_secret
	rm -rf "$cache"
	cp -p "$SCRATCH/good" "$cache"
}
exits 1 $hook
says own-ticket
rm "$cache"
refused
: > "$cache"
refused
dd if="$SCRATCH/good" of="$cache" bs=4096 count=3 2> /dev/null
refused
printf '\377\377\377\377' | dd of="$cache" bs=1 seek=9000 conv=notrunc 2> /dev/null
refused
chmod 644 "$cache"
refused
cp -p "$SCRATCH/other" "$cache"
refused
mv "$cache" "$SCRATCH/moved"
ln -s "$SCRATCH/moved" "$cache"
refused
rm "$cache"
mkfifo -m 600 "$cache"
refused
if [ "$(id -u)" = 0 ]; then
	chown 12345 "$cache"
	refused
fi
# Nowhere to keep it.
exits 3 env -u HOME $hook
says 'no HOME'
rm -rf "$HOME/.cache"
: > "$HOME/.cache"
exits 3 $hook
