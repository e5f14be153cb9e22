# A token under each encoding of it, alone in a file, and under two; the setting says how deep to look.
new_repo
token=$(token)
line="token = $token"
base64_of() { printf '%s' "$1" | base64 -w 0; }
hex_of() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'; }
each_byte() { printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | sed "s/ /$2/g"; }
hash_of() { printf '%s' "$1" | sha256sum | cut -c 1-64; }

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
refused mark "data: $(base64_of "$(printf '\357\273\277')$line")"
refused accent "data: $(base64_of "né $line")"
refused utf-16le-with-mark "data: $({ printf '\377\376' && printf '%s' "$line" | iconv -t utf-16le; } | base64 -w 0)"
refused utf-16be "data: $(printf '%s' "$line" | iconv -t utf-16be | base64 -w 0)"
refused colour "data: $(base64_of "$(printf 'ok \033[32m')$line")"
refused environment "data: $(printf 'user=deploy\0token=%s\0' "$token" | base64 -w 0)"
refused colour-escape "\"\\x1b[32m$(each_byte "$token" '\\x')\""
refused line-end "{\"x\": \"one\\n$token\\n\"}"
refused tabulator "char *t = \"\\t$token\";"
refused terminal "$(printf 'ok \033[1;32m%s\033[0m' "$token")"
refused notebook "\"text\": [\"\\u001b[32m$token\\u001b[0m\\n\"]"
refused form-feed "data: $(hex_of "$(printf 'page 1\f')$line")"
refused scheme "vmess://$once"
refused path "https://example.com/callback/$once"
refused added "+$once"
refused name "token_$once"
refused behind-checksum "$(hash_of a) $once"
refused under-checksum "$(hash_of a)
$once" 3
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

settings '[scan]\ndecode-depth = 1\n'
RULE=basic-auth-url
password=$(printf '%s' "$token" | cut -c 8-30)
refused json-slash "{\"u\":\"https:\\/\\/svc:$password@db.corp.io\\/x\"}"
