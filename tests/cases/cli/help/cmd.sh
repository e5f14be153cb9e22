# One table makes help, the manual page and completion: each knows every command and option.
secscan help > "$OUT"
commands=$(sed -n 's/^  \([a-z]*\( [a-z]*\)\{0,1\}\).*/\1/p' "$OUT" | sed 's/ *$//')
says install 'rules test' explain 'Exit codes'
exits 0 secscan rules test --help
says 'secscan rules test' '--kind KIND' '-h, --help'
secscan help rules test > again
cmp again "$OUT"
exits 0 secscan --help
exits 0 secscan --version
says "secscan "
exits 0 secscan help --man
says '.TH SECSCAN 1' '.SS secscan rules test' '\-\-format' '\-\-programs'
if command -v groff > /dev/null; then
	groff -man -Tascii -ww "$OUT" 2> warnings > page
	[ ! -s warnings ] || fail "groff warns: $(head -1 warnings)"
fi
for shell in bash zsh fish; do
	exits 0 secscan completion $shell
	says install uninstall doctor explain version format jsonl programs
done
exits 2 secscan completion tcsh
