/* SPDX-License-Identifier: MIT */
#include "policy/identity.h"

#include "base/array.h"
#include "base/glob.h"
#include "policy/fold.h"

/* Mails that vendors' tools write. Folded globs; a leading number and "+" is how GitHub hides a mail. */
static const struct {
	const char *mail;
	const char *agent;
} mails[] = {
	{"noreply@anthropic.com", "Claude"},
	{"claude@anthropic.com", "Claude"},
	{"*+claude[bot]@users.noreply.github.com", "Claude"},
	{"*+copilot@users.noreply.github.com", "Copilot"},
	{"copilot@users.noreply.github.com", "Copilot"},
	{"*copilot-swe-agent*@users.noreply.github.com", "Copilot"},
	{"copilot@github.com", "Copilot"},
	{"cursoragent@cursor.com", "Cursor"},
	{"*+cursor[bot]@users.noreply.github.com", "Cursor"},
	{"noreply@openai.com", "Codex"},
	{"codex@openai.com", "Codex"},
	{"*+chatgpt-codex-connector*@users.noreply.github.com", "Codex"},
	{"aider@aider.chat", "Aider"},
	{"noreply@aider.chat", "Aider"},
	{"amp@ampcode.com", "Amp"},
	{"crush@charm.land", "Crush"},
	{"noreply@opencode.ai", "opencode"},
	{"*google-labs-jules*@users.noreply.github.com", "Jules"},
	{"*devin-ai-integration*@users.noreply.github.com", "Devin"},
	{"roomote@roocode.com", "Roo"},
	{"openhands@all-hands.dev", "OpenHands"},
	{"noreply@commandcode.ai", "CommandCode"},
};

/*
 * Names that tools write, as folded globs over the whole name (glob.h: "*" crosses no slash). `given` names are people's as
 * well: with a person's mail they are one.
 */
static const struct {
	const char *name;
	const char *agent;
	bool given;
} names[] = {
	{"claude", "Claude", true},
	{"claude code", "Claude", false},
	{"claude code *", "Claude", false},
	{"claude-code*", "Claude", false},
	{"claude opus*", "Claude", false},
	{"claude sonnet*", "Claude", false},
	{"claude haiku*", "Claude", false},
	{"claude ?.?*", "Claude", false},
	{"claude-?*", "Claude", true},
	{"claude[bot]", "Claude", false},
	{"copilot", "Copilot", false},
	{"github copilot*", "Copilot", false},
	{"copilot-swe-agent*", "Copilot", false},
	{"cursor", "Cursor", false},
	{"cursor agent", "Cursor", false},
	{"codex", "Codex", false},
	{"codex cli", "Codex", false},
	{"openai codex*", "Codex", false},
	{"chatgpt*", "ChatGPT", false},
	{"gemini", "Gemini", true},
	{"gemini cli", "Gemini", false},
	{"gemini code assist*", "Gemini", false},
	{"google gemini*", "Gemini", false},
	{"gemini ?.?*", "Gemini", false},
	{"qwen*code*", "Qwen", false},
	{"aider", "Aider", false},
	{"aider (*)", "Aider", false},
	{"* (aider)", "Aider", false},
	{"amp", "Amp", true},
	{"crush", "Crush", false},
	{"opencode", "opencode", false},
	{"jules", "Jules", true},
	{"google-labs-jules*", "Jules", false},
	{"devin", "Devin", true},
	{"devin ai", "Devin", false},
	{"devin-ai-integration*", "Devin", false},
	{"roomote*", "Roo", false},
	{"roo code", "Roo", false},
	{"openhands", "OpenHands", false},
	{"commandcodebot", "CommandCode", false},
	{"windsurf", "Windsurf", false},
	{"junie", "Junie", true},
	{"kiro", "Kiro", true},
	{"antigravity", "Antigravity", false},
};

static char *trim(char *text, char *end)
{
	while (end > text && strchr(" \t\r\n", end[-1]))
		end--;
	*end = '\0';
	return text + strspn(text, " \t\r\n");
}

int secscan_identity_read(struct identity *out, const char *text)
{
	char *open, *close;

	text = text ? text : "";
	out->name = out->mail = "";
	if (secscan_fold(&out->text, text, strlen(text)))
		return SECSCAN_ERR_NOMEM;
	open = strchr(out->text.data, '<');
	if (!open) {
		char *all = trim(out->text.data, out->text.data + out->text.len);

		if (strchr(all, '@') && !strchr(all, ' '))
			out->mail = all;
		else
			out->name = all;
		return 0;
	}
	close = strchr(open, '>');
	out->mail = trim(open + 1, close ? close : open + strlen(open));
	out->name = trim(out->text.data, open);
	return 0;
}

void secscan_identity_release(struct identity *identity)
{
	secscan_buffer_release(&identity->text);
	memset(identity, 0, sizeof(*identity));
}

static bool has_no_persons_mail(const struct identity *identity)
{
	return !*identity->mail || strncmp(identity->mail, "noreply@", 8) == 0 ||
			strncmp(identity->mail, "no-reply@", 9) == 0 || secscan_identity_is_bot(identity);
}

const char *secscan_identity_agent(const struct identity *identity)
{
	for (size_t i = 0; i < ARRAY_SIZE(mails); i++)
		if (secscan_glob_match(mails[i].mail, identity->mail))
			return mails[i].agent;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (secscan_glob_match(names[i].name, identity->name) &&
				(!names[i].given || has_no_persons_mail(identity)))
			return names[i].agent;
	return NULL;
}

bool secscan_identity_is_bot(const struct identity *identity)
{
	return strstr(identity->name, "[bot]") || strstr(identity->mail, "[bot]");
}

bool secscan_identity_same(const struct identity *a, const struct identity *b)
{
	return (*a->mail && strcmp(a->mail, b->mail) == 0) || (*a->name && strcmp(a->name, b->name) == 0);
}
