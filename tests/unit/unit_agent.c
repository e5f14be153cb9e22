/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"

#include <secscan/unstable/agent.h>

#include <string.h>
#include <unistd.h>

/* What the first piece of evidence has to be; word NULL: there is none. */
static const struct row {
	const char *name;
	const char *environment[4];
	const char *ancestor;
	bool terminal;
	bool devin_machine;
	enum secscan_agent_grade grade;
	const char *word;
	const char *why;
} rows[] = {
#define AGENT(word, why) .grade = SECSCAN_AGENT_AGENT, word, why
#define EDITOR(word, why) .grade = SECSCAN_AGENT_EDITOR, word, why
	{"AI_AGENT claude", {"AI_AGENT=claude-code_2-1-170_agent"}, AGENT("Claude", "AI_AGENT")},
	{"AI_AGENT copilot", {"AI_AGENT=github_copilot_vscode_agent", "COPILOT_AGENT=1"}, AGENT("Copilot", "AI_AGENT")},
	{"AI_AGENT copilot, dash", {"AI_AGENT=github-copilot"}, AGENT("Copilot", "AI_AGENT")},
	{"AI_AGENT copilot, short", {"AI_AGENT=Copilot@1"}, AGENT("Copilot", "AI_AGENT")},
	{"AI_AGENT cursor", {"AI_AGENT=cursor@2.1"}, AGENT("Cursor", "AI_AGENT")},
	{"AI_AGENT codex", {"AI_AGENT=codex"}, AGENT("Codex", "AI_AGENT")},
	{"AI_AGENT gemini", {"AI_AGENT=gemini-cli"}, AGENT("Gemini", "AI_AGENT")},
	{"AI_AGENT qwen", {"AI_AGENT=qwen"}, AGENT("Qwen", "AI_AGENT")},
	{"AI_AGENT crush", {"AI_AGENT=crush"}, AGENT("Crush", "AI_AGENT")},
	{"AI_AGENT amp", {"AI_AGENT=amp"}, AGENT("Amp", "AI_AGENT")},
	{"AI_AGENT opencode", {"AI_AGENT=opencode"}, AGENT("opencode", "AI_AGENT")},
	{"AI_AGENT augment", {"AI_AGENT=augment-cli"}, AGENT("Auggie", "AI_AGENT")},
	{"AI_AGENT pi", {"AI_AGENT=pi"}, AGENT("Pi", "AI_AGENT")},
	{"AI_AGENT goose", {"AI_AGENT=goose"}, AGENT("Goose", "AI_AGENT")},
	{"AI_AGENT devin", {"AI_AGENT=devin"}, AGENT("Devin", "AI_AGENT")},
	{"AI_AGENT jules", {"AI_AGENT=jules"}, AGENT("Jules", "AI_AGENT")},
	{"AI_AGENT junie", {"AI_AGENT=junie"}, AGENT("Junie", "AI_AGENT")},
	{"AI_AGENT kiro", {"AI_AGENT=kiro"}, AGENT("Kiro", "AI_AGENT")},
	{"AI_AGENT replit", {"AI_AGENT=replit"}, AGENT("Replit", "AI_AGENT")},
	{"AI_AGENT v0", {"AI_AGENT=v0"}, AGENT("v0", "AI_AGENT")},
	{"AI_AGENT antigravity", {"AI_AGENT=antigravity"}, AGENT("Antigravity", "AI_AGENT")},
	{"AI_AGENT unknown", {"AI_AGENT=some-new-thing@1"}, AGENT("AGENT", "AI_AGENT")},
	{"AI_AGENT of a longer name", {"AI_AGENT=pixie"}, AGENT("AGENT", "AI_AGENT")},
	{"AI_AGENT before another tool", {"CODEX_CI=1", "AI_AGENT=amp"}, AGENT("Amp", "AI_AGENT")},
	{"claude", {"CLAUDECODE=1"}, AGENT("Claude", "CLAUDECODE")},
	{"claude entry point", {"CLAUDE_CODE_ENTRYPOINT=cli"}, AGENT("Claude", "CLAUDE_CODE_ENTRYPOINT")},
	{"claude session", {"CLAUDE_CODE_SESSION_ID=x"}, AGENT("Claude", "CLAUDE_CODE_SESSION_ID")},
	{"claude child", {"CLAUDE_CODE_CHILD_SESSION=1"}, AGENT("Claude", "CLAUDE_CODE_CHILD_SESSION")},
	{"claude attended", {"CLAUDE_CODE_SESSION_ATTENDED=1"}, AGENT("Claude", "CLAUDE_CODE_SESSION_ATTENDED")},
	{"claude exec path", {"CLAUDE_CODE_EXECPATH=/x"}, AGENT("Claude", "CLAUDE_CODE_EXECPATH")},
	{"claude cowork", {"CLAUDE_CODE_IS_COWORK=1"}, AGENT("Claude", "CLAUDE_CODE_IS_COWORK")},
	{"claude web", {"CLAUDE_CODE_REMOTE=true"}, AGENT("Claude", "CLAUDE_CODE_REMOTE")},
	{"claude pid", {"CLAUDE_PID=12"}, AGENT("Claude", "CLAUDE_PID")},
	{"cursor agent", {"CURSOR_AGENT=1", "CURSOR_TRACE_ID=x"}, AGENT("Cursor", "CURSOR_AGENT")},
	{"cursor role", {"CURSOR_EXTENSION_HOST_ROLE=agent-exec"}, AGENT("Cursor", "CURSOR_EXTENSION_HOST_ROLE")},
	{"cursor, other role", {"CURSOR_EXTENSION_HOST_ROLE=ui"}},
	{"cursor with its pager", {"CURSOR_TRACE_ID=x", "PAGER=head -n 10000 | cat"},
		AGENT("Cursor", "CURSOR_TRACE_ID with PAGER")},
	{"cursor's terminal is an editor", {"CURSOR_TRACE_ID=x", "PAGER=less"}, EDITOR("Cursor", "CURSOR_TRACE_ID")},
	{"codex thread", {"CODEX_THREAD_ID=x"}, AGENT("Codex", "CODEX_THREAD_ID")},
	{"codex sandbox", {"CODEX_SANDBOX=seatbelt"}, AGENT("Codex", "CODEX_SANDBOX")},
	{"codex ci", {"CODEX_CI=1"}, AGENT("Codex", "CODEX_CI")},
	{"codex web", {"CODEX_INTERNAL_ORIGINATOR_OVERRIDE=codex_web_agent"},
		AGENT("Codex", "CODEX_INTERNAL_ORIGINATOR_OVERRIDE")},
	{"gemini", {"GEMINI_CLI=1"}, AGENT("Gemini", "GEMINI_CLI")},
	{"qwen", {"QWEN_CODE=1"}, AGENT("Qwen", "QWEN_CODE")},
	{"copilot agent", {"COPILOT_AGENT=1"}, AGENT("Copilot", "COPILOT_AGENT")},
	{"copilot cli", {"COPILOT_CLI=1"}, AGENT("Copilot", "COPILOT_CLI")},
	{"copilot session", {"COPILOT_AGENT_SESSION_ID=x"}, AGENT("Copilot", "COPILOT_AGENT_SESSION_ID")},
	{"copilot firewall", {"COPILOT_AGENT_FIREWALL_ENABLED=true"}, AGENT("Copilot", "COPILOT_AGENT_FIREWALL_*")},
	{"copilot in vs code, older", {"TERM_PROGRAM=vscode", "GIT_PAGER=cat"}, AGENT("Copilot", "TERM_PROGRAM with GIT_PAGER")},
	{"copilot model is a setting", {"COPILOT_MODEL=x"}, EDITOR("Copilot", "COPILOT_MODEL")},
	{"copilot allow all is a setting", {"COPILOT_ALLOW_ALL=1"}, EDITOR("Copilot", "COPILOT_ALLOW_ALL")},
	{"copilot login is a setting", {"COPILOT_GITHUB_TOKEN=x"}, EDITOR("Copilot", "COPILOT_GITHUB_TOKEN")},
	{"opencode", {"OPENCODE=1"}, AGENT("opencode", "OPENCODE")},
	{"opencode client", {"OPENCODE_CLIENT=cli"}, AGENT("opencode", "OPENCODE_CLIENT")},
	{"opencode bin", {"OPENCODE_BIN_PATH=/x"}, AGENT("opencode", "OPENCODE_BIN_PATH")},
	{"opencode server", {"OPENCODE_SERVER=x"}, AGENT("opencode", "OPENCODE_SERVER")},
	{"opencode app", {"OPENCODE_APP_INFO=x"}, AGENT("opencode", "OPENCODE_APP_INFO")},
	{"opencode modes", {"OPENCODE_MODES=x"}, AGENT("opencode", "OPENCODE_MODES")},
	{"amp thread", {"AMP_CURRENT_THREAD_ID=T-1"}, AGENT("Amp", "AMP_CURRENT_THREAD_ID")},
	{"amp", {"AGENT=amp"}, AGENT("Amp", "AGENT")},
	{"amp agent thread", {"AGENT_THREAD_ID=T-1"}, AGENT("Amp", "AGENT_THREAD_ID")},
	{"crush", {"CRUSH=1"}, AGENT("Crush", "CRUSH")},
	{"crush by AGENT", {"AGENT=crush"}, AGENT("Crush", "AGENT")},
	{"AGENT of a build server", {"AGENT=linux-12"}},
	{"auggie", {"AUGMENT_AGENT=1"}, AGENT("Auggie", "AUGMENT_AGENT")},
	{"pi", {"PI_CODING_AGENT=true"}, AGENT("Pi", "PI_CODING_AGENT")},
	{"antigravity", {"ANTIGRAVITY_AGENT=1"}, AGENT("Antigravity", "ANTIGRAVITY_AGENT")},
	{"antigravity project", {"ANTIGRAVITY_PROJECT_ID=x"}, EDITOR("Antigravity", "ANTIGRAVITY_PROJECT_ID")},
	{"warp", {"OZ_RUN_ID=x"}, AGENT("Warp", "OZ_RUN_ID")},
	{"goose provider is a setting", {"GOOSE_PROVIDER=x"}, EDITOR("Goose", "GOOSE_PROVIDER")},
	{"junie data", {"JUNIE_DATA=/x"}, AGENT("Junie", "JUNIE_DATA")},
	{"junie shim", {"JUNIE_SHIM_PATH=/x"}, AGENT("Junie", "JUNIE_SHIM_PATH")},
	{"kiro agent", {"KIRO_AGENT_PATH=/x"}, AGENT("Kiro", "KIRO_AGENT_PATH")},
	{"kiro without a terminal", {"TERM_PROGRAM=kiro"}, AGENT("Kiro", "TERM_PROGRAM without a terminal")},
	{"kiro with a terminal is an editor", {"TERM_PROGRAM=kiro"}, .terminal = true, EDITOR("Kiro", "TERM_PROGRAM")},
	{"zed", {"TERM_PROGRAM=zed", "PAGER=cat"}, AGENT("Zed", "TERM_PROGRAM with PAGER")},
	{"zed's terminal", {"TERM_PROGRAM=zed", "PAGER=less"}},
	{"windsurf", {"CODEIUM_EDITOR_APP_ROOT=/x"}, EDITOR("Windsurf", "CODEIUM_EDITOR_APP_ROOT")},
	{"replit assistant", {"REPL_ID=x", "REPLIT_MODE=assistant"}, AGENT("Replit", "REPL_ID with REPLIT_MODE")},
	{"replit", {"REPL_ID=x"}, EDITOR("Replit", "REPL_ID")},
	{"bolt", {"SHELL=/bin/jsh", "npm_config_yes=true"}, AGENT("Bolt", "SHELL with npm_config_yes")},
	{"a shell called jsh", {"SHELL=/bin/jsh"}},
	{"jules", {"HOME=/home/jules", "USER=swebot"}, AGENT("Jules", "HOME with USER")},
	{"a person called jules", {"HOME=/home/jules", "USER=jules"}},
	{"devin's machine", {NULL}, .devin_machine = true, AGENT("Devin", "/opt/.devin")},
	{"devin's editor", {"EDITOR=/usr/bin/devin-edit"}, EDITOR("Devin", "EDITOR")},
	{"a person called devin", {"EDITOR=/srv/devin/bin/vim", "USER=devin"}},
	{"aider above us", {NULL}, .ancestor = "aider", AGENT("Aider", "parent process aider")},
	{"droid above us", {NULL}, .ancestor = "droid", AGENT("Droid", "parent process droid")},
	{"octofriend above us", {NULL}, .ancestor = "octofriend", AGENT("Octofriend", "parent process octofriend")},
	{"devin above us", {NULL}, .ancestor = "devin", AGENT("Devin", "parent process devin")},
	{"claude above us", {NULL}, .ancestor = "claude", AGENT("Claude", "parent process claude")},
	{"codex above us", {NULL}, .ancestor = "codex", AGENT("Codex", "parent process codex")},
	{"opencode above us", {NULL}, .ancestor = "opencode", AGENT("opencode", "parent process opencode")},
	{"cursor-agent above us", {NULL}, .ancestor = "cursor-agent", AGENT("Cursor", "parent process cursor-agent")},
	{"a longer name above us", {NULL}, .ancestor = "raider"},
	{"nothing", {NULL}},
	{"switched off", {"CLAUDECODE=0", "CURSOR_AGENT=false", "AI_AGENT="}},
	{"a variable that goes on", {"CLAUDECODE_HOME=/x", "CRUSHED=1"}},
	{"vs code alone", {"TERM_PROGRAM=vscode"}},
	{"no editor wanted", {"GIT_EDITOR=:", "PAGER=cat", "GIT_PAGER=cat"}},
	{"made-up names of older hooks", {"CLAUDE_CODE_AGENT=1", "CLAUDE_VERSION=2"}},
#undef AGENT
#undef EDITOR
};

