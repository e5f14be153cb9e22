/* SPDX-License-Identifier: MIT */
#ifndef SCAN_PIPELINE_H
#define SCAN_PIPELINE_H

#include <secscan/unstable/source.h>

/*
 * Reading and matching side by side: items come in batches, which workers take in order. A reader that finds no room for
 * another batch takes one itself, so that no thread waits for a slower one. A few batches exist at a time.
 */
struct pipeline;

/* Not 0 stops all; secscan_pipeline_finish() returns it. Items have oid, data and len only. */
typedef int secscan_take_fn(const struct secscan_item *item, void *taker);

/* takers: what take() is called with, each by one thread only; the first is the caller's, each other one has a worker. */
SECSCAN_MUST_CHECK int secscan_pipeline_new(struct pipeline **out, secscan_take_fn *take, void *const *takers, size_t n_takers,
		struct secscan_error *err);
/* The held bytes are the pipeline's, also after a failure. 0, SECSCAN_ERR_NOMEM, or what take() returned to stop. */
SECSCAN_MUST_CHECK int secscan_pipeline_push(struct pipeline *p, const struct secscan_item *item,
		const struct secscan_held *held);
/* Wait for all that was pushed, then free. Returns what take() returned. */
int secscan_pipeline_finish(struct pipeline *p);

#endif
