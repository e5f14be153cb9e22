/* SPDX-License-Identifier: MIT */
#include "scan/pipeline.h"

#include "base/array.h"
#include "base/error.h"

#include <pthread.h>

enum {
	BATCHES = 8,
	BATCH_BYTES = 1 << 19, /* a larger blob makes a batch of its own */
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
};

struct pipeline {
	secscan_take_fn *take;
	void *payload;
	pthread_t worker;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct batch batches[BATCHES];
	size_t filled; /* batches that were handed over */
	size_t taken;  /* batches that the worker is done with */
	bool closed;
	int stopped;   /* what take() said to stop */
};

static void let_go(const struct secscan_held *held)
{
	if (held->release)
		held->release(held->handle);
}

/* Not 0: something stopped the worker, and the rest is let go unseen. */
static int take_batch(struct pipeline *p, struct batch *batch, int rc)
{
	for (size_t i = 0; i < batch->slips.len; i++) {
		const struct slip *slip = &batch->slips.items[i];
		struct secscan_item item = {.kind = SECSCAN_ITEM_BLOB, .path = "", .commit = "", .oid = slip->oid,
				.data = slip->data, .len = slip->len};

		if (!rc)
			rc = p->take(&item, p->payload);
		let_go(&slip->held);
	}
	batch->slips.len = 0;
	batch->bytes = 0;
	return rc;
}

/* Wait until there is a batch; false when there will be none. Called and left with the lock held. */
static bool wait_for_batch(struct pipeline *p)
{
	while (p->taken == p->filled && !p->closed)
		pthread_cond_wait(&p->changed, &p->lock);
	return p->taken != p->filled;
}

static void *work(void *argument)
{
	struct pipeline *p = argument;

	pthread_mutex_lock(&p->lock);
	while (wait_for_batch(p)) {
		struct batch *batch = &p->batches[p->taken % BATCHES];
		int rc = p->stopped;

		pthread_mutex_unlock(&p->lock);
		rc = take_batch(p, batch, rc);
		pthread_mutex_lock(&p->lock);
		p->stopped = rc;
		p->taken++;
		pthread_cond_signal(&p->changed);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

int secscan_pipeline_new(struct pipeline **out, secscan_take_fn *take, void *payload, struct secscan_error *err)
{
	struct pipeline *p = calloc(1, sizeof(*p));

	if (!p)
		return secscan_fail_nomem(err);
	p->take = take;
	p->payload = payload;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->changed, NULL);
	if (pthread_create(&p->worker, NULL, work, p)) {
		free(p);
		return secscan_fail(err, SECSCAN_ERR_NOMEM, 900, "no thread can be started");
	}
	*out = p;
	return 0;
}

/* Hand the batch that is being filled to the worker and wait until there is room for the next. */
static int hand_over(struct pipeline *p)
{
	int stopped;

	pthread_mutex_lock(&p->lock);
	p->filled++;
	pthread_cond_signal(&p->changed);
	while (p->filled - p->taken >= BATCHES)
		pthread_cond_wait(&p->changed, &p->lock);
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

int secscan_pipeline_finish(struct pipeline *p)
{
	int rc;

	pthread_mutex_lock(&p->lock);
	p->filled++; /* the last one, perhaps empty */
	p->closed = true;
	pthread_cond_signal(&p->changed);
	pthread_mutex_unlock(&p->lock);
	pthread_join(p->worker, NULL);
	rc = p->stopped;
	for (size_t i = 0; i < BATCHES; i++)
		array_release(&p->batches[i].slips);
	pthread_cond_destroy(&p->changed);
	pthread_mutex_destroy(&p->lock);
	free(p);
	return rc;
}
