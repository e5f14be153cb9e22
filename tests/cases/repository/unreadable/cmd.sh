# What may not be read is named and counted, and nobody takes the rest for all: exit 3. Root may read everything, so not as root.
mkdir -p tree/closed tree/listed tree/open
echo text > tree/closed/a.txt
echo text > tree/listed/b.txt
token_file tree/open/c.txt
echo text > tree/secret.txt
nobody=
if [ "$(id -u)" = 0 ]; then
	for nobody in 'setpriv --reuid=65534 --regid=65534 --clear-groups' 'runuser -u nobody --'; do
		! $nobody test -x "$BUILD/cli/secscan" -a -r tree/open/c.txt 2> /dev/null || break
		nobody=none
	done
	[ "$nobody" != none ] || skip 'there is no way to run as somebody who may not read everything'
	chmod o+x "$SCRATCH"
fi
scan() {
	exits "$1" $nobody env HOME=/nowhere secscan scan "${2:-tree}" $3
}
scan 1 tree ''
# A file, a folder, a folder that can be listed and not entered.
chmod 0 tree/secret.txt tree/closed
chmod 444 tree/listed
scan 3 tree --details
says tree/secret.txt tree/closed tree/listed/b.txt unreadable SEC-310 tree/open/c.txt:2
scan 3 tree --format=jsonl
says '"unreadable":3' 'could not decide'
# Named by itself it is an error of its own.
scan 3 tree/secret.txt ''
says tree/secret.txt
scan 3 tree/closed ''
says tree/closed
chmod 755 tree/closed tree/listed
chmod 644 tree/secret.txt
scan 1 tree ''