static size_t detect(struct secscan_agent_evidence out[SECSCAN_AGENT_MAX], const struct row *row)
{
	const char *environment[6] = {"PATH=/bin"};
	struct secscan_agent_facts facts = {.environment = environment, .terminal = row->terminal,
		.devin_machine = row->devin_machine};

	for (size_t i = 0; i < ARRAY_SIZE(row->environment); i++)
		environment[i + 1] = row->environment[i];
	if (row->ancestor) {
		snprintf(facts.ancestors[0], SECSCAN_COMM_SIZE, "sh");
		snprintf(facts.ancestors[1], SECSCAN_COMM_SIZE, "%s", row->ancestor);
		facts.ancestor_count = 2;
	}
	return secscan_agent_detect(out, &facts);
}

START_TEST(evidence)
{
	const struct row *row = &rows[_i];
	struct secscan_agent_evidence e[SECSCAN_AGENT_MAX];
	size_t count = detect(e, row);

	if (!row->word) {
		ck_assert_msg(!count, "%s: %s", row->name, count ? e[0].why : "");
		return;
	}
	ck_assert_msg(count, "%s: nothing seen", row->name);
	ck_assert_msg(!strcmp(e[0].word, row->word) && !strcmp(e[0].why, row->why) && e[0].grade == row->grade,
		"%s: %s %s", row->name, e[0].word, e[0].why);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(!strpbrk(e[i].why, "=") && !strpbrk(e[i].word, " :"), "%s: %s", row->name, e[i].why);
}
END_TEST

