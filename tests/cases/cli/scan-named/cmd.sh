# What is named is read: behind a link, through a pipe. The names of files are judged as a commit judges them.
token_file real.env
ln -s real.env link.env
mkfifo idle
exits 1 secscan scan link.env
says 'link.env:2' 'Read: 1 file,'
exits 1 bash -c 'secscan scan <(cat real.env)'
says "$RULE"
exits 1 secscan scan /dev/stdin < real.env
says "$RULE"
# a pipe by its own name could keep us waiting for ever
exits 0 secscan scan idle
says 'Not read: 1 (fifo 1)'
# below a folder a link is what git keeps of it: its text
mkdir folder
ln -s ../real.env folder/link.env
exits 0 secscan scan folder
mkdir named
secret=$(sed -n 's/.*\(ghp_[0-9A-Za-z]*\).*/\1/p' real.env)
token_file "named/$secret.txt" 2
echo "# gitleaks:allow $secret" >> "named/$secret.txt"
gzip -n < real.env > "named/$secret.gz"
for format in text jsonl sarif; do
	exits 1 secscan scan --details --format "$format" named
	says SEC-004
	says_not "$secret"
done
exits 1 secscan scan --explain --details named
says 'kept by' 'gz: not read'
says_not "$secret"
