/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "config/settings.h"

#define KEY64 "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789ABCDEF"

/* Layers in order; NULL ends them. */
struct layers {
	const char *text[4]; /* system, user, repository */
};

static int add_layers(struct secscan_settings *s, const struct layers *l, struct secscan_error *err)
{
	static const char *const names[] = {"system.ini", "user.ini", "repository.ini"};
	int rc = 0;

	for (int i = 0; !rc && i < 3; i++)
		if (l->text[i])
			rc = secscan_settings_add(s, SECSCAN_LAYER_SYSTEM + i, names[i], l->text[i], strlen(l->text[i]), err);
	return rc;
}

static struct secscan_settings *settings_of(const char *row, const struct layers *l)
{
	struct secscan_settings *s = NULL;
	struct secscan_error err = {0};

	ck_assert_int_eq(secscan_settings_new(&s, &err), 0);
	ck_assert_msg(!add_layers(s, l, &err), "%s: %s:%u:%u %s", row, err.file, err.line, err.column, err.message);
	return s;
}

/* "a,b" */
static const char *join(const struct secscan_list *list)
{
	static char out[600];

	*out = '\0';
	for (size_t i = 0; i < list->count; i++)
		snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s%s", i ? "," : "", list->items[i]);
	return out;
}

static const struct {
	const char *name;
	struct layers layers;
	unsigned review_at, require, inline_allow;
	const char *allow, *protected_branch, *ignored;
} merged[] = {
	{"built-in", {{NULL}}, 30, 1, 1, "", "main,master", ""},
	{"empty files", {{"", "# nothing\n", "\n"}}, 30, 1, 1, "", "main,master", ""},
	{"a later layer wins", {{"[provenance]\nreview-at = 10\n", "[provenance]\nreview-at = 20\n",
		"[provenance]\nreview-at = 40\nrequire = always\n"}}, 40, 2, 1, "", "main,master", ""},
	{"lists add up", {{"[allow]\npath = a\n", "[allow]\npath = b\npath = c\n", "[allow]\npath = d\n"}}, 30, 1, 1, "a,b,c,d",
		"main,master", ""},
	{"the built-in list goes when a layer names the key", {{NULL, "[push]\nprotected = trunk\n", "[push]\nprotected = v*\n"}},
		30, 1, 1, "", "trunk,v*", ""},
	{"the machine locks user and repository", {{"[lock]\nkey = provenance.review-at\nkey = allow.path\n",
		"[provenance]\nreview-at = 99\n", "[allow]\npath = **\n"}}, 30, 1, 1, "", "main,master",
		"provenance.review-at (user.ini:2),allow.path (repository.ini:2)"},
	{"the user locks the repository alone", {{"[allow]\ninline = no\n", "[lock]\nkey = allow.inline\n[allow]\ninline = no\n",
		"[allow]\ninline = yes\n"}}, 30, 1, 0, "", "main,master", "allow.inline (repository.ini:2)"},
	{"a layer's own lock does not stop it", {{"[lock]\nkey = allow.path\n[allow]\npath = a\n", NULL, NULL}}, 30, 1, 1, "a",
		"main,master", ""},
	{"locks of both layers hold", {{"[lock]\nkey = allow.path\n", "[lock]\nkey = provenance.require\n",
		"[allow]\npath = x\n[provenance]\nrequire = never\nreview-at = 5\n"}}, 5, 1, 1, "", "main,master",
		"allow.path (repository.ini:2),provenance.require (repository.ini:4)"},
	{"the repository's lock holds for nobody", {{NULL, NULL, "[lock]\nkey = allow.path\n[allow]\npath = a\n"}}, 30, 1, 1, "a",
		"main,master", ""},
	{"the ends of the scale", {{"[provenance]\nreview-at = 0\n", "[provenance]\nreview-at = 100\n", NULL}}, 100, 1, 1, "",
		"main,master", ""},
	{"CRLF and a byte order mark", {{NULL, NULL, "\xef\xbb\xbf[allow]\r\npath = a b/*.c\r\n"}}, 30, 1, 1, "a b/*.c",
		"main,master", ""},
};

