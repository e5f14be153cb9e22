# What is committed here holds nothing that our own rules block.
if [ -e "$CASES/../../.git" ]; then
	git clone -q "$CASES/../.." tree
	cd tree
	exits 0 secscan scan .
fi
