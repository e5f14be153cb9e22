# The repository's own rules go into the cache of the user, readable for nobody else.
new_repo
exits 0 secscan rules compile
says 'HEAD has no rules of its own'
exits 3 secscan rules compile --revision nosuch
says 'there is no revision "nosuch"'
[ ! -e "$HOME/.cache/secscan" ] || fail 'a cache without rules'
mkdir -p .secscan/secrets
cat > .secscan/secrets/zoo.ini << 'INI'
[zebra]
name     = Zebra
severity = critical
pattern  = \bzebra_[0-9]{4}\b
remedy   = Feed it.
sample   = zebra_{digit*4}
sample   = x zebra_{digit*4}
sample   = y zebra_{digit*4}
not      = zebra_{digit*3}
not      = azebra_{digit*4}
not      = zebra_{lower*4}
INI
git add .secscan
git commit -q --no-verify -m rules
exits 0 secscan rules compile
says 'the rules of 1 file of .secscan/ at HEAD are compiled'
made=$(ls "$HOME/.cache/secscan")
[ "$(stat -c %a "$HOME/.cache/secscan/$made")" = 600 ] || fail 'others can read it'
exits 0 secscan rules compile --revision HEAD
exits 2 secscan rules compile --output there
says '--output and --kind go with a PATH'
exits 2 secscan rules compile --revision HEAD .secscan
sed -i 's/critical/critcal/' .secscan/secrets/zoo.ini
git commit -q --no-verify -a -m broken
exits 2 secscan rules compile
says '.secscan/secrets/zoo.ini:3:12: ' SEC-204
sed -i 's/critcal/critical/; s/\[zebra/[npm-token/' .secscan/secrets/zoo.ini
git commit -q --no-verify -a -m double
exits 2 secscan rules compile
says 'rule [npm-token] already stands in the built-in rules'
says_not 'rules:0'
