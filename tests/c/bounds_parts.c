/* bounds_parts.c: a gradient or a weight beyond its bounds is found in whichever part of a shared look it
 * lies: the layer is named, and no weight has changed. */
#include "team.h"

#include <string.h>

#include "check.h"
#include "glassnet.h"

/* 20,200 numbers of the first layer and 603 of the second, and as many gradients behind them: three parts. */
static const char spec[] =
    "{\"input\":[100],\"layers\":["
    "{\"type\":\"dense\",\"name\":\"first\",\"units\":200},"
    "{\"type\":\"dense\",\"name\":\"second\",\"units\":3}],"
    "\"loss\":\"meanSquaredError\",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":1}}";

static void refuses(gn_context *context, gn_model *model, float *number, float beyond, const char *what,
                    const char *layer) {
  const float *const w = gn_model_block(model, GN_BLOCK_WEIGHTS);
  const float before = *number, first = w[0];
  *number = beyond;
  CHECK(gn_model_update(model) == GN_NUMERIC);
  CHECK(strncmp(gn_context_failure(context)->message, what, strlen(what)) == 0);
  CHECK(strcmp(gn_context_failure(context)->layer, layer) == 0);
  CHECK(w[0] == first);
  *number = before;
}

int main(void) {
  gn_context *context = gn_context_create(1 << 20);
  gn_model *model;
  CHECK(gn_model_create(context, spec, strlen(spec), &model) == GN_OK);
  float *w = gn_model_block(model, GN_BLOCK_WEIGHTS), *g = gn_model_block(model, GN_BLOCK_GRADIENTS);
  for (size_t i = 0; i < 20804; i++) g[i] = 1;
  refuses(context, model, g + 7, 2e18f, "a gradient", "first");
  refuses(context, model, g + 20100, -2e18f, "a gradient", "first");
  refuses(context, model, g + 20800, NAN, "a gradient", "second");
  refuses(context, model, w + 7, INFINITY, "a weight", "first");
  refuses(context, model, w + 20800, 2e30f, "a weight", "second");
  const float was = w[20800];
  CHECK(gn_model_update(model) == GN_OK && w[20800] == was - 1);
  gn_model_release(model);
  gn_context_release(context);
  return report();
}
