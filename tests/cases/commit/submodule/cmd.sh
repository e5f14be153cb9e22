# Counted as not read, not followed; the commit passes.
git init -q sub
git -C sub commit -q --allow-empty -m sub
new_repo
git submodule --quiet add ../sub sub > /dev/null 2>&1
git commit -q -m submodule > "$OUT" 2>&1 || fail 'the commit was refused'
