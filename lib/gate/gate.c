/* SPDX-License-Identifier: MIT */
#include "gate/baseline.h"
#include "gate/mask.h"

enum { NUMBER_IN_MESSAGE = 5, NUMBER_IN_NO_COMMIT_YET = 7 }; /* which is mended in another way */

int secscan_gate_new(struct secscan_gate **out, const struct secscan_gate_options *options, struct secscan_error *err)
{
	struct secscan_gate *g = calloc(1, sizeof(*g));
	int rc;

	if (!g)
		return secscan_fail_nomem(err);
	g->options = *options;
	if (!g->options.kinds)
		g->options.kinds = UINT32_MAX;
	rc = secscan_report_new(&g->report, &options->report, err);
	if (rc) {
		free(g);
		return rc;
	}
	g->run.summary.reader = "files";
	*out = g;
	return 0;
}

/* What one version gave. */
static void forget(struct secscan_gate *g)
{
	secscan_run_release(&g->run);
	secscan_gate_mask_release(g);
	secscan_scanner_free(g->scanner);
	if (g->rules != g->builtin)
		secscan_rules_free(g->rules);
	secscan_fingerprint_key_free(g->key);
	secscan_settings_free(g->settings);
	secscan_baseline_release(&g->baseline);
	g->run.baseline = NULL;
	g->scanner = NULL;
	g->rules = NULL;
	g->key = NULL;
	g->settings = NULL;
	g->rule_texts.len = 0;
	g->allowed.len = 0;
	g->keep_allowed = false;
	g->weakened = false;
}

void secscan_gate_free(struct secscan_gate *g)
{
	if (!g)
		return;
	forget(g);
	secscan_rules_free(g->builtin);
	secscan_repo_free(g->repo);
	secscan_report_free(g->report);
	array_release(&g->rule_texts);
	array_release(&g->allowed);
	secscan_arena_release(&g->arena);
	free(g);
}

int secscan_gate_repo(struct secscan_gate *g, struct secscan_error *err)
{
	int rc;

	if (g->repo)
		return 0;
	rc = secscan_repo_open(&g->repo, g->options.dir, err);
	if (!rc)
		g->run.summary.reader = secscan_repo_reader(g->repo);
	return rc;
}

static void on_explanation(const struct secscan_explanation *explanation, void *payload)
{
	struct secscan_gate *g = payload;
	struct secscan_explanation shown = *explanation;

	if (secscan_gate_mask_path(&shown.path, g, NULL))
		shown.path = "";
	g->options.explain(&shown, g->options.payload);
}

void secscan_gate_use_scanner(struct secscan_gate *g, struct secscan_scanner *scanner)
{
	if (g->scanner != scanner)
		secscan_scanner_free(g->scanner);
	g->scanner = scanner;
	g->run.scanner = scanner;
	secscan_scanner_explain(scanner, g->options.explain ? on_explanation : NULL, g);
	if (g->settings)
		secscan_scanner_decode(scanner, g->settings->decode_depth);
}

void secscan_gate_place(struct secscan_gate *g, const char *prefix, size_t strip)
{
	g->settings->path_prefix = prefix;
	g->settings->path_strip = strip;
	secscan_scanner_place(g->scanner, g->settings);
}

static int keep_allowed(struct secscan_gate *g, const struct secscan_finding *finding)
{
	struct allowed *slot = array_push(&g->allowed);

	if (!slot)
		return secscan_fail_nomem(g->err);
	*slot = (struct allowed){
		.commit = secscan_arena_strdup(&g->arena, finding->commit),
		.path = secscan_arena_strdup(&g->arena, finding->path),
		.rule_id = finding->rule_id,
		.line = finding->allow_line,
	};
	return slot->commit && slot->path ? 0 : secscan_fail_nomem(g->err);
}

static int report(struct secscan_gate *g, const struct secscan_finding *finding)
{
	struct secscan_finding shown = *finding;
	int rc = secscan_gate_mask(&shown, g, g->err);

	return rc ? rc : secscan_report_finding(g->report, &shown, g->err);
}

