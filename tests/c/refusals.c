/* refusals.c: whatever can be wrong with a spec, or with a layer's options and the shapes that it gets, and
 * where the message says that it is. Outlines are enough: no weights are made. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "glassnet.h"
#include "writer.h"

/* A model of these layers on this input, and what else stands in the spec. */
#define ON(input_, layers_) "{\"input\":[" input_ "],\"layers\":[" layers_ "]}"
#define LAYER(options_) ON("4", "{" options_ "}")
#define DENSE(options_) LAYER("\"type\":\"dense\",\"units\":2," options_)
#define ASIDE(others_) "{\"input\":[4],\"layers\":[{\"type\":\"dense\",\"units\":2}]," others_ "}"
#define IMAGE(layers_) ON("4,4,2", layers_)
#define FORK "{\"type\":\"dense\",\"units\":3},{\"type\":\"dense\",\"units\":2,\"inputs\":\"input\"},"
#define ALL "\"input\",\"input\",\"input\",\"input\",\"input\",\"input\",\"input\",\"input\""

static const struct refusal {
  const char *spec;
  gn_status status;
  const char *says;
} refusals[] = {
    /* the spec as a whole */
    {"", GN_FORMAT, "not JSON: there is a mistake at byte 0"},
    {"[]", GN_ARGUMENT, "the spec must be an object with input and layers"},
    {"{\"input\":[4]}", GN_ARGUMENT, "layers is missing"},
    {"{\"input\":[4],\"layers\":{}}", GN_ARGUMENT, "layers must be a list of at least one layer"},
    {"{\"input\":[4],\"layers\":[]}", GN_ARGUMENT, "layers must be a list of at least one layer"},
    {"{\"layers\":[{\"type\":\"flatten\"}]}", GN_ARGUMENT, "input is not given"},
    {ASIDE("\"seed\":1,\"seed\":2"), GN_ARGUMENT, "the spec has \"seed\" twice: leave one out"},
    {ASIDE("\"sead\":1"), GN_ARGUMENT, "the spec has no field \"sead\"; its fields are layers, input, loss"},
    {ASIDE("\"seed\":\"x\""), GN_ARGUMENT, "seed is \"x\": it must be a whole number from 0"},
    {ASIDE("\"seed\":-1"), GN_ARGUMENT, "seed is -1: it must be a whole number from 0"},
    {ASIDE("\"seed\":1.5"), GN_ARGUMENT, "seed is 1.5: it must be a whole number from 0"},
    {ASIDE("\"seed\":1e300"), GN_ARGUMENT, "seed is 1e300"},
    /* layers, their kinds and names */
    {ON("4", "5"), GN_ARGUMENT, "layers[0] must be an object with a type"},
    {LAYER("\"units\":2"), GN_ARGUMENT, "layers[0] has no `type`: say which layer it is"},
    {LAYER("\"type\":5"), GN_ARGUMENT, "layers[0] is 5: it must be the name of one of the layers"},
    {LAYER("\"type\":\"dence\""), GN_ARGUMENT, "layers[0]: there is no layer \"dence\"; there are dense, "},
    {DENSE("\"units\":3"), GN_ARGUMENT, "layers[0] has \"units\" twice"},
    {DENSE("\"unit\":3"), GN_ARGUMENT,
     "layers[0] has no field \"unit\"; its fields are type, name, inputs, "},
    {DENSE("\"name\":5"), GN_ARGUMENT, "layers[0].name is 5: it must be a text in quotes"},
    {DENSE("\"name\":\"aaaaaaaabbbbbbbbccccccccddddddddaaaaaaaabbbbbbbbccccccccdddddddd\""), GN_ARGUMENT,
     "it must be a name of at most 63 bytes"},
    {DENSE("\"name\":\"a\\u0000b\""), GN_ARGUMENT, "a name without the character \\u0000"},
    {DENSE("\"name\":\"input\""), GN_ARGUMENT, "another layer is called \"input\" already"},
    {DENSE("\"inputs\":5"), GN_ARGUMENT, "layers[0].inputs is 5: it must be a list of names"},
    {DENSE("\"inputs\":[\"input\",5]"), GN_ARGUMENT, "it must be a list of names"},
    {DENSE("\"inputs\":\"later\""), GN_ARGUMENT, "there is no layer \"later\" before this one"},
    {DENSE("\"inputs\":\"aaaaaaaabbbbbbbbccccccccddddddddaaaaaaaabbbbbbbbccccccccddddddddd\""), GN_ARGUMENT,
     "there is no layer \"aaaa"},
    {LAYER("\"type\":\"add\",\"inputs\":[" ALL ",\"input\"]"), GN_ARGUMENT, "inputs has more than 8 names"},
    {DENSE("\"inputs\":[\"input\",\"input\"]"), GN_ARGUMENT,
     "layers[0] (dense) has 2 inputs; it takes 1 to 1"},
    {ON("4", FORK "{\"type\":\"flatten\"}"), GN_ARGUMENT, "no layer takes the output of \"dense_1\""},
    {DENSE("\"trainable\":1"), GN_ARGUMENT, "layers[0].trainable is 1: it must be true or false"},
    /* numbers */
    {LAYER("\"type\":\"dense\""), GN_ARGUMENT, "layers[0].units is not given: it must be a whole number"},
    {LAYER("\"type\":\"dense\",\"units\":\"2\""), GN_ARGUMENT, "units is \"2\": it must be a whole number"},
    {LAYER("\"type\":\"dense\",\"units\":1.5"), GN_ARGUMENT,
     "units is 1.5: it must be a whole number from 1 to "},
    {LAYER("\"type\":\"dense\",\"units\":-1e300"), GN_ARGUMENT, "units is -1e300"},
    {LAYER("\"type\":\"dense\",\"units\":0"), GN_ARGUMENT,
     "units is 0: it must be a whole number from 1 to "},
    {LAYER("\"type\":\"dropout\",\"rate\":1"), GN_ARGUMENT,
     "rate is 1: it must be a number from 0 to below 1"},
    {LAYER("\"type\":\"concatenate\",\"axis\":1.5"), GN_ARGUMENT,
     "axis is 1.5: it must be a whole number from -5 to 5"},
    {DENSE("\"kernelInitializer\":{\"type\":\"constant\",\"value\":-1e999}"), GN_ARGUMENT,
     "value is -1e999: it must be a number from -1000000 to 1000000"},
    {ASIDE("\"optimizer\":{\"clipNorm\":0}"), GN_ARGUMENT,
     "optimizer.clipNorm is 0: it must be a number above 0"},
    {ASIDE("\"optimizer\":{\"schedule\":{\"type\":\"step\",\"every\":0}}"), GN_ARGUMENT,
     "optimizer.schedule.every is 0: it must be a whole number at least 1"},
    {DENSE("\"kernelConstraint\":{\"type\":\"maxNorm\",\"max\":0}"), GN_ARGUMENT,
     "kernelConstraint.max is 0: it must be a number above 0 to 1000000"},
    {ASIDE("\"loss\":\"\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80"
           "\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80"
           "\xe4\xb8\x80\xe4\xb8\x80\""),
     GN_ARGUMENT, "\xe4\xb8\x80; there are "}, /* cut between two characters */
    {ASIDE("\"loss\":5"), GN_ARGUMENT, "loss is 5: it must be the name of one of the losses"},
    {ASIDE("\"loss\":{\"type\":\"meanSquaredError\",\"reduction\":\"max\"}"), GN_ARGUMENT,
     "loss.reduction is \"max\": it must be \"mean\" or \"sum\""},
    /* sizes */
    {ON("4.5", "{\"type\":\"flatten\"}"), GN_ARGUMENT, "input is 4.5: it must be a whole number from 1 to"},
    {ON("", "{\"type\":\"flatten\"}"), GN_ARGUMENT, "input is []: it must be a list of at least one size"},
    {ON("1,1,1,1,1,1", "{\"type\":\"flatten\"}"), GN_ARGUMENT, "it must be a list of at most 5 sizes"},
    {ON("16384,16385", "{\"type\":\"flatten\"}"), GN_LIMIT, "more than 268435456 numbers in one tensor"},
    {"{\"input\":0,\"layers\":[{\"type\":\"flatten\"}]}", GN_ARGUMENT, "input is 0: it must be"},
    {"{\"input\":null,\"layers\":[{\"type\":\"flatten\"}]}", GN_ARGUMENT, "input is null: it must be a list"},
    {IMAGE("{\"type\":\"maxPooling2d\",\"poolSize\":null}"), GN_ARGUMENT,
     "poolSize is null: it must be a list"},
    {IMAGE("{\"type\":\"maxPooling2d\",\"poolSize\":[2,2,2]}"), GN_ARGUMENT,
     "poolSize of layer \"maxPooling2d_1\" is [2, 2, 2]: it must be one number for both axes"},
    {IMAGE("{\"type\":\"conv2d\",\"filters\":1,\"kernelSize\":2,\"strides\":[1,1,1]}"), GN_ARGUMENT,
     "strides of layer"},
    {IMAGE("{\"type\":\"conv2d\",\"filters\":1,\"kernelSize\":2,\"dilationRate\":[1,1,1]}"), GN_ARGUMENT,
     "dilationRate of layer"},
    {IMAGE("{\"type\":\"averagePooling2d\",\"poolSize\":[5,2]}"), GN_SHAPE,
     "the window [5, 2] of layer \"averagePooling2d_1\" is larger than its input's [4, 4]: give a smaller "
     "poolSize"},
    {IMAGE("{\"type\":\"conv2d\",\"filters\":1,\"kernelSize\":[3,1],\"dilationRate\":[2,1]}"), GN_SHAPE,
     "the window [5, 1] of layer \"conv2d_1\", spread by dilationRate, is larger"},
    {IMAGE("{\"type\":\"depthwiseConv2d\",\"kernelSize\":[1,3],\"dilationRate\":[1,2]}"), GN_SHAPE,
     "spread by dilationRate, is larger"},
    /* shapes that do not fit */
    {LAYER("\"type\":\"maxPooling2d\""), GN_SHAPE,
     "\"maxPooling2d_1\" takes images, [height, width, channels]"},
    {LAYER("\"type\":\"globalAveragePooling2d\""), GN_SHAPE, "takes images"},
    {LAYER("\"type\":\"globalMaxPooling2d\""), GN_SHAPE, "takes images"},
    {LAYER("\"type\":\"conv2d\",\"filters\":1,\"kernelSize\":1"), GN_SHAPE, "takes images"},
    {LAYER("\"type\":\"depthwiseConv2d\",\"kernelSize\":1"), GN_SHAPE, "takes images"},
    {LAYER("\"type\":\"spatialDropout2d\",\"rate\":0.5"), GN_SHAPE, "takes images"},
    {LAYER("\"type\":\"zeroPadding2d\""), GN_SHAPE, "takes images"},
    {IMAGE("{\"type\":\"zeroPadding2d\",\"padding\":[1,2,3]}"), GN_ARGUMENT, "or [top, bottom, left, right]"},
    {IMAGE("{\"type\":\"zeroPadding2d\",\"padding\":[1,2,3,4,5]}"), GN_ARGUMENT,
     "or [top, bottom, left, right]"},
    {LAYER("\"type\":\"reshape\",\"targetShape\":[5]"), GN_SHAPE,
     "the sizes of targetShape must multiply to 4"},
    {ON("4", FORK "{\"type\":\"add\",\"inputs\":[\"dense_1\",\"dense_2\"]}"), GN_SHAPE,
     "its input 2 the shape [2]"},
    {ON("4,2", "{\"type\":\"flatten\"},{\"type\":\"multiply\",\"inputs\":[\"flatten_1\",\"input\"]}"),
     GN_SHAPE, "its input 2 the shape [4, 2]"},
    {ON("4,2", "{\"type\":\"flatten\"},{\"type\":\"concatenate\",\"inputs\":[\"flatten_1\",\"input\"]}"),
     GN_SHAPE, "its input 2 the shape [4, 2]"},
    /* what is too large */
    {ON("16777216,16",
        "{\"type\":\"flatten\"},{\"type\":\"flatten\",\"inputs\":\"input\"},{\"type\":\"concatenate\","
        "\"inputs\":[\"flatten_1\",\"flatten_2\"]}"),
     GN_LIMIT, "the output of \"concatenate_1\" has more than 268435456 numbers a sample"},
    {ON("16777216,16", "{\"type\":\"concatenate\",\"axis\":2,\"inputs\":[" ALL "]}"), GN_LIMIT,
     "more than 268435456"},
    {ON("16777216", "{\"type\":\"dense\",\"units\":17}"), GN_LIMIT,
     "the model has more than 268435456 parameters from layer \"dense_1\" on"},
    {ON("8192", "{\"type\":\"dense\",\"units\":16384},{\"type\":\"dense\",\"units\":16384}"), GN_LIMIT,
     "parameters from layer \"dense_2\" on"},
    {ON("1,1,16777216", "{\"type\":\"depthwiseConv2d\",\"kernelSize\":1}"), GN_LIMIT,
     "more than 1000000 channels"},
    {ON("1,1,1000", "{\"type\":\"depthwiseConv2d\",\"kernelSize\":1,\"depthMultiplier\":1001}"), GN_LIMIT,
     "more than 1000000 channels: give a smaller depthMultiplier"},
    {ON("16384,16384,1", "{\"type\":\"conv2d\",\"filters\":1,\"kernelSize\":3,\"padding\":\"same\"}"),
     GN_LIMIT, "framed as its window needs, have more than 268435456 numbers"},
    {ON("16384,16384,1", "{\"type\":\"zeroPadding2d\",\"padding\":1}"), GN_LIMIT,
     "more than 268435456 numbers"},
    /* a loss that the output does not suit */
    {ASIDE("\"loss\":\"perceptron\",\"optimizer\":\"sdg\""), GN_ARGUMENT, "there is no optimizer \"sdg\""},
};

