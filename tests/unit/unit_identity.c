/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "policy/declare.h"
#include "policy/fold.h"

#include <string.h>

static const struct {
	const char *name;
	const char *text;
	const char *agent;
} identity_rows[] = {
	{"claude", "Claude Opus 4.6 (1M context) <noreply@anthropic.com>", "Claude"},
	{"claude, plain", "Claude <noreply@anthropic.com>", "Claude"},
	{"claude without mail", "Claude", "Claude"},
	{"claude code", "Claude Code <x@example.org>", "Claude"},
	{"claude model by name", "Claude Sonnet 5 <x@example.org>", "Claude"},
	{"claude by number", "Claude 3.5 <x@example.org>", "Claude"},
	{"mail alone", "noreply@anthropic.com", "Claude"},
	{"mail in capitals", "Bot <NoReply@Anthropic.COM>", "Claude"},
	{"copilot", "Copilot <223556219+Copilot@users.noreply.github.com>", "Copilot"},
	{"copilot, older", "Copilot <copilot@github.com>", "Copilot"},
	{"copilot, registry", "Copilot <175728472+Copilot@users.noreply.github.com>", "Copilot"},
	{"copilot agent", "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>", "Copilot"},
	{"cursor", "Cursor <cursoragent@cursor.com>", "Cursor"},
	{"cursor agent", "Cursor Agent <cursoragent@cursor.com>", "Cursor"},
	{"codex", "Codex <noreply@openai.com>", "Codex"},
	{"codex by name", "Codex <codex@example.com>", "Codex"},
	{"gemini by hand", "Gemini <noreply@google.com>", "Gemini"},
	{"gemini cli", "Gemini CLI <g@example.org>", "Gemini"},
	{"aider", "aider (gpt-5) <aider@aider.chat>", "Aider"},
	{"aider's suffix", "Jane Doe (aider) <jane@example.org>", "Aider"},
	{"amp", "Amp <amp@ampcode.com>", "Amp"},
	{"crush", "Crush <crush@charm.land>", "Crush"},
	{"opencode", "opencode <noreply@opencode.ai>", "opencode"},
	{"jules", "google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>", "Jules"},
	{"devin", "devin-ai-integration[bot] <158243242+devin-ai-integration[bot]@users.noreply.github.com>", "Devin"},
	{"roo", "roomote <roomote@roocode.com>", "Roo"},
	{"openhands", "openhands <openhands@all-hands.dev>", "OpenHands"},
	{"command code", "CommandCodeBot <noreply@commandcode.ai>", "CommandCode"},
	{"zero-width space", "Cla\xe2\x80\x8bude <noreply@anthropic.com>", "Claude"},
	{"zero-width in the mail", "X <noreply@anthro\xe2\x80\x8dpic.com>", "Claude"},
	{"full-width letters", "\xef\xbc\xa3laude Code <x@example.org>", "Claude"},
	{"full-width at", "X <noreply\xef\xbc\xa0" "anthropic.com>", "Claude"},
	{"cyrillic C and a", "\xd0\xa1l\xd0\xb0ude Code <x@example.org>", "Claude"},
	{"mathematical letters", "\xf0\x9d\x90\x82laude Code <x@example.org>", "Claude"},
	{"no-break space", "Claude\xc2\xa0" "Code <x@example.org>", "Claude"},
	{"soft hyphen", "Cop\xc2\xadilot <x@example.org>", "Copilot"},
	{"no closing bracket", "Claude <noreply@anthropic.com", "Claude"},

	{"person called claude", "Claude Martin <claude.martin@example.org>", NULL},
	{"person called claude, first name only", "Claude <claude@example.org>", NULL},
	{"person called claude on github", "Claude Martin <1234+claude-martin@users.noreply.github.com>", NULL},
	{"person called jean-claude", "Jean-Claude Dupont <jc@example.org>", NULL},
	{"person called devin", "Devin Smith <devin.smith@example.org>", NULL},
	{"person called devin, first name only", "Devin <d@example.org>", NULL},
	{"person called jules", "Jules Verne <jules@example.org>", NULL},
	{"person with amp in the name", "Amp Tester <amp.tester@example.org>", NULL},
	{"person at a vendor", "Jane Doe <jane@anthropic.com>", NULL},
	{"cursor in a sentence", "fix the cursor position", NULL},
	{"dependabot", "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", NULL},
	{"renovate", "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>", NULL},
	{"github", "GitHub <noreply@github.com>", NULL},
	{"empty", "", NULL},
	{"broken UTF-8", "\xff\xfe\x80 <\xe2\x80>", NULL},
};