/* Every row of the table has a fixture above that makes it speak. */
START_TEST(all_is_tried)
{
	struct secscan_agent_evidence known, e[SECSCAN_AGENT_MAX];

	for (size_t n = 0; secscan_agent_known(&known, n); n++) {
		bool seen = false;

		for (size_t i = 0; i < ARRAY_SIZE(rows) && !seen; i++)
			for (size_t j = detect(e, &rows[i]); j && !seen; j--)
				seen = !strcmp(e[j - 1].why, known.why) && !strcmp(e[j - 1].word, known.word);
		ck_assert_msg(seen, "%s by %s", known.tool, known.why);
	}
}
END_TEST

START_TEST(two_agents_and_an_editor)
{
	static const char *const environment[] = {"GOOSE_PROVIDER=x", "CODEX_CI=1", "CLAUDECODE=1", NULL};
	const struct secscan_agent_facts facts = {.environment = environment};
	struct secscan_agent_evidence e[SECSCAN_AGENT_MAX];

	ck_assert_uint_eq(secscan_agent_detect(e, &facts), 3);
	ck_assert_str_eq(e[0].word, "Claude");
	ck_assert_str_eq(e[1].word, "Codex");
	ck_assert_int_eq(e[2].grade, SECSCAN_AGENT_EDITOR);
	ck_assert_str_eq(secscan_agent_grade_name(e[2].grade), "editor");
}
END_TEST

/* Check forks for each test, so that we stand above ourselves. */
START_TEST(observed)
{
	static const char *const environment[] = {"CLAUDECODE=1", NULL};
	struct secscan_agent_facts facts;
	bool seen = false;

	secscan_agent_observe(&facts, environment);
	ck_assert_ptr_eq(facts.environment, environment);
	for (size_t i = 0; i < facts.ancestor_count; i++)
		seen = seen || strcmp(facts.ancestors[i], "unit_agent") == 0;
	ck_assert(seen || access("/proc/self/stat", R_OK) != 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("agent");
	TCase *tcase = tcase_create("agent");

	tcase_add_loop_test(tcase, evidence, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, all_is_tried);
	tcase_add_test(tcase, two_agents_and_an_editor);
	tcase_add_test(tcase, observed);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
