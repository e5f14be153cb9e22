# A line a rule with its hits, then all of them; figures differ from run to run and are not looked at.
mkdir -p own/secrets text
for name in zebra zorilla; do
	cat << INI
[$name]
name     = $name
severity = low
pattern  = \b${name}_[0-9]{4}\b
remedy   = Feed it.
sample   = ${name}_{digit*4}
sample   = x ${name}_{digit*4}
sample   = y ${name}_{digit*4}
not      = ${name}_{digit*3}
not      = a${name}_{digit*4}
not      = ${name}_{lower*4}
INI
done > own/secrets/zoo.ini
printf 'zebra_8371 and zebra_9264\n' > text/one
printf 'zebra_1937\n' > text/two
exits 0 secscan rules profile --rules own text
grep -qE '^ +[0-9.]+ +3  zebra$' "$OUT" || fail 'three zebras'
grep -qE '^ +[0-9.]+ +0  zorilla$' "$OUT" || fail 'no zorilla'
grep -qE '^ +[0-9.]+ +3  all 2 rules in one pass$' "$OUT" || fail 'both'
says 'what any scan costs, not counted above; 2 files, 0.0 MB'
exits 0 secscan rules profile --rules own --top 1 text/one text/two
[ "$(grep -cE '(zebra|zorilla)$' "$OUT")" = 1 ] || fail 'one rule was asked for'
exits 2 secscan rules profile --rules own --top many text
says '--top takes a whole number, not many'
exits 3 secscan rules profile --rules own/none text
exits 3 secscan rules profile --rules own nowhere
mkdir empty
exits 2 secscan rules profile --rules own empty
says 'there is nothing to read under empty'
sed -i '0,/= low/s//= lwo/' own/secrets/zoo.ini
exits 2 secscan rules profile --rules own text
says 'own/secrets/zoo.ini:3:12: ' SEC-204