static void is_refused(gn_context *context, const struct refusal *r) {
  gn_model *model = NULL;
  const gn_status status = gn_model_outline(context, r->spec, strlen(r->spec), &model);
  const char *message = gn_context_failure(context)->message;
  const bool well = status == r->status && !model && strstr(message, r->says);
  CHECK(well);
  if (!well) fprintf(stderr, "  %s\n  %d: %s\n", r->spec, status, status == GN_OK ? "taken" : message);
  if (model) gn_model_release(model);
}

/* One layer more than there may be. */
static void as_many_layers_as_there_may_be(gn_context *context) {
  enum { MOST = 1024, SIZE = 1 << 16 };
  char *spec = malloc(SIZE);
  gn_model *model;
  for (int count = MOST; count <= MOST + 1; count++) {
    gn_writer w = {spec, SIZE, 0};
    gn_write(&w, "{\"input\":[2],\"layers\":[{\"type\":\"flatten\"}");
    for (int i = 1; i < count; i++) gn_write(&w, ",{\"type\":\"flatten\"}");
    gn_write(&w, "]}");
    CHECK(gn_model_outline(context, spec, w.length, &model) == (count == MOST ? GN_OK : GN_LIMIT));
    if (count == MOST) gn_model_release(model);
  }
  CHECK(strstr(gn_context_failure(context)->message, "layers has 1025 entries; at most 1024 are possible"));
  free(spec);
}

int main(void) {
  gn_context *context = gn_context_create(1 << 22);
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) is_refused(context, &refusals[i]);
  as_many_layers_as_there_may_be(context);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