START_TEST(layers_are_merged)
{
	struct secscan_settings *s = settings_of(merged[_i].name, &merged[_i].layers);
	const char *row = merged[_i].name;

	ck_assert_msg(s->review_at == merged[_i].review_at, "%s: review-at %u", row, s->review_at);
	ck_assert_msg(s->require == merged[_i].require, "%s: require %u", row, s->require);
	ck_assert_msg(s->inline_allow == merged[_i].inline_allow, "%s: inline %u", row, s->inline_allow);
	ck_assert_msg(!strcmp(join(&s->allow_path), merged[_i].allow), "%s: %s", row, join(&s->allow_path));
	ck_assert_msg(!strcmp(join(&s->protected_branch), merged[_i].protected_branch), "%s: %s", row,
			join(&s->protected_branch));
	ck_assert_msg(!strcmp(join(&s->ignored), merged[_i].ignored), "%s: %s", row, join(&s->ignored));
	secscan_settings_free(s);
}
END_TEST

static const struct {
	const char *name;
	struct layers layers;
	const char *file;
	unsigned line, column, number;
	const char *says;
} refused[] = {
	{"unknown key, with the nearest", {{NULL, NULL, "[allow]\npth = x\n"}}, "repository.ini", 2, 1, 202, "allow.path"},
	{"unknown section", {{NULL, "[include]\npath = x\n", NULL}}, "user.ini", 2, 1, 202, "include.path"},
	{"nothing near", {{NULL, NULL, "[zzzzzzzz]\nqqqqqqqqqqqqq = x\n"}}, "repository.ini", 2, 1, 202, "zzzzzzzz.qqqqqqqqqqqqq"},
	{"word", {{NULL, NULL, "[provenance]\nrequire = sometimes\n"}}, "repository.ini", 2, 11, 204, "never, evidence or always"},
	{"case counts", {{NULL, NULL, "[allow]\ninline = No\n"}}, "repository.ini", 2, 10, 204, "yes or no"},
	{"percent over 100", {{NULL, NULL, "[provenance]\nreview-at = 101\n"}}, "repository.ini", 2, 13, 204, "0 to 100"},
	{"percent below 0", {{NULL, NULL, "[provenance]\nreview-at = -1\n"}}, "repository.ini", 2, 13, 204, "0 to 100"},
	{"percent with a sign", {{NULL, NULL, "[provenance]\nreview-at = 30%\n"}}, "repository.ini", 2, 13, 204, "0 to 100"},
	{"percent too long", {{NULL, NULL, "[provenance]\nreview-at = 18446744073709551617\n"}}, "repository.ini", 2, 13, 204,
		"0 to 100"},
	{"percent empty", {{NULL, NULL, "[provenance]\nreview-at =\n"}}, "repository.ini", 2, 12, 204, "0 to 100"},
	{"empty list value", {{NULL, NULL, "[allow]\npath =\n"}}, "repository.ini", 2, 7, 204, "empty"},
	{"key too short", {{NULL, NULL, "[fingerprint]\nkey = abc\n"}}, "repository.ini", 2, 7, 204, "64 hex"},
	{"key with a letter too many", {{NULL, NULL, "[fingerprint]\nkey = " KEY64 "0\n"}}, "repository.ini", 2, 7, 204, "64 hex"},
	{"level", {{NULL, NULL, "[secrets]\nhigh-plausible = ignore\n"}}, "repository.ini", 2, 18, 204, "block, review or note"},
	{"level pre-existing is not for sale", {{NULL, NULL, "[secrets]\nhigh-plausible = pre-existing\n"}}, "repository.ini", 2, 18,
		204, "block, review or note"},
	{"level of no severity", {{NULL, NULL, "[secrets]\nhuge-plausible = note\n"}}, "repository.ini", 2, 1, 202, "huge-plausible"},
	{"lock of nothing", {{"[lock]\nkey = allow.pth\n", NULL, NULL}}, "system.ini", 2, 7, 202, "did you mean allow.path"},
	{"lock of a section", {{"[lock]\nkey = allow\n", NULL, NULL}}, "system.ini", 2, 7, 202, "allow"},
	{"lock of all", {{"[lock]\nkey = *\n", NULL, NULL}}, "system.ini", 2, 7, 202, "*"},
	{"lock of a level that is none", {{"[lock]\nkey = secrets.high-sure\n", NULL, NULL}}, "system.ini", 2, 7, 202, "high-sure"},
	{"empty lock", {{"[lock]\nkey =\n", NULL, NULL}}, "system.ini", 2, 6, 204, "empty"},
	{"a locked key is read all the same", {{"[lock]\nkey = allow.path\n", NULL, "[allow]\npath = a\npaht = b\n"}},
		"repository.ini", 3, 1, 202, "allow.path"},
	{"a key that is no list stands twice", {{NULL, NULL, "[scan]\ndecode-depth = 2\n\ndecode-depth = 1\n"}}, "repository.ini",
		4, 1, 203, "scan.decode-depth stands in line 2 already"},
	{"a level stands twice", {{NULL, "[secrets]\nhigh-doubtful = note\nhigh-doubtful = note\n", NULL}}, "user.ini", 3, 1, 203,
		"line 2"},
	{"not UTF-8", {{NULL, NULL, "[allow]\npath = \xff\n"}}, "repository.ini", 2, 8, 201, "UTF-8"},
	{"cut off", {{NULL, NULL, "[allow\n"}}, "repository.ini", 1, 1, 201, "closing"},
};