START_TEST(identities)
{
	struct identity id = {0};
	const char *agent, *want = identity_rows[_i].agent;

	ck_assert_int_eq(secscan_identity_read(&id, identity_rows[_i].text), 0);
	agent = secscan_identity_agent(&id);
	ck_assert_msg(want ? agent && strcmp(agent, want) == 0 : !agent, "%s: %s", identity_rows[_i].name,
		agent ? agent : "a person");
	secscan_identity_release(&id);
}
END_TEST

static const struct {
	const char *name;
	const char *a, *b;
	bool same;
} same_rows[] = {
	{"equal", "J <j@x.org>", "J <j@x.org>", true},
	{"mail, other case", "Jane <J@X.org>", "jd <j@x.org>", true},
	{"name, other mail", "Jane Doe <j@home.org>", "JANE DOE <j@work.org>", true},
	{"two people", "Jane <j@x.org>", "John <k@x.org>", false},
	{"nobody", "", "", false},
	{"names missing", "<j@x.org>", "<k@x.org>", false},
	{"mails missing", "Jane", "John", false},
	{"mail without brackets", "j@x.org", "Jane <j@x.org>", true},
};

START_TEST(same_person)
{
	struct identity a = {0}, b = {0};

	ck_assert_int_eq(secscan_identity_read(&a, same_rows[_i].a), 0);
	ck_assert_int_eq(secscan_identity_read(&b, same_rows[_i].b), 0);
	ck_assert_msg(secscan_identity_same(&a, &b) == same_rows[_i].same, "%s", same_rows[_i].name);
	secscan_identity_release(&a);
	secscan_identity_release(&b);
}
END_TEST

START_TEST(bots_are_no_people)
{
	struct identity id = {0};

	ck_assert_int_eq(secscan_identity_read(&id, "dependabot[bot] <x@example.org>"), 0);
	ck_assert(secscan_identity_is_bot(&id));
	ck_assert_int_eq(secscan_identity_read(&id, "Robert Bot <bot@example.org>"), 0);
	ck_assert(!secscan_identity_is_bot(&id));
	secscan_identity_release(&id);
}
END_TEST

static const struct {
	const char *name;
	const char *value;
	double percent; /* below 0: malformed */
} share_rows[] = {
	{"percent", "62%", 62},
	{"none", "0%", 0},
	{"all", "100%", 100},
	{"fraction", "62% (124/200)", 62},
	{"one digit behind the point", "62.5% (125/200)", 62.5},
	{"rounded down, the fraction counts", "29% (59/200)", 29.5},
	{"rounded up", "30% (299/1000)", 30},
	{"no lines", "0% (0/0)", 0},
	{"what later versions add", "62% (124/200) untracked=9", 62},
	{"two blanks", "62%  (124/200)", 62},
	{"over all", "101%", -1},
	{"negative", "-1%", -1},
	{"no percent sign", "62", -1},
	{"blank before the sign", "62 %", -1},
	{"words", "most of it", -1},
	{"empty", "", -1},
	{"fraction does not fit", "12% (124/200)", -1},
	{"fraction off by one", "61% (124/200)", -1},
	{"more than all lines", "100% (201/200)", -1},
	{"share of no lines", "5% (0/0)", -1},
	{"fraction without end", "62% (124/200", -1},
	{"fraction without start", "62% 124/200)", -1},
	{"no blank", "62%(124/200)", -1},
	{"text behind", "62% (124/200)x", -1},
	{"text instead", "62% about", -1},
	{"numbers that overflow", "62% (99999999999999999999/99999999999999999999)", -1},
	{"comma", "62,5%", -1},
	{"sign", "+62%", -1},
	{"exponent", "1e1%", -1},
};

