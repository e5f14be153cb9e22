# What is no file is told, not waited for.
new_repo
mkdir .secscan
mkfifo .secscan/baseline
exits 3 timeout 20 secscan scan
says .secscan/baseline 'a pipe' SEC-021
exits 3 timeout 20 secscan baseline --reason x
says SEC-021
rm .secscan/baseline
mkfifo .secscan.ini
exits 3 timeout 20 secscan baseline --reason x
