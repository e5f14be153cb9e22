cp "$BUILD/hooks/secscan-pre-commit" hook
exits 3 ./hook