START_TEST(shares)
{
	struct ai_share share;
	bool ok = secscan_ai_share_read(&share, share_rows[_i].value);
	double off = ok ? share.percent - share_rows[_i].percent : 0;

	ck_assert_msg(ok == (share_rows[_i].percent >= 0) && off < 0.01 && off > -0.01, "%s", share_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	const char *key;
	const char *value;
	bool declares;
} trailer_rows[] = {
	{"kernel form", "Assisted-by", "Claude:claude-opus-4-6 coccinelle", true},
	{"kernel form, key's case", "ASSISTED-BY", "a:b", true},
	{"blank in the agent", "Assisted-by", "Claude Code:GLM-5.2", false},
	{"no model", "Assisted-by", "Claude", false},
	{"empty model", "Assisted-by", "Claude:", false},
	{"empty agent", "Assisted-by", ":opus", false},
	{"free text", "Assisted-by", "generic LLM chatbot", false},
	{"empty", "Assisted-by", "", false},
	{"generated", "Generated-by", "some model", true},
	{"generated, empty", "Generated-by", "", false},
	{"co-author is an AI", "Co-Authored-By", "Claude <noreply@anthropic.com>", true},
	{"co-author is a person", "Co-authored-by", "Claude Martin <claude.martin@example.org>", false},
	{"co-developer is an AI", "Co-developed-by", "Copilot <copilot@github.com>", true},
	{"co-author of the AI kind", "Co-authored-by-AI", "GitHub Copilot (gpt-4.1)", true},
	{"made with", "Made-with", "Cursor", true},
	{"session", "Claude-Session", "https://example.org/s", true},
	{"thread", "Amp-Thread-ID", "T-1", true},
	{"checkpoint", "Entire-Checkpoint", "0123456789ab", true},
	{"attribution", "Entire-Attribution", "73% agent (146/200 lines)", true},
	{"review by an AI is no declaration", "Reviewed-by", "Claude <noreply@anthropic.com>", false},
	{"sign-off", "Signed-off-by", "J <j@x.org>", false},
	{"key with underscore", "Assisted_by", "a:b", false},
};

START_TEST(declarations)
{
	const struct secscan_trailer t = {trailer_rows[_i].key, trailer_rows[_i].value, 1};
	struct identity scratch = {0};
	bool declares;

	ck_assert_int_eq(secscan_trailer_declares_ai(&declares, &t, &scratch), 0);
	ck_assert_msg(declares == trailer_rows[_i].declares, "%s", trailer_rows[_i].name);
	secscan_identity_release(&scratch);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	unsigned line;
} lookalike_rows[] = {
	{"none", "title\n\nbody assisted by: nobody\n", 0},
	{"a real one", "t\n\nAssisted-by: a:b\n", 3},
	{"full-width colon", "t\n\nAssisted-by\xef\xbc\x9a a:b\n", 3},
	{"zero-width", "t\n\nAssis\xe2\x80\x8bted-by: a:b", 3},
	{"underscore", "assisted_by: a:b\n", 1},
	{"blank", "Assisted By : a:b\n", 1},
	{"indented", "t\n\tGenerated-by: x\n", 2},
	{"in a list", "t\n\n* Made-with: x\n", 3},
	{"co-authors are too common to tell", "t\n\nx\nCo-authored-by: J\n", 0},
};

START_TEST(lookalikes)
{
	unsigned line;

	ck_assert_int_eq(secscan_lookalike_line(&line, lookalike_rows[_i].text, strlen(lookalike_rows[_i].text)), 0);
	ck_assert_msg(line == lookalike_rows[_i].line, "%s: %u", lookalike_rows[_i].name, line);
}
END_TEST

START_TEST(fold_never_grows)
{
	struct buffer out = {0};
	char text[8];

	for (unsigned i = 0; i < 0x20000; i += 7) {
		memcpy(text, &i, 4);
		memcpy(text + 4, "\xe2\x80\x8b", 4);
		if (secscan_fold(&out, text, sizeof(text)) || out.len > sizeof(text))
			ck_abort_msg("%u", i);
	}
	secscan_buffer_release(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("identity");
	TCase *tcase = tcase_create("identity");

	tcase_add_loop_test(tcase, identities, 0, (int)ARRAY_SIZE(identity_rows));
	tcase_add_loop_test(tcase, same_person, 0, (int)ARRAY_SIZE(same_rows));
	tcase_add_loop_test(tcase, shares, 0, (int)ARRAY_SIZE(share_rows));
	tcase_add_loop_test(tcase, declarations, 0, (int)ARRAY_SIZE(trailer_rows));
	tcase_add_loop_test(tcase, lookalikes, 0, (int)ARRAY_SIZE(lookalike_rows));
	tcase_add_test(tcase, bots_are_no_people);
	tcase_add_test(tcase, fold_never_grows);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
