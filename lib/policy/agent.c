/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/agent.h>

#include "base/array.h"

#include <string.h>
#include <strings.h>

enum test {
	NO_TEST, /* the end of a row's tests */
	SET,     /* there, and neither empty nor 0, false, no or off */
	IS,      /* exactly this value */
	BEGINS,  /* the value, whatever its case, begins with this and no letter follows */
	ENDS,    /* the last part of the path begins with this */
	PREFIX,  /* any variable whose name begins so */
	PARENT,  /* a process above us has exactly this name */
	HEADLESS,/* no terminal */
	DEVIN,   /* the machine is one of Devin's */
};

struct condition {
	enum test test;
	const char *name;
	const char *value;
};

/* All conditions of a row must hold. Rows of one tool stand together, the surest first; agents before editors. */
static const struct row {
	struct secscan_agent_evidence evidence;
	struct condition conditions[3];
} rows[] = {
#define AGENT(tool, word, why, ...) {{tool, word, why, SECSCAN_AGENT_AGENT}, {__VA_ARGS__}}
#define EDITOR(tool, word, why, ...) {{tool, word, why, SECSCAN_AGENT_EDITOR}, {__VA_ARGS__}}
#define ONE(tool, word, variable) AGENT(tool, word, variable, {SET, variable, NULL})
#define NAMED(tool, word, name) AGENT(tool, word, "AI_AGENT", {BEGINS, "AI_AGENT", name})
	/* the variable that tools agree on; a name that we do not know counts as well, at the end of these */
	NAMED("Claude Code", "Claude", "claude"),
	NAMED("GitHub Copilot", "Copilot", "github_copilot"),
	NAMED("GitHub Copilot", "Copilot", "github-copilot"),
	NAMED("GitHub Copilot", "Copilot", "copilot"),
	NAMED("Cursor", "Cursor", "cursor"),
	NAMED("Codex", "Codex", "codex"),
	NAMED("Gemini CLI", "Gemini", "gemini"),
	NAMED("Qwen Code", "Qwen", "qwen"),
	NAMED("Crush", "Crush", "crush"),
	NAMED("Amp", "Amp", "amp"),
	NAMED("opencode", "opencode", "opencode"),
	NAMED("Auggie", "Auggie", "augment"),
	NAMED("Pi", "Pi", "pi"),
	NAMED("Goose", "Goose", "goose"),
	NAMED("Devin", "Devin", "devin"),
	NAMED("Jules", "Jules", "jules"),
	NAMED("Junie", "Junie", "junie"),
	NAMED("Kiro", "Kiro", "kiro"),
	NAMED("Replit", "Replit", "replit"),
	NAMED("v0", "v0", "v0"),
	NAMED("Antigravity", "Antigravity", "antigravity"),
	AGENT("an AI agent", "AGENT", "AI_AGENT", {SET, "AI_AGENT", NULL}),

	ONE("Claude Code", "Claude", "CLAUDECODE"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_ENTRYPOINT"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_SESSION_ID"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_CHILD_SESSION"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_SESSION_ATTENDED"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_EXECPATH"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_IS_COWORK"),
	ONE("Claude Code", "Claude", "CLAUDE_CODE_REMOTE"),
	ONE("Claude Code", "Claude", "CLAUDE_PID"),
	ONE("Cursor", "Cursor", "CURSOR_AGENT"),
	AGENT("Cursor", "Cursor", "CURSOR_EXTENSION_HOST_ROLE", {IS, "CURSOR_EXTENSION_HOST_ROLE", "agent-exec"}),
	AGENT("Cursor", "Cursor", "CURSOR_TRACE_ID with PAGER", {SET, "CURSOR_TRACE_ID", NULL},
		{IS, "PAGER", "head -n 10000 | cat"}),
	ONE("Codex", "Codex", "CODEX_THREAD_ID"),
	ONE("Codex", "Codex", "CODEX_SANDBOX"),
	ONE("Codex", "Codex", "CODEX_CI"),
	AGENT("Codex", "Codex", "CODEX_INTERNAL_ORIGINATOR_OVERRIDE",
		{IS, "CODEX_INTERNAL_ORIGINATOR_OVERRIDE", "codex_web_agent"}),
	ONE("Gemini CLI", "Gemini", "GEMINI_CLI"),
	ONE("Qwen Code", "Qwen", "QWEN_CODE"),
	ONE("GitHub Copilot", "Copilot", "COPILOT_AGENT"),
	ONE("GitHub Copilot", "Copilot", "COPILOT_CLI"),
	ONE("GitHub Copilot", "Copilot", "COPILOT_AGENT_SESSION_ID"),
	AGENT("GitHub Copilot", "Copilot", "COPILOT_AGENT_FIREWALL_*", {PREFIX, "COPILOT_AGENT_FIREWALL_", NULL}),
	AGENT("GitHub Copilot", "Copilot", "TERM_PROGRAM with GIT_PAGER", {IS, "TERM_PROGRAM", "vscode"},
		{IS, "GIT_PAGER", "cat"}),
	ONE("opencode", "opencode", "OPENCODE"),
	ONE("opencode", "opencode", "OPENCODE_CLIENT"),
	ONE("opencode", "opencode", "OPENCODE_BIN_PATH"),
	ONE("opencode", "opencode", "OPENCODE_SERVER"),
	ONE("opencode", "opencode", "OPENCODE_APP_INFO"),
	ONE("opencode", "opencode", "OPENCODE_MODES"),
	ONE("Amp", "Amp", "AMP_CURRENT_THREAD_ID"),
	AGENT("Amp", "Amp", "AGENT", {IS, "AGENT", "amp"}),
	ONE("Amp", "Amp", "AGENT_THREAD_ID"),
	ONE("Crush", "Crush", "CRUSH"),
	AGENT("Crush", "Crush", "AGENT", {IS, "AGENT", "crush"}),
	ONE("Auggie", "Auggie", "AUGMENT_AGENT"),
	ONE("Pi", "Pi", "PI_CODING_AGENT"),
	ONE("Antigravity", "Antigravity", "ANTIGRAVITY_AGENT"),
	ONE("Warp", "Warp", "OZ_RUN_ID"),
	ONE("Junie", "Junie", "JUNIE_DATA"),
	ONE("Junie", "Junie", "JUNIE_SHIM_PATH"),
	ONE("Kiro", "Kiro", "KIRO_AGENT_PATH"),
	AGENT("Kiro", "Kiro", "TERM_PROGRAM without a terminal", {IS, "TERM_PROGRAM", "kiro"}, {HEADLESS, NULL, NULL}),
	AGENT("Zed", "Zed", "TERM_PROGRAM with PAGER", {IS, "TERM_PROGRAM", "zed"}, {IS, "PAGER", "cat"}),
	AGENT("Replit", "Replit", "REPL_ID with REPLIT_MODE", {SET, "REPL_ID", NULL}, {IS, "REPLIT_MODE", "assistant"}),
	AGENT("Bolt", "Bolt", "SHELL with npm_config_yes", {IS, "SHELL", "/bin/jsh"}, {SET, "npm_config_yes", NULL}),
	AGENT("Jules", "Jules", "HOME with USER", {IS, "HOME", "/home/jules"}, {IS, "USER", "swebot"}),
	AGENT("Devin", "Devin", "/opt/.devin", {DEVIN, NULL, NULL}),
	/* tools without a variable of their own: the process above us, by its whole name */
	AGENT("Aider", "Aider", "parent process aider", {PARENT, "aider", NULL}),
	AGENT("Droid", "Droid", "parent process droid", {PARENT, "droid", NULL}),
	AGENT("Octofriend", "Octofriend", "parent process octofriend", {PARENT, "octofriend", NULL}),
	AGENT("Devin", "Devin", "parent process devin", {PARENT, "devin", NULL}),
	AGENT("Claude Code", "Claude", "parent process claude", {PARENT, "claude", NULL}),
	AGENT("Codex", "Codex", "parent process codex", {PARENT, "codex", NULL}),
	AGENT("opencode", "opencode", "parent process opencode", {PARENT, "opencode", NULL}),
	AGENT("Cursor", "Cursor", "parent process cursor-agent", {PARENT, "cursor-agent", NULL}),

	EDITOR("Cursor", "Cursor", "CURSOR_TRACE_ID", {SET, "CURSOR_TRACE_ID", NULL}),
	EDITOR("GitHub Copilot", "Copilot", "COPILOT_MODEL", {SET, "COPILOT_MODEL", NULL}),
	EDITOR("GitHub Copilot", "Copilot", "COPILOT_ALLOW_ALL", {SET, "COPILOT_ALLOW_ALL", NULL}),
	EDITOR("GitHub Copilot", "Copilot", "COPILOT_GITHUB_TOKEN", {SET, "COPILOT_GITHUB_TOKEN", NULL}),
	EDITOR("Antigravity", "Antigravity", "ANTIGRAVITY_PROJECT_ID", {SET, "ANTIGRAVITY_PROJECT_ID", NULL}),
	EDITOR("Goose", "Goose", "GOOSE_PROVIDER", {SET, "GOOSE_PROVIDER", NULL}),
	EDITOR("Kiro", "Kiro", "TERM_PROGRAM", {IS, "TERM_PROGRAM", "kiro"}),
	EDITOR("Windsurf", "Windsurf", "CODEIUM_EDITOR_APP_ROOT", {SET, "CODEIUM_EDITOR_APP_ROOT", NULL}),
	EDITOR("Replit", "Replit", "REPL_ID", {SET, "REPL_ID", NULL}),
	EDITOR("Devin", "Devin", "EDITOR", {ENDS, "EDITOR", "devin"}),
#undef NAMED
#undef ONE
#undef EDITOR
#undef AGENT
};

