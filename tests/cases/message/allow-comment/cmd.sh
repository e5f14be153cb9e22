# Who writes the message writes the comment too: it cannot silence a critical finding.
new_repo
commit_must_fail '' --allow-empty -m "use $(token) secscan:allow $RULE reason=only a test"
