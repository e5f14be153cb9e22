# Wrong usage is exit 2 and names what was meant; nothing of it goes to stdout.
wrong() {
	exits 2 "$@" > printed
	[ ! -s printed ] || fail 'printed to stdout'
}
wrong secscan instal
says 'did you mean `install`'
wrong secscan rules lst
says 'did you mean `rules list`'
wrong secscan rule
says 'did you mean `rules list`'
wrong secscan rules
says 'rules list'
wrong secscan rules list --fromat text
says 'no option `--fromat`, did you mean `--format`'
wrong secscan rules list --format tetx
says 'did you mean `text`' 'it is one of text, jsonl'
wrong secscan rules list --format
says '`--format` needs a value'
wrong secscan rules list extra
says '`extra` is one argument too many'
wrong secscan version extra
grep -q 'the form is: secscan version (SEC-501)$' "$OUT" || fail 'a trailing blank'
wrong secscan rules profile -t -1 .
says '--top takes a whole number, not -1'
: > file
wrong secscan rules profile -t 1x file
for group in rules agent; do
	exits 0 secscan $group --help
	says "secscan $group COMMAND"
	cp "$OUT" group
	exits 0 secscan help $group
	cmp group "$OUT"
done
says 'agent explain'
wrong secscan nosuch --help
wrong secscan help nosuch
for command in install uninstall doctor; do
	exits 3 secscan $command nosuch
	says 'nosuch: there is no such folder' SEC-311
done
exits 3 secscan rules test nosuch
says 'nosuch: there is no such file or folder' SEC-311
wrong secscan version -x
says 'no option `-x`'
wrong secscan version --verbose=yes
says '`--verbose` takes no value'
wrong secscan explain SEC-999
says 'neither a message nor a built-in rule'
exits 2 secscan
says 'secscan COMMAND'