static const char *const grade_names[] = {"none", "editor", "agent"};

const char *secscan_agent_grade_name(enum secscan_agent_grade grade)
{
	return (size_t)grade < ARRAY_SIZE(grade_names) ? grade_names[grade] : "unknown";
}

static const char *get(const struct secscan_agent_facts *facts, const char *name)
{
	size_t len = strlen(name);

	for (const char *const *e = facts->environment; e && *e; e++)
		if (**e == *name && strncmp(*e, name, len) == 0 && (*e)[len] == '=')
			return *e + len + 1;
	return NULL;
}

static bool is_on(const char *value)
{
	static const char *const off[] = {"", "0", "false", "no", "off"};

	for (size_t i = 0; value && i < ARRAY_SIZE(off); i++)
		if (strcasecmp(value, off[i]) == 0)
			return false;
	return value != NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool begins_word(const char *value, const char *word)
{
	size_t len = strlen(word);

	return strncasecmp(value, word, len) == 0 && !is_letter(value[len]);
}

static bool has_prefix(const struct secscan_agent_facts *facts, const char *prefix)
{
	for (const char *const *e = facts->environment; e && *e; e++)
		if (strncmp(*e, prefix, strlen(prefix)) == 0)
			return true;
	return false;
}

static bool has_ancestor(const struct secscan_agent_facts *facts, const char *name)
{
	for (size_t i = 0; i < facts->ancestor_count && i < SECSCAN_ANCESTORS_MAX; i++)
		if (strcmp(facts->ancestors[i], name) == 0)
			return true;
	return false;
}

static bool last_part_begins(const char *path, const char *word)
{
	const char *slash = strrchr(path, '/');

	return begins_word(slash ? slash + 1 : path, word);
}

static bool holds(const struct condition *c, const struct secscan_agent_facts *facts)
{
	const char *value = c->name ? get(facts, c->name) : NULL;

	switch (c->test) {
	case NO_TEST:
		return true;
	case SET:
		return is_on(value);
	case IS:
		return value && strcmp(value, c->value) == 0;
	case BEGINS:
		return value && begins_word(value, c->value);
	case ENDS:
		return value && last_part_begins(value, c->value);
	case PREFIX:
		return has_prefix(facts, c->name);
	case PARENT:
		return has_ancestor(facts, c->name);
	case HEADLESS:
		return !facts->terminal;
	case DEVIN:
		return facts->devin_machine;
	}
	return false;
}

/* One piece of evidence is told once, by the first row that knows it: AI_AGENT names the tool or is just set. */
static bool is_told(const struct secscan_agent_evidence *out, size_t count, const char *why)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(out[i].why, why) == 0)
			return true;
	return false;
}

size_t secscan_agent_detect(struct secscan_agent_evidence out[SECSCAN_AGENT_MAX],
		const struct secscan_agent_facts *facts)
{
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_SIZE(rows) && count < SECSCAN_AGENT_MAX; i++) {
		bool all = true;

		for (size_t j = 0; all && j < ARRAY_SIZE(rows[i].conditions); j++)
			all = holds(&rows[i].conditions[j], facts);
		if (all && !is_told(out, count, rows[i].evidence.why))
			out[count++] = rows[i].evidence;
	}
	return count;
}

bool secscan_agent_known(struct secscan_agent_evidence *out, size_t index)
{
	if (index >= ARRAY_SIZE(rows))
		return false;
	*out = rows[index].evidence;
	return true;
}
