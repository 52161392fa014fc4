/* directory.c: what each layer says of itself (shape, parameters, multiply-adds) against figures worked out
 * by hand, and the number of inputs that it takes. */
#include <string.h>

#include "check.h"
#include "glassnet.h"
#include "registry.h"
#include "writer.h"

static const struct layer_case {
  const char *type, *options, *input;
  const char *says; /* of the directory */
  int inputs;       /* how many it must have */
} cases[] = {
    {"dense", "\"units\":3", "5",
     "\"outputShape\":[3],\"parameters\":18,\"trainable\":true,\"multiplyAdds\":15", 1},
    {"activation", "\"activation\":\"relu\"", "5", "\"outputShape\":[5],\"parameters\":0", 1},
    {"flatten", "\"name\":\"it\"", "2,3,4", "\"outputShape\":[24],\"parameters\":0", 1},
    {"reshape", "\"targetShape\":[4,6]", "2,3,4", "\"outputShape\":[4, 6],\"parameters\":0", 1},
    {"dropout", "\"rate\":0.5", "5", "\"outputShape\":[5],\"parameters\":0", 1},
    {"spatialDropout2d", "\"rate\":0.5", "2,3,4", "\"outputShape\":[2, 3, 4],\"parameters\":0", 1},
    /* 4·5 places, each 3·3·2·7 products */
    {"conv2d", "\"filters\":7,\"kernelSize\":3", "6,7,2",
     "\"outputShape\":[4, 5, 7],\"parameters\":133,\"trainable\":true,\"multiplyAdds\":2520", 1},
    {"depthwiseConv2d", "\"kernelSize\":3,\"depthMultiplier\":2", "6,7,2",
     "\"outputShape\":[4, 5, 4],\"parameters\":40,\"trainable\":true,\"multiplyAdds\":720", 1},
    {"zeroPadding2d", "\"padding\":1", "2,3,4", "\"outputShape\":[4, 5, 4],\"parameters\":0", 1},
    {"maxPooling2d", "\"poolSize\":2", "4,6,2", "\"outputShape\":[2, 3, 2],\"parameters\":0", 1},
    {"averagePooling2d", "\"poolSize\":2", "4,6,2", "\"outputShape\":[2, 3, 2],\"parameters\":0", 1},
    {"globalMaxPooling2d", "\"name\":\"it\"", "4,6,2", "\"outputShape\":[2],\"parameters\":0", 1},
    {"globalAveragePooling2d", "\"name\":\"it\"", "4,6,2", "\"outputShape\":[2],\"parameters\":0", 1},
    {"batchNormalization", "\"name\":\"it\"", "4,6,2", "\"outputShape\":[4, 6, 2],\"parameters\":4", 1},
    {"layerNormalization", "\"name\":\"it\"", "4,6", "\"outputShape\":[4, 6],\"parameters\":12", 1},
    {"add", "\"name\":\"it\"", "4,6", "\"outputShape\":[4, 6],\"parameters\":0", 2},
    {"multiply", "\"name\":\"it\"", "4,6", "\"outputShape\":[4, 6],\"parameters\":0", 2},
    {"concatenate", "\"axis\":1", "4,6", "\"outputShape\":[8, 6],\"parameters\":0", 2},
    {"concatenate", "\"axis\":-1", "4,6", "\"outputShape\":[4, 12],\"parameters\":0", 2},
    {"concatenate", "\"axis\":2", "4,6", "\"outputShape\":[4, 12],\"parameters\":0", 2},
};
enum { CASES = sizeof cases / sizeof *cases };

static char text[4096];

/* The layer on `inputs` times the input. */
static gn_status outline(gn_context *context, const struct layer_case *c, int inputs) {
  char spec[512];
  gn_model *model;
  gn_writer w = {spec, sizeof spec, 0};
  gn_write(&w, "{\"input\":[%s],\"layers\":[{\"type\":%q,%s,\"inputs\":[", c->input, c->type, c->options);
  for (int i = 0; i < inputs; i++) gn_write(&w, "%s\"input\"", i > 0 ? "," : "");
  gn_write(&w, "]}]}");
  const gn_status status = gn_model_outline(context, spec, w.length, &model);
  if (status != GN_OK) return status;
  CHECK(gn_model_directory(model, text, sizeof text) < sizeof text);
  gn_model_release(model);
  return GN_OK;
}

static void says_what_it_is(gn_context *context, const struct layer_case *c) {
  CHECK(outline(context, c, c->inputs) == GN_OK);
  const bool says = strstr(text, c->says) != NULL;
  CHECK(says);
  if (!says) fprintf(stderr, "  %s: %s\n", c->type, text);
}

static void refuses_more_or_fewer_inputs(gn_context *context, const struct layer_case *c) {
  const int other = c->inputs == 1 ? 2 : 1;
  CHECK(outline(context, c, other) == GN_ARGUMENT);
  CHECK(strstr(gn_context_failure(context)->message, "input"));
}

static void every_kind_has_a_case(void) {
  for (const gn_kind *const *kind = gn_registry[GN_FAMILY_LAYERS].kinds; *kind; kind++) {
    bool found = false;
    for (int i = 0; i < CASES; i++) found |= strcmp(cases[i].type, (*kind)->type) == 0;
    CHECK(found);
    if (!found) fprintf(stderr, "  %s has no case\n", (*kind)->type);
  }
}

static void refusal(gn_context *context, const char *spec, gn_status status, const char *says) {
  gn_model *model;
  CHECK(gn_model_outline(context, spec, strlen(spec), &model) == status);
  const bool is_said = strstr(gn_context_failure(context)->message, says) != NULL;
  CHECK(is_said);
  if (!is_said) fprintf(stderr, "  %s\n", gn_context_failure(context)->message);
}

#define FORK "{\"input\":[4,6],\"layers\":[{\"type\":\"dense\",\"units\":6},{\"type\":\"dense\",\"units\":5},"

int main(void) {
  gn_context *context = gn_context_create(1 << 20);
  every_kind_has_a_case();
  for (int i = 0; i < CASES; i++) {
    says_what_it_is(context, &cases[i]);
    refuses_more_or_fewer_inputs(context, &cases[i]);
  }
  refusal(context, FORK "{\"type\":\"add\",\"inputs\":[\"dense_1\",\"input\",\"dense_2\"]}]}", GN_SHAPE,
          "its input 3 the shape [4, 5]");
  refusal(context, FORK "{\"type\":\"concatenate\",\"axis\":1,\"inputs\":[\"dense_1\",\"dense_2\"]}]}",
          GN_SHAPE, "its input 2 the shape [4, 5]");
  refusal(context, FORK "{\"type\":\"concatenate\",\"axis\":0,\"inputs\":[\"input\",\"dense_2\"]}]}",
          GN_ARGUMENT, "is 0: for inputs of the shape [4, 6] it must be from 1 to 2");
  refusal(context, FORK "{\"type\":\"concatenate\",\"axis\":3,\"inputs\":[\"input\",\"dense_2\"]}]}",
          GN_ARGUMENT, "from -2 to -1");
  refusal(context, FORK "{\"type\":\"concatenate\",\"axis\":-3,\"inputs\":[\"input\",\"dense_2\"]}]}",
          GN_ARGUMENT, "is -3");
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
