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
cp /dev/null "named/$(sed -n 's/.*\(ghp_[0-9A-Za-z]*\).*/\1/p' real.env).txt"
exits 1 secscan scan named
says SEC-004 'Read: 1 file, '
says_not "$(sed -n 's/.*\(ghp_[0-9A-Za-z]*\).*/\1/p' real.env)"