static int on_finding(const struct secscan_finding *finding, void *payload)
{
	struct secscan_gate *g = payload;
	struct secscan_finding unmade = *finding;
	int rc = 0;

	if (g->unmade && finding->number == NUMBER_IN_MESSAGE) {
		unmade.number = NUMBER_IN_NO_COMMIT_YET;
		finding = &unmade;
	}
	if (g->keep_allowed && finding->suppressed && finding->allow_new && finding->allow_line)
		rc = keep_allowed(g, finding);
	return rc ? rc : report(g, finding);
}

static int on_skipped(const char *path, const char *reason, void *payload)
{
	struct secscan_gate *g = payload;

	int rc = secscan_gate_mask_path(&path, g, g->err);

	return rc ? rc : secscan_report_skipped(g->report, path, reason, g->err);
}

static int on_progress(const struct secscan_summary *summary, void *payload)
{
	struct secscan_gate *g = payload;

	return g->options.progress ? g->options.progress(summary, g->options.payload) : 0;
}

int secscan_gate_tell(const struct secscan_finding *finding, void *payload)
{
	struct secscan_gate *g = payload;

	g->run.summary.levels[finding->level]++;
	return report(g, finding);
}

struct secscan_finding secscan_gate_about(const char *rule_id, const char *path, unsigned number, enum secscan_level level)
{
	return (struct secscan_finding){
		.rule_id = rule_id,
		.title = "",
		.detail = "",
		.remedy = "",
		.kind = SECSCAN_KIND_SETTINGS,
		.severity = SECSCAN_HIGH,
		.confidence = SECSCAN_VERIFIED,
		.level = level,
		.number = number,
		.path = path,
		.commit = "",
		.reason = "",
	};
}

int secscan_gate_prepare(struct secscan_gate *g, const char *base, struct secscan_error *err)
{
	int rc;

	forget(g);
	g->err = err;
	rc = secscan_settings_new(&g->settings, err);
	if (!rc)
		rc = secscan_settings_add_machine(g->settings, err);
	if (!rc && base)
		rc = secscan_gate_load_settings(g, base, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	if (!rc)
		rc = secscan_gate_load_rules(g, base, err);
	if (!rc)
		rc = secscan_scanner_new(&g->scanner, g->rules, err);
	if (!rc)
		rc = secscan_fingerprint_key_new(&g->key, g->settings->fingerprint_key, err);
	if (rc)
		return rc;
	secscan_gate_use_scanner(g, g->scanner);
	g->run.settings = g->settings;
	g->run.key = g->key;
	g->run.kinds = g->options.kinds;
	g->run.fn = on_finding;
	g->run.skipped = on_skipped;
	g->run.progress = on_progress;
	g->run.payload = g;
	g->run.summary.rules = secscan_rules_count(g->rules);
	return 0;
}

int secscan_gate_run(struct secscan_gate *g, struct secscan_source *source, struct secscan_error *err)
{
	int rc;

	g->err = err;
	rc = secscan_run_source(&g->run, source, err);
	secscan_source_free(source);
	return rc;
}

static int verdict(const struct secscan_gate *g, struct secscan_error *err)
{
	const struct secscan_summary *s = &g->run.summary;

	if (s->unreadable)
		return secscan_fail(err, SECSCAN_ERR_IO, 310, "%llu of the things to read could not be read",
				(unsigned long long)s->unreadable);
	return s->levels[SECSCAN_BLOCK] || (g->options.report.strict && s->levels[SECSCAN_REVIEW]);
}

/* Who has read is known at the end: git helps out where libgit2 comes upon what it cannot read. */
static void tell_reader(struct secscan_gate *g)
{
	if (!g->repo || !strcmp(g->run.summary.reader, "files"))
		return;
	g->run.summary.reader = secscan_repo_reader(g->repo);
	g->run.summary.hashes_verified = secscan_repo_verifies(g->repo);
}

int secscan_gate_finish(struct secscan_gate *g, int rc, struct secscan_error *err)
{
	struct secscan_error own = {0}, failure = {0};
	int said;

	if (!err)
		err = &own;
	secscan_baseline_summarize(g);
	tell_reader(g);
	if (!rc)
		rc = verdict(g, err);
	if (rc < 0) {
		failure = *err;
		failure.code = rc; /* which a reader may have changed since */
	}
	said = secscan_report_end(g->report, &g->run.summary, rc < 0 ? &failure : NULL, err);
	return said ? said : rc;
}