START_TEST(what_is_not_understood_is_refused)
{
	struct secscan_settings *s = NULL;
	struct secscan_error err = {0};
	const char *row = refused[_i].name;
	int rc;

	ck_assert_int_eq(secscan_settings_new(&s, &err), 0);
	rc = add_layers(s, &refused[_i].layers, &err);
	ck_assert_msg(rc == SECSCAN_ERR_SYNTAX, "%s: %d", row, rc);
	ck_assert_msg(!strcmp(err.file, refused[_i].file) && err.line == refused[_i].line && err.column == refused[_i].column,
			"%s: %s:%u:%u", row, err.file, err.line, err.column);
	ck_assert_msg(err.number == refused[_i].number, "%s: SEC-%u", row, err.number);
	ck_assert_msg(strstr(err.message, refused[_i].says) != NULL, "%s: %s", row, err.message);
	secscan_settings_free(s);
}
END_TEST

static void add_line(const char *key, const char *how, void *payload)
{
	char *out = payload;

	snprintf(out + strlen(out), 600 - strlen(out), "%s: %s|", key, how);
}

static const struct {
	const char *name;
	const char *base, *now;
	const char *weaker;
} changes[] = {
	{"the same", "[allow]\npath = a\n", "[allow]\npath = a\n", ""},
	{"another order", "[allow]\npath = a\npath = b\n", "[allow]\npath = b\npath = a\n", ""},
	{"one path more", "[allow]\npath = a\n", "[allow]\npath = a\npath = b\n", "allow.path: now names b|"},
	{"one path less", "[allow]\npath = a\npath = b\n", "[allow]\npath = a\n", ""},
	{"a path is replaced", "[allow]\npath = a\n", "[allow]\npath = **\n", "allow.path: now names **|"},
	{"comments", "[allow]\ninline = no\n", "[allow]\ninline = yes\n", "allow.inline: now yes|"},
	{"no comments", "[allow]\ninline = yes\n", "[allow]\ninline = no\n", ""},
	{"comments again by default", "[allow]\ninline = no\n", "", "allow.inline: now yes|"},
	{"a rule is off", "", "[rules]\noff = x\n", "rules.off: now names x|"},
	{"a rule is on again", "[rules]\noff = x\n", "", ""},
	{"asked less", "[provenance]\nrequire = always\n", "[provenance]\nrequire = evidence\n", "provenance.require: now evidence|"},
	{"asked no more", "", "[provenance]\nrequire = never\n", "provenance.require: now never|"},
	{"asked more", "", "[provenance]\nrequire = always\n", ""},
	{"reviewed later", "", "[provenance]\nreview-at = 31\n", "provenance.review-at: now 31|"},
	{"reviewed earlier", "", "[provenance]\nreview-at = 0\n", ""},
	{"one senior more", "[provenance]\nsenior = a@x\n", "[provenance]\nsenior = a@x\nsenior = b@x\n",
		"provenance.senior: now names b@x|"},
	{"the first senior", "", "[provenance]\nsenior = a@x\n", "provenance.senior: now names a@x|"},
	{"fewer sensitive paths", "[provenance]\nsensitive = a\nsensitive = b\n", "[provenance]\nsensitive = b\n",
		"provenance.sensitive: no longer names a|"},
	{"more sensitive paths", "[provenance]\nsensitive = a\n", "[provenance]\nsensitive = a\nsensitive = b\n", ""},
	{"fewer protected branches", "", "[push]\nprotected = main\n", "push.protected: no longer names master|"},
	{"the first sign-off", "", "[settings]\nsign-off = a@x\n", ""},
	{"another sign-off", "[settings]\nsign-off = a@x\n", "[settings]\nsign-off = b@x\n", "settings.sign-off: now names b@x|"},
	{"no sign-off any more: then it blocks", "[settings]\nsign-off = a@x\n", "", ""},
	{"lower level", "", "[secrets]\ncritical-verified = review\n", "secrets.critical-verified: now review|"},
	{"higher level", "", "[secrets]\nlow-doubtful = block\n", ""},
	{"lower level of other kinds", "", "[banned]\nhigh-plausible = note\n[pii]\nhigh-verified = note\n",
		"banned.high-plausible: now note|pii.high-verified: now note|"},
	{"the fingerprint's key is no matter of strength", "", "[fingerprint]\nkey = " KEY64 "\n", ""},
	{"locks of a repository are no matter of strength", "[lock]\nkey = allow.path\n", "", ""},
};

