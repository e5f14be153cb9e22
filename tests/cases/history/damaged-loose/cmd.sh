# Objects that do not unpack, or to something else than they claim, are named and never passed over: in history, in
# the index, in a commit; with git at hand and without.
new_repo
echo one > file.txt
git add file.txt
commit_unseen -m one
blob=$(git rev-parse HEAD:file.txt)
file=.git/objects/$(echo "$blob" | sed 's,^..,&/,')
whole=$SCRATCH/whole
chmod u+w "$file"
cp "$file" "$whole"
git rm -q --cached base.txt
git mv file.txt moved.txt
secscan=$(command -v secscan)

without_git() {
	PATH=/nowhere "$@"
}

refused() {
	for what in --history --staged '--range ..HEAD'; do
		# shellcheck disable=SC2086
		exits 3 timeout 60 secscan scan $what
		says "object $blob"
		timeout=$(command -v timeout)
		# shellcheck disable=SC2086
		exits 3 without_git "$timeout" 60 "$secscan" scan $what
		says "object $blob"
	done
}

head -c 9 "$whole" > "$file"
refused
: > "$file"
refused
printf 'no zlib at all' > "$file"
refused
(cat "$whole" && echo more) > "$file"
exits 3 without_git "$secscan" scan --history
says "object $blob"

# lies LENGTH: a header that promises another length than there is
lies() {
	perl -MCompress::Zlib -e 'print compress("blob $ARGV[0]\0one\n")' "$1" > "$file"
	refused
}

lies 2
lies 100
lies 99999999999999

cp "$whole" "$file"
exits 0 secscan scan --history
exits 0 secscan scan --staged
