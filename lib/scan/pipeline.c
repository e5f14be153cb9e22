/* SPDX-License-Identifier: MIT */
#include "scan/pipeline.h"

#include "base/array.h"
#include "base/error.h"

#include <pthread.h>

enum {
	BATCHES = 8,
	WORKERS_MOST = BATCHES / 2,
	BATCH_BYTES = 1 << 19, /* a larger blob makes a batch of its own, */
	WAITING_MOST = 1 << 25, /* and where such make more than this, no further one is read while they wait */
};

struct slip {
	struct secscan_oid oid;
	const char *data;
	size_t len;
	struct secscan_held held;
};

struct batch {
	ARRAY_OF(struct slip) slips;
	size_t bytes;
	bool handed_over; /* and not yet done with */
};

/* One thread that takes. */
struct worker {
	struct pipeline *pipeline;
	void *taker;
	pthread_t thread;
};

struct pipeline {
	secscan_take_fn *take;
	void *taker;    /* of the thread that pushes */
	struct worker workers[WORKERS_MOST];
	size_t n_workers;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct batch batches[BATCHES];
	size_t filled;  /* batches that were handed over */
	size_t claimed; /* batches that somebody took */
	size_t bytes;   /* of those that were handed over and are not done with */
	bool closed;
	int stopped;    /* what take() said to stop */
};

static void let_go(const struct secscan_held *held)
{
	if (held->release)
		held->release(held->handle);
}

/* Not 0: something stopped the taking, and the rest is let go unseen. */
static int take_batch(const struct pipeline *p, struct batch *batch, void *taker, int rc)
{
	for (size_t i = 0; i < batch->slips.len; i++) {
		const struct slip *slip = &batch->slips.items[i];
		struct secscan_item item = {.kind = SECSCAN_ITEM_BLOB, .path = "", .commit = "", .oid = slip->oid,
				.data = slip->data, .len = slip->len};

		if (!rc)
			rc = p->take(&item, taker);
		let_go(&slip->held);
	}
	batch->slips.len = 0;
	batch->bytes = 0;
	return rc;
}

/* Take the oldest batch that nobody has taken: there is one. Called and left with the lock held. */
static void take_next(struct pipeline *p, void *taker)
{
	struct batch *batch = &p->batches[p->claimed++ % BATCHES];
	size_t bytes = batch->bytes;
	int rc = p->stopped;

	pthread_mutex_unlock(&p->lock);
	rc = take_batch(p, batch, taker, rc);
	pthread_mutex_lock(&p->lock);
	if (!p->stopped)
		p->stopped = rc;
	batch->handed_over = false;
	p->bytes -= bytes;
	pthread_cond_broadcast(&p->changed);
}

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct pipeline *p = worker->pipeline;

	pthread_mutex_lock(&p->lock);
	while (p->claimed < p->filled || !p->closed) {
		if (p->claimed < p->filled)
			take_next(p, worker->taker);
		else
			pthread_cond_wait(&p->changed, &p->lock);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* The caller can do it all: workers that cannot be started are no failure. */
static void start_workers(struct pipeline *p, void *const *takers, size_t n)
{
	for (size_t i = 0; i < n && i < WORKERS_MOST; i++) {
		struct worker *worker = &p->workers[i];

		*worker = (struct worker){.pipeline = p, .taker = takers[i]};
		if (pthread_create(&worker->thread, NULL, work, worker))
			return;
		p->n_workers++;
	}
}

int secscan_pipeline_new(struct pipeline **out, secscan_take_fn *take, void *const *takers, size_t n_takers,
		struct secscan_error *err)
{
	struct pipeline *p = calloc(1, sizeof(*p));

	if (!p)
		return secscan_fail_nomem(err);
	p->take = take;
	p->taker = takers[0];
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->changed, NULL);
	start_workers(p, takers + 1, n_takers - 1);
	*out = p;
	return 0;
}

/* Hand over the batch that is being filled, and see to it that there is room for the next. */
static int hand_over(struct pipeline *p)
{
	struct batch *batch = &p->batches[p->filled % BATCHES];
	int stopped;

	pthread_mutex_lock(&p->lock);
	batch->handed_over = true;
	p->bytes += batch->bytes;
	p->filled++;
	pthread_cond_broadcast(&p->changed);
	while (p->bytes > WAITING_MOST || p->batches[p->filled % BATCHES].handed_over) {
		if (p->claimed < p->filled)
			take_next(p, p->taker);
		else
			pthread_cond_wait(&p->changed, &p->lock);
	}
	stopped = p->stopped;
	pthread_mutex_unlock(&p->lock);
	return stopped;
}

int secscan_pipeline_push(struct pipeline *p, const struct secscan_item *item, const struct secscan_held *held)
{
	struct batch *batch = &p->batches[p->filled % BATCHES];
	struct slip *slip = array_push(&batch->slips);

	if (!slip) {
		let_go(held);
		return SECSCAN_ERR_NOMEM;
	}
	*slip = (struct slip){item->oid, item->data, item->len, *held};
	batch->bytes += item->len;
	return batch->bytes >= BATCH_BYTES ? hand_over(p) : 0;
}

/* The last batch, perhaps empty, too. */
static void take_rest(struct pipeline *p)
{
	pthread_mutex_lock(&p->lock);
	p->bytes += p->batches[p->filled++ % BATCHES].bytes;
	p->closed = true;
	pthread_cond_broadcast(&p->changed);
	while (p->claimed < p->filled)
		take_next(p, p->taker);
	pthread_mutex_unlock(&p->lock);
}

int secscan_pipeline_finish(struct pipeline *p)
{
	int rc;

	take_rest(p);
	for (size_t i = 0; i < p->n_workers; i++)
		pthread_join(p->workers[i].thread, NULL);
	rc = p->stopped;
	for (size_t i = 0; i < BATCHES; i++)
		array_release(&p->batches[i].slips);
	pthread_cond_destroy(&p->changed);
	pthread_mutex_destroy(&p->lock);
	free(p);
	return rc;
}