START_TEST(what_is_weaker_is_told)
{
	struct secscan_settings *base = settings_of(changes[_i].name, &(struct layers){{NULL, NULL, changes[_i].base}});
	struct secscan_settings *now = settings_of(changes[_i].name, &(struct layers){{NULL, NULL, changes[_i].now}});
	char told[600] = "";
	size_t lines = 0, count = secscan_settings_weaker(base, now, add_line, told);

	ck_assert_msg(!strcmp(told, changes[_i].weaker), "%s: %s", changes[_i].name, told);
	for (const char *at = told; *at; at++)
		lines += *at == '|';
	ck_assert_msg(count == lines, "%s: %zu", changes[_i].name, count);
	ck_assert_uint_eq(secscan_settings_weaker(base, now, NULL, NULL), count);
	secscan_settings_free(base);
	secscan_settings_free(now);
}
END_TEST

/* Every documented setting can be written as documented: none is read by one name and told by another. */
START_TEST(every_row_is_read)
{
	static const char *const values[] = {"never", "no", "50", "4", "owner", "gitleaks", KEY64, "allow.path", "note"};
	const struct secscan_setting_doc *doc;
	size_t rows = 0;

	for (size_t i = 0; (doc = secscan_setting_doc(i)); i++) {
		bool level = strchr(doc->section, '|') != NULL, read = level;

		for (size_t v = 0; !level && v < ARRAY_SIZE(values); v++) {
			struct secscan_settings *s = NULL;
			char text[200];

			snprintf(text, sizeof(text), "[%s]\n%s = %s\n", doc->section, doc->key, values[v]);
			ck_assert_int_eq(secscan_settings_new(&s, NULL), 0);
			read |= !secscan_settings_add(s, SECSCAN_LAYER_USER, "f", text, strlen(text), NULL);
			secscan_settings_free(s);
		}
		ck_assert_msg(read, "%s.%s takes no value", doc->section, doc->key);
		rows++;
	}
	ck_assert_uint_eq(rows, secscan_setting_count + 1);
}
END_TEST

START_TEST(levels_that_are_not_there_block)
{
	struct secscan_settings *s = settings_of("built-in", &(struct layers){{NULL}});

	ck_assert_int_eq(secscan_settings_level(s, SECSCAN_KIND_SECRET, SECSCAN_CRITICAL, SECSCAN_VERIFIED), SECSCAN_BLOCK);
	ck_assert_int_eq(secscan_settings_level(s, SECSCAN_KIND_SECRET, SECSCAN_LOW, SECSCAN_DOUBTFUL), SECSCAN_NOTE);
	ck_assert_int_eq(secscan_settings_level(s, SECSCAN_KIND_ENV, SECSCAN_LOW, SECSCAN_DOUBTFUL), SECSCAN_BLOCK);
	ck_assert_int_eq(secscan_settings_level(s, SECSCAN_KIND_SECRET, (enum secscan_severity)9, SECSCAN_DOUBTFUL),
			SECSCAN_BLOCK);
	secscan_settings_free(s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("settings");
	TCase *tcase = tcase_create("settings");

	tcase_add_loop_test(tcase, layers_are_merged, 0, (int)ARRAY_SIZE(merged));
	tcase_add_loop_test(tcase, what_is_not_understood_is_refused, 0, (int)ARRAY_SIZE(refused));
	tcase_add_loop_test(tcase, what_is_weaker_is_told, 0, (int)ARRAY_SIZE(changes));
	tcase_add_test(tcase, every_row_is_read);
	tcase_add_test(tcase, levels_that_are_not_there_block);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
