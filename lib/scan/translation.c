/* SPDX-License-Identifier: MIT */
/* Texts that people read: "Password" in another language, beside a key that speaks of passwords. For generic rules only. */
#include "scan/encoded_find.h"
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

/* Folders that hold nothing but texts; lang and the like hold code as well. */
static const char *const text_folders[] = {"locale", "locales", "i18n", "l10n", "translation", "translations", "localization",
		"localizations", "localisation", "lang", "langs", "language", "languages", "nls", NULL};
static const char *const text_ends[] = {".json", ".json5", ".arb", ".yml", ".yaml", ".xml", ".properties", ".strings",
		".resx", ".resw", ".xlf", ".xliff", ".ftl", ".po", ".inc", ".php", ".js", ".ts", ".toml", ".lang", ".csv", NULL};

/* Code points from U+0250 on are of other scripts than Latin: the first byte of UTF-8 tells. */
enum { FIRST_OTHER = 0x250, FIRST_OTHER_LEAD = 0xc9 };

struct letters {
	size_t latin, others; /* of other scripts */
	size_t digits;
};

/* The code point of \u041f; 0 for what is no such escape. */
static unsigned escaped(struct span text)
{
	int point = secscan_span_starts(text, "\\u") ? value16(text.at + 2, text.len - 2, 4) : 0;

	return point > 0 ? (unsigned)point : 0;
}

static struct letters letters_of(struct span text)
{
	struct letters n = {0};

	for (size_t i = 0; i < text.len; i++) {
		unsigned char ch = (unsigned char)text.at[i];
		unsigned point = escaped((struct span){text.at + i, text.len - i});

		n.latin += isalpha(ch) && !point;
		n.digits += isdigit(ch) != 0;
		n.others += ch >= FIRST_OTHER_LEAD || point >= FIRST_OTHER;
		i += point ? 5 : 0;
	}
	return n;
}

/* ISO 639-1, two letters each: one in four of all pairs is a language. */
static const char languages[] =
		"aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugvhahe"
		"hihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanbndneng"
		"nlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthtitktltntotrtstttwtyugukur"
		"uzvevivowawoxhyiyozazhzu";

static bool is_language(const char *two)
{
	for (size_t i = 0; i + 2 < sizeof(languages); i += 2)
		if (!memcmp(languages + i, two, 2))
			return true;
	return false;
}

/* de_DE, zh-Hans: a language, and a region or a script (RFC 5646, sections 2.2.1 to 2.2.4); no app-US, db-Prod. */
static bool is_language_tag(struct span word)
{
	static const char *const scripts[] = {"hans", "hant", "latn", "cyrl", "arab", NULL};
	struct span rest = {word.at + 3, word.len - 3};

	if (word.len < 5 || !is_language(word.at) || !strchr("-_", word.at[2]))
		return false;
	return (rest.len == 2 && secscan_span_count(rest, isupper) == 2) || secscan_span_is_any(rest, scripts);
}

/* The last such tag in Resources.pt-BR.resx or messages_zh_CN.properties stands behind a dot, a '_' or nothing. */
static bool names_language(struct span base)
{
	const char *dot = memrchr(base.at, '.', base.len);
	struct span stem = {base.at, dot ? (size_t)(dot - base.at) : base.len};

	for (size_t i = 0; i < stem.len; i++)
		if ((!i || strchr("._-", stem.at[i - 1])) && is_language_tag((struct span){stem.at + i, stem.len - i}))
			return true;
	return false;
}

/* Apple's de.lproj and Android's values-de. */
static bool is_text_folder(struct span folder)
{
	return secscan_span_is_any(folder, text_folders) || secscan_span_ends(folder, ".lproj") ||
			secscan_span_starts(folder, "values-") || is_language_tag(folder);
}

static bool holds_texts(const char *path)
{
	struct span base = secscan_path_base(path);

	if (!secscan_span_ends_any(base, text_ends))
		return false;
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(path, '/')) {
		if (is_text_folder((struct span){path, (size_t)(slash - path)}))
			return true;
		path = slash + 1;
	}
	return names_language(base);
}

/* The key in quotes before the value, without them: "Wrong password": "..." */
static struct span quoted_key(const struct candidate *c)
{
	const char *end = c->value.at, *start;

	while (end > c->line.at && strchr("'\"` \t:=>", end[-1]))
		end--;
	if (end == c->value.at || !strchr("'\"`", *end))
		return (struct span){end, 0};
	for (start = end; start > c->line.at && start[-1] != *end && start[-1] != '\n';)
		start--;
	return (struct span){start, start > c->line.at && start[-1] == *end ? (size_t)(end - start) : 0};
}

static bool is_label(struct span key)
{
	return key.len && memchr(key.at, ' ', key.len);
}

const char *secscan_step_translation(const struct candidate *c, enum secscan_ruling *ruling)
{
	struct letters n;

	if (!c->rule->chosen)
		return NULL;
	n = letters_of(c->value);
	if (n.digits)
		*ruling = SECSCAN_DOUBTED;
	if (n.others > n.latin)
		return "it is a text in another script than Latin";
	if (holds_texts(c->path))
		return "the file holds texts in one language or several";
	return !n.digits && c->quoted && is_label(quoted_key(c)) ? "what it is given to is a text for people, with blanks" : NULL;
}
