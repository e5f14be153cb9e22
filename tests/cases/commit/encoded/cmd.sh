# A token under each encoding of it, alone in a file, and under two; the setting says how deep to look.
new_repo
token=$(token)
line="token = $token"
base64_of() { printf '%s' "$1" | base64 -w 0; }
hex_of() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'; }
each_byte() { printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | sed "s/ /$2/g"; }

# refused NAME TEXT LINE: the finding stands at the encoded text
refused() {
	printf 'first line\n%s\n' "$2" > "$1"
	git add "$1"
	commit_must_fail "$1:${3:-2}"
	git rm -q -f --cached "$1"
	rm "$1"
}

once=$(base64_of "$line")
refused base64 "data: $once"
refused base64url "data: $(printf '%s' "$once" | tr '+/' '-_' | tr -d =)"
refused twice "data: $(base64_of "key: $once")"
refused hex "data: $(hex_of "$line")"
refused 0x "data: 0x$(hex_of "$line")"
refused percent "http://example.com/?q=$(each_byte "$token" %)"
refused unicode "\"$(each_byte "$token" '\\u00')\""
refused escaped "\"$(each_byte "$token" '\\x')\""
refused in-a-string "\"$(base64_of "$(seq 100)") $once\""
refused powershell "-enc $(printf '%s' "$line" | iconv -t utf-16le | base64 -w 0)"
{
	seq 60
	echo "$line"
} | base64 > wrapped
git add wrapped
commit_must_fail wrapped:
git rm -q -f --cached wrapped
rm wrapped
printf 'data: %s\n' "$once" | iconv -t utf-16 > wide
git add wide
commit_must_fail wide:1
git rm -q -f --cached wide
rm wide

thrice="data: $(base64_of "key: $(base64_of "key: $once")")"
echo "$thrice" > thrice
git add thrice
commit_must_pass
settings '[scan]\ndecode-depth = 3\n'
echo "# $thrice" > thrice
git add thrice
commit_must_fail thrice:1
settings '[scan]\ndecode-depth = 0\n'
echo "data: $once" > once
git add once
commit_must_pass
settings '[scan]\ndecode-depth = 5\n'
exits 2 secscan scan --staged
says .secscan.ini:2 "0 to 4"
