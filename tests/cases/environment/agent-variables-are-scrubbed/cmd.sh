# What starts the tests may be an agent: the cases must not see it.
for name in CLAUDECODE AI_AGENT CURSOR_TRACE_ID CODEX_SANDBOX GEMINI_CLI; do
	! printenv "$name" || fail "$name is set"
done
