/* context.c: the memory account, the last failure, and what serves every call. */
#include "dataset.h"
#include "writer.h"

/* However small the limit, a failure can be told and the schema be read. */
static const uint64_t room_for_text = UINT64_C(1) << 20;

gn_context *gn_context_create(uint64_t memory_limit) {
  gn_context *context = gn_allocate_first(sizeof(gn_context));
  if (!context) return NULL;
  context->memory.limit = memory_limit;
  context->own.limit = memory_limit < UINT64_MAX - room_for_text ? memory_limit + room_for_text : UINT64_MAX;
  if (gn_dataset_create_in(context, &context->own, &context->staging) == GN_OK) return context;
  gn_release_last(context);
  return NULL;
}

void gn_context_release(gn_context *context) {
  if (!context) return;
  gn_dataset_release(context->staging);
  gn_release(&context->own, context->room);
  gn_release_last(context);
}

const gn_failure *gn_context_failure(const gn_context *context) { return &context->failure; }

gn_usage gn_context_usage(const gn_context *context) {
  uint64_t allocations = context->memory.allocations + context->own.allocations;
  return (gn_usage){context->memory.used, allocations, context->models, context->datasets};
}

size_t gn_context_failure_text(const gn_context *context, char *buffer, size_t size) {
  const gn_failure *failure = &context->failure;
  gn_writer w = {buffer, size, 0};
  gn_write(&w, "{\"code\":%q,\"layer\":%q,\"message\":%q,\"epoch\":%l,\"batch\":%l}",
           gn_status_names[failure->status], failure->layer, failure->message, &failure->epoch,
           &failure->batch);
  return w.length;
}

size_t gn_context_usage_text(const gn_context *context, char *buffer, size_t size) {
  gn_usage usage = gn_context_usage(context);
  gn_writer w = {buffer, size, 0};
  gn_write(&w, "{\"bytes\":%l,\"allocations\":%l,\"models\":%d,\"datasets\":%d}", &usage.bytes,
           &usage.allocations, usage.models, usage.datasets);
  return w.length;
}

void *gn_context_room(gn_context *context, size_t bytes) {
  const gn_status status =
      gn_make_room(&context->own, bytes, "the text or output", &context->room, &context->failure);
  return status == GN_OK ? context->room : NULL;
}

gn_dataset *gn_context_staging(gn_context *context) { return context->staging; }
