# Objects that do not unpack, or to something else than they claim, are said and never passed over.
new_repo
blob=$(echo one | git hash-object -w --stdin)
file=.git/objects/$(echo "$blob" | sed 's,^..,&/,')
whole=$SCRATCH/whole
chmod u+w "$file"
cp "$file" "$whole"

damaged() {
	exits 3 timeout 60 secscan scan --history
	says "$1"
}

head -c 9 "$whole" > "$file"
damaged "object $blob"
head -c 3 "$whole" > "$file"
damaged "object $blob"
: > "$file"
damaged "object $blob"
printf 'no zlib at all' > "$file"
damaged "object $blob"
cp "$whole" "$file"
exits 0 secscan scan --history

# lies LENGTH: a header that promises another length than there is
lies() {
	perl -MCompress::Zlib -e 'print compress("blob $ARGV[0]\0one\n")' "$1" > "$file"
	exits 3 timeout 60 secscan scan --history
	says "$2"
}

lies 2 "object $blob"
lies 100 "object $blob"
lies 99999999999999 "object $blob"
