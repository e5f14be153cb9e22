# Who has read, and whether objects were compared with their names, is said as it was.
proof() {
	secscan scan "$@" --format jsonl | sed -n 's/.*"reader":"\([a-z0-9]*\)","hashes_verified":\([a-z]*\).*/\1 \2/p'
}
expect() {
	said=$(proof "$2")
	[ "$said" = "$1" ] || fail "scan $2: $said"
}
new_repo
echo harmless > a.txt
git add a.txt
expect 'libgit2 true' --staged
git commit -q --no-verify -m a
expect 'libgit2 true' --range=HEAD
expect 'libgit2 false' --history
expect 'files false' .
new_repo --object-format=sha256
echo harmless > a.txt
git add a.txt
expect 'git false' --staged
