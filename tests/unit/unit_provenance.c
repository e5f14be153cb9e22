/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"

#include <secscan/unstable/policy.h>

#include <string.h>

static const struct secscan_agent_evidence agent = {"Claude Code", "Claude", "CLAUDECODE", SECSCAN_AGENT_AGENT};
static const struct secscan_agent_evidence editor = {"Cursor", "Cursor", "CURSOR_TRACE_ID", SECSCAN_AGENT_EDITOR};

static const char *const seniors[] = {"Sam Senior <sam@example.org>", "rita@example.org",
	"Claude <noreply@anthropic.com>", "dependabot[bot] <bot@example.org>", "Ann Author <ann@work.example.org>"};
static const char *const globs[] = {"**/auth/**"};
static const char *const plain[] = {"src/a.c"};
static const char *const sensitive[] = {"src/a.c", "src/auth/login.c"};

enum { NEVER = 1, ALWAYS = 2, NOBODY = 4, AGENT = 8, EDITOR = 16, SENSITIVE = 32, PUSH = 64, STORED = 128, MERGE = 256,
	BOT_AUTHOR = 512, AT_ZERO = 1024 };

/* What comes out, in order: rule:level, with the level's first letter. */
static const struct row {
	const char *name;
	unsigned flags;
	const char *message;
	const char *want;
	const char *comment;
} rows[] = {
	{"nothing to say", 0, "t\n", ""},
	{"agent and no trailer", AGENT, "t\n", "ai-trailer-missing:b "},
	{"agent and trailer", AGENT, "t\n\nAssisted-by: Claude:opus\n", ""},
	{"agent and vendor's trailer", AGENT, "t\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n", ""},
	{"agent and a person as co-author", AGENT, "t\n\nCo-authored-by: Claude Martin <cm@example.org>\n", "ai-trailer-missing:b "},
	{"agent and AI-Share alone", AGENT, "t\n\nAI-Share: 20%\n", "ai-trailer-missing:b "},
	{"agent says none took part", AGENT, "t\n\nAI-Share: 0%\n", "ai-trailer-missing:b "},
	{"agent and empty trailer", AGENT, "t\n\nGenerated-by:\n", "ai-trailer-missing:b "},
	{"empty value does not take the next line", AGENT, "t\n\nGenerated-by:\nReviewed-by: x <x@x>\n",
		"ai-trailer-missing:b review-under-agent:r "},
	{"agent, trailer with text in the block", AGENT, "t\n\nGenerated with Tool\nAssisted-by: a:b\n", "ai-trailer-missing:b "},
	{"agent, trailer as title", AGENT, "Assisted-by: a:b\n", "ai-trailer-missing:b "},
	{"agent, full-width colon", AGENT, "t\n\nAssisted-by\xef\xbc\x9a a:b\n", "ai-trailer-missing:b "},
	{"agent, never", AGENT | NEVER, "t\n", ""},
	{"agent in a merge", AGENT | MERGE, "t\n", "ai-trailer-missing:b "},
	{"agent before editor", AGENT | EDITOR, "t\n", "ai-trailer-missing:b "},
	{"editor", EDITOR, "t\n", "ai-editor-seen:n "},
	{"editor and trailer", EDITOR, "t\n\nAssisted-by: a:b\n", ""},
	{"editor and none took part", EDITOR, "t\n\nAI-Share: 0%\n", ""},
	{"editor, never", EDITOR | NEVER, "t\n", ""},

	{"always", ALWAYS, "t\n", "ai-not-declared:b "},
	{"always and trailer", ALWAYS, "t\n\nAssisted-by: a:b\n", ""},
	{"always and none took part", ALWAYS, "t\n\nAI-Share: 0% (0/12)\n", ""},
	{"always and a share of unknown make", ALWAYS, "t\n\nAI-Share: 20%\n", "ai-not-declared:b "},
	{"always and agent: once", ALWAYS | AGENT, "t\n", "ai-trailer-missing:b "},
	{"always and agent says none", ALWAYS | AGENT, "t\n\nAI-Share: 0%\n", "ai-trailer-missing:b "},
	{"always and editor: once", ALWAYS | EDITOR, "t\n", "ai-not-declared:b "},
	{"always, merge", ALWAYS | MERGE, "t\n", ""},
	{"always, revert", ALWAYS, "Revert \"t\"\n\nThis reverts commit 12.\n", "ai-not-declared:b "},
	{"always, stored", ALWAYS | STORED | PUSH, "t\n", "ai-not-declared:b "},
	{"evidence, stored", STORED | PUSH, "t\n", ""},

	{"malformed assisted-by", 0, "t\n\nAssisted-by: Claude Code:x\n", "assisted-by-malformed:b "},
	{"malformed assisted-by, agent", AGENT, "t\n\nAssisted-by: chatbot\n", "assisted-by-malformed:b "},
	{"malformed assisted-by, never", NEVER, "t\n\nAssisted-by: chatbot\n", "assisted-by-malformed:b "},
	{"malformed beside a good one", 0, "t\n\nAssisted-by: a:b\nAssisted-by: c\n", "assisted-by-malformed:b "},
	{"malformed share", 0, "t\n\nAI-Share: a lot\n", "ai-share-malformed:b "},
	{"malformed share, fraction", 0, "t\n\nAI-Share: 10% (9/10)\n", "ai-share-malformed:b "},
	{"malformed share, always", ALWAYS, "t\n\nAI-Share: x\n", "ai-share-malformed:b "},

	{"share below", PUSH | STORED, "t\n\nAI-Share: 29%\n", ""},
	{"share at", PUSH | STORED, "t\n\nAI-Share: 30%\n", "review-missing:b "},
	{"share at, by its fraction", PUSH | STORED, "t\n\nAI-Share: 29% (299/1000)\nAI-Share: 30% (60/200)\n", "review-missing:b "},
	{"share at, no protected branch", STORED, "t\n\nAI-Share: 30%\n", "review-missing:n "},
	{"share at, before the commit", 0, "t\n\nAI-Share: 30%\n", "review-missing:n "},
	{"two shares, the higher counts", PUSH | STORED, "t\n\nAI-Share: 62%\nAI-Share: 5%\n", "review-missing:b "},
	{"reviewed", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Sam Senior <sam@example.org>\n", ""},
	{"reviewed, mail alone is listed", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Rita <Rita@Example.org>\n", ""},
	{"reviewed, key's case", PUSH | STORED, "t\n\nAI-Share: 62%\nreviewed-BY: Sam <sam@example.org>\n", ""},
	{"reviewed by the second", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: x <x@x>\nReviewed-by: S <sam@example.org>\n", ""},
	{"reviewed by nobody listed", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Eve <eve@example.org>\n", "review-missing:b "},
	{"reviewed by a name, no mail", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Sam Senior\n", "review-missing:b "},
	{"reviewed by an AI that is listed", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Claude <noreply@anthropic.com>\n",
		"review-missing:b "},
	{"reviewed by a bot that is listed", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: dependabot[bot] <bot@example.org>\n",
		"review-missing:b "},
	{"reviewed by the author's other mail", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Ann Author <ann@work.example.org>\n",
		"review-missing:b "},
	{"reviewed by the committer", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Carl <carl@example.org>\n", "review-missing:b "},
	{"reviewed by a co-author", PUSH | STORED,
		"t\n\nAI-Share: 62%\nCo-authored-by: Sam <sam@example.org>\nReviewed-by: Sam <sam@example.org>\n", "review-missing:b "},
	{"security review is no review", PUSH | STORED, "t\n\nAI-Share: 62%\nSecurity-reviewed-by: Sam <sam@example.org>\n",
		"review-missing:b "},
	{"share at, nobody is listed", PUSH | STORED | NOBODY, "t\n\nAI-Share: 62%\nReviewed-by: Sam <sam@example.org>\n",
		"review-missing:b "},
	{"review in the body does not count", PUSH | STORED, "t\n\nReviewed-by: Sam <sam@example.org>\n\nAI-Share: 62%\n",
		"review-missing:b "},
	{"comments when stored", PUSH | STORED, "t\n\nAI-Share: 62%\n; x\n; y\n; z\n", "review-missing:b ", ";"},
	{"a line between trailers that is no comment", PUSH | STORED, "t\n\nAI-Share: 62%\n; x\n; y\n; z\n", ""},
	{"a hash is no comment then", PUSH | STORED, "t\n\nAI-Share: 62%\n# x\n# y\n# z\n", "", ";"},
	{"auto is a hash when stored", PUSH | STORED, "t\n\nAI-Share: 62%\n# x\n# y\n# z\n", "review-missing:b ", "auto"},
	{"the newer of two kinds of comments", PUSH | STORED, "t\n\nAI-Share: 62%\n; x\n; y\n; z\n", "review-missing:b ", ";\n#"},
	{"divider hides nothing when stored", PUSH | STORED, "t\n\nx\n---\n\nAI-Share: 62%\n", "review-missing:b "},
	{"threshold of zero: all AI", PUSH | STORED | AT_ZERO, "t\n\nAssisted-by: a:b\n", "review-missing:b "},
	{"threshold of zero: people", PUSH | STORED | AT_ZERO, "t\n\nAI-Share: 0%\n", ""},

	{"sensitive, by people", PUSH | STORED | SENSITIVE, "t\n", ""},
	{"sensitive, by AI", PUSH | STORED | SENSITIVE, "t\n\nAssisted-by: a:b\n", "security-review-missing:b "},
	{"sensitive, by AI, before the commit", SENSITIVE, "t\n\nAssisted-by: a:b\n", "security-review-missing:n "},
	{"sensitive, by an AI author", PUSH | STORED | SENSITIVE | BOT_AUTHOR, "t\n", "security-review-missing:b "},
	{"sensitive, reviewed", PUSH | STORED | SENSITIVE,
		"t\n\nAssisted-by: a:b\nSecurity-reviewed-by: Sam <sam@example.org>\n", ""},
	{"sensitive, plain review", PUSH | STORED | SENSITIVE, "t\n\nAssisted-by: a:b\nReviewed-by: Sam <sam@example.org>\n",
		"security-review-missing:b "},
	{"sensitive, nobody is listed", PUSH | STORED | SENSITIVE | NOBODY, "t\n\nAssisted-by: a:b\n", "security-review-missing:r "},
	{"sensitive and over the threshold", PUSH | STORED | SENSITIVE, "t\n\nAI-Share: 62%\n",
		"review-missing:b security-review-missing:b "},
	{"sensitive, over the threshold, nobody listed", PUSH | STORED | SENSITIVE | NOBODY, "t\n\nAI-Share: 62%\n",
		"review-missing:b security-review-missing:b "},

	{"review under an agent", AGENT, "t\n\nAssisted-by: a:b\nReviewed-by: Sam <sam@example.org>\n", "review-under-agent:r "},
	{"sign-off under an agent", AGENT, "t\n\nAssisted-by: a:b\nSigned-off-by: Sam <sam@example.org>\n", "review-under-agent:r "},
	{"review under an agent does not count", AGENT, "t\n\nAssisted-by: a:b\nAI-Share: 62%\nReviewed-by: Sam <sam@example.org>\n",
		"review-missing:n review-under-agent:r "},
	{"sign-off by a person", 0, "t\n\nSigned-off-by: Sam <sam@example.org>\n", ""},

	{"two readings: divider", AGENT, "t\n\nbody\n---\nx\n\nAssisted-by: a:b\n", "message-reads-differently:b "},
	{"two readings: title is a comment", AGENT, "#12\n\nAssisted-by: a:b\n", "message-reads-differently:b "},
	{"two readings: comment in the block", AGENT, "t\n\nAssisted-by: a:b\n# x\n y\n", "message-reads-differently:b "},
	{"two readings: text below the scissors", AGENT,
		"t\n\nAssisted-by: a:b\n# ------------------------ >8 ------------------------\ntext\n",
		"message-reads-differently:b "},
	{"comments below the scissors", AGENT,
		"t\n\nAssisted-by: a:b\n# ------------------------ >8 ------------------------\n# text\n", ""},
	{"two readings that agree", AGENT, "t\n\nbody\n---\nx\n", "ai-trailer-missing:b "},
	{"two readings, nothing at stake", 0, "t\n\nbody\n---\nx\n\nAssisted-by: a:b\n", ""},
	{"two readings: malformed in one", 0, "t\n\nbody\n---\nx\n\nAssisted-by: ab\n", "message-reads-differently:b "},
	{"editor's text below", AGENT, "t\n\nAssisted-by: a:b\n\n# Please enter\n#\tx\n", ""},
	{"commit -v", AGENT, "t\n\nAssisted-by: a:b\n# ------------------------ >8 ------------------------\n# x\n"
		"diff --git a/x b/x\n+---\n+x\n", ""},
};

struct result {
	struct buffer text;
	struct buffer words; /* all that people would read */
};

static int note(const struct secscan_finding *f, void *payload)
{
	struct result *r = payload;
	int rc = secscan_buffer_addf(&r->text, "%s:%.1s ", f->rule_id,
			f->level == SECSCAN_BLOCK ? "b" : f->level == SECSCAN_REVIEW ? "r" : "n");

	ck_assert(f->number > 100 && f->number < 110 && *f->title && *f->remedy && f->path && f->commit && !f->rule);
	return rc ? rc : secscan_buffer_addf(&r->words, "%s|%s|%s|%s|%u\n", f->title, f->detail, f->remedy, f->path, f->line);
}

static void judge(struct result *out, const struct row *row)
{
	const unsigned flags = row->flags;
	const struct secscan_policy policy = {
		.require = flags & NEVER ? SECSCAN_REQUIRE_NEVER : flags & ALWAYS ? SECSCAN_REQUIRE_ALWAYS :
				SECSCAN_REQUIRE_EVIDENCE,
		.review_at = flags & AT_ZERO ? 0 : 30,
		.senior = {(const char **)(size_t)seniors, flags & NOBODY ? 0 : ARRAY_SIZE(seniors), SECSCAN_LAYER_USER},
		.sensitive = {(const char **)(size_t)globs, ARRAY_SIZE(globs), SECSCAN_LAYER_USER},
	};
	struct secscan_agent_evidence evidence[2];
	struct secscan_commit_facts facts = {
		.author = flags & BOT_AUTHOR ? "devin-ai-integration[bot] <x@example.org>" : "Ann Author <ann@example.org>",
		.committer = "Carl Committer <carl@example.org>",
		.message = row->message,
		.message_len = strlen(row->message),
		.comment = row->comment,
		.stored = flags & STORED,
		.merge = flags & MERGE,
		.protected_branch = flags & PUSH,
		.paths = flags & SENSITIVE ? sensitive : plain,
		.path_count = flags & SENSITIVE ? ARRAY_SIZE(sensitive) : ARRAY_SIZE(plain),
		.evidence = evidence,
	};

	if (flags & EDITOR)
		evidence[facts.evidence_count++] = editor;
	if (flags & AGENT)
		evidence[facts.evidence_count++] = agent;
	ck_assert_int_eq(secscan_buffer_addstr(&out->text, ""), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&out->words, ""), 0);
	ck_assert_int_eq(secscan_policy_judge(&policy, &facts, note, out, NULL), 0);
}

static void release(struct result *r)
{
	secscan_buffer_release(&r->text);
	secscan_buffer_release(&r->words);
}

START_TEST(verdicts)
{
	struct result r = {0};

	judge(&r, &rows[_i]);
	ck_assert_msg(strcmp(r.text.data, rows[_i].want) == 0, "%s: %s\n%s", rows[_i].name, r.text.data, r.words.data);
	release(&r);
}
END_TEST

/* Words that a person needs are there. */
static const struct {
	struct row row;
	const char *words;
} word_rows[] = {
	{{"tool and variable", AGENT, "t\n", NULL}, "Claude Code is at work here (CLAUDECODE)"},
	{{"the trailer to add", AGENT, "t\n", NULL}, "add the trailer Assisted-by: Claude:MODEL|"},
	{{"where it looks like one", AGENT, "t\n\nx\nAssisted-by: a:b\n", NULL}, "Line 4 looks like a trailer"},
	{{"line of the malformed one", 0, "t\n\nA: b\nAssisted-by: x\n", NULL}, "|4\n"},
	{{"line where comments go", 0, "t\n# x\n\nA: b\nAI-Share: x\n", NULL}, "|5\n"},
	{{"share and threshold", PUSH | STORED, "t\n\nAI-Share: 62%\n", NULL}, "AI share 62%, a senior's review is called for from 30% on"},
	{{"why not: listed", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: E <e@x>\n", NULL}, "is not listed under [provenance] senior"},
	{{"why not: AI", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Claude <noreply@anthropic.com>\n", NULL}, "is an AI"},
	{{"why not: author", PUSH | STORED, "t\n\nAI-Share: 62%\nReviewed-by: Ann Author <ann@work.example.org>\n", NULL}, "is the author"},
	{{"why not: nobody", PUSH | STORED | NOBODY, "t\n\nAI-Share: 62%\n", NULL}, "nobody is listed"},
	{{"sensitive path", PUSH | STORED | SENSITIVE, "t\n\nAssisted-by: a:b\n", NULL}, "|src/auth/login.c|"},
	{{"declared", AGENT, "t\n\nAssisted-by: a:b\nSigned-off-by: x\n", NULL}, "declared, not proven"},
	{{"which reading", AGENT, "t\n\nbody\n---\nx\n\nAssisted-by: a:b\n", NULL},
		"does not name the AI at work: not so when it is cleaned with strip, but so when it is cleaned with strip, cut at ---"},
};

START_TEST(words)
{
	struct result r = {0};

	judge(&r, &word_rows[_i].row);
	ck_assert_msg(strstr(r.words.data, word_rows[_i].words), "%s: %s", word_rows[_i].row.name, r.words.data);
	release(&r);
}
END_TEST

/* What stands in a trailer may be anything, a token too: it is never said again. */
START_TEST(values_stay_unsaid)
{
	const struct row row = {"values", AGENT | SENSITIVE, "hush0\n\nAssisted-by: hush1\nAI-Share: hush2\nReviewed-by: hush3\n", NULL};
	struct result r = {0};

	judge(&r, &row);
	ck_assert(r.words.len > 0);
	ck_assert_ptr_null(strstr(r.words.data, "hush"));
	release(&r);
}
END_TEST

static int refuse(const struct secscan_finding *f, void *payload)
{
	(void)f;
	(void)payload;
	return 77;
}

START_TEST(callback_stops)
{
	const struct secscan_policy policy = {.require = SECSCAN_REQUIRE_ALWAYS, .review_at = 30};
	const struct secscan_commit_facts facts = {.message = "t\n", .message_len = 2};

	ck_assert_int_eq(secscan_policy_judge(&policy, &facts, refuse, NULL, NULL), 77);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("provenance");
	TCase *tcase = tcase_create("provenance");

	tcase_add_loop_test(tcase, verdicts, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, words, 0, (int)ARRAY_SIZE(word_rows));
	tcase_add_test(tcase, values_stay_unsaid);
	tcase_add_test(tcase, callback_stops);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
