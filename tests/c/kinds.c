/* kinds.c: every kind at a few points: figures of the courses, values and derivatives of PyTorch in double
 * precision, and the promises that kind.h makes for all of them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "decode.h"

/* A kind with its options, from what a spec would say, here in JSON. */
static gn_choice choose(gn_field_type type, const char *json) {
  static const gn_field none = {0};
  const gn_field fields[] = {{.name = "it", .type = type}, none};
  char text[256];
  union { /* the value of a loss or an optimizer goes on with what is common to all */
    gn_choice choice;
    gn_loss_choice loss;
    gn_optimizer_choice optimizer;
  } value = {0};
  gn_failure failure;
  const gn_target targets[2] = {{fields, &value}, {NULL, NULL}};
  snprintf(text, sizeof text, "{\"it\":%s}", json);
  CHECK(gn_decode_object(gn_json_of(text), "", "type", targets, &failure) == GN_OK);
  return value.choice;
}

static const gn_loss *loss_named(const char *name) {
  return (const gn_loss *)gn_registry_find(GN_FAMILY_LOSSES, name, strlen(name));
}

/* The error relative to the larger of the expected value and 10⁻¹². */
static double relative(double got, double expected) {
  return fabs(got - expected) / fmax(fabs(expected), 1e-12);
}

/* ---- Activations ---- */

enum { POINTS = 6 };
static const float points[POINTS] = {-6, -2, -0.5f, 0, 0.5f, 3};

static const struct activation_case {
  const char *name;
  double value[POINTS], slope[POINTS];
} activation_cases[] = {
    {"\"linear\"", {-6, -2, -0.5, 0, 0.5, 3}, {1, 1, 1, 1, 1, 1}},
    {"\"sigmoid\"",
     {0.00247262316, 0.119202922, 0.377540669, 0.5, 0.622459331, 0.952574127},
     {0.00246650929, 0.104993585, 0.235003712, 0.25, 0.235003712, 0.0451766597}},
    {"\"tanh\"",
     {-0.999987712, -0.96402758, -0.462117157, 0, 0.462117157, 0.995054754},
     {2.45765474e-05, 0.0706508249, 0.786447733, 1, 0.786447733, 0.00986603717}},
    {"\"relu\"", {0, 0, 0, 0, 0.5, 3}, {0, 0, 0, 0, 1, 1}},
    {"\"leakyRelu\"", {-0.06, -0.02, -0.005, 0, 0.5, 3}, {0.01, 0.01, 0.01, 0.01, 1, 1}},
    {"{\"type\":\"leakyRelu\",\"negativeSlope\":0.2}",
     {-1.2, -0.4, -0.1, 0, 0.5, 3},
     {0.2, 0.2, 0.2, 0.2, 1, 1}},
    {"\"elu\"",
     {-0.997521248, -0.864664717, -0.39346934, 0, 0.5, 3},
     {0.00247875218, 0.135335283, 0.60653066, 1, 1, 1}},
    {"\"silu\"",
     {-0.0148357389, -0.238405844, -0.188770334, 0, 0.311229666, 2.85772238},
     {-0.0123264326, -0.0907842488, 0.260038813, 0.5, 0.739961187, 1.08810411}},
    {"\"gelu\"",
     {-5.91952587e-09, -0.0455002639, -0.154268769, 0, 0.345731231, 2.99595031},
     {-3.54687095e-08, -0.0852318011, 0.132504875, 0.5, 0.867495125, 1.01194565}},
    {"\"softplus\"",
     {0.00247568514, 0.126928011, 0.474076984, 0.693147181, 0.974076984, 3.04858735},
     {0.00247262316, 0.119202922, 0.377540669, 0.5, 0.622459331, 0.952574127}},
    {"\"step\"", {0, 0, 0, 0, 1, 1}, {0, 0, 0, 0, 0, 0}},
    {"\"sign\"", {-1, -1, -1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}},
};

/* In place, as kind.h allows, over more numbers than one block holds. */
static void activations_have_their_values_and_slopes(void) {
  enum { COUNT = 100 * POINTS };
  for (size_t c = 0; c < sizeof activation_cases / sizeof *activation_cases; c++) {
    const struct activation_case *expected = &activation_cases[c];
    const gn_choice choice = choose(GN_ACTIVATION, expected->name);
    const gn_activation *f = (const gn_activation *)choice.kind;
    float z[COUNT], a[COUNT], d[COUNT];
    for (size_t i = 0; i < COUNT; i++) z[i] = a[i] = points[i % POINTS], d[i] = 2;
    f->forward(choice.options.bytes, 100, POINTS, a, a);
    f->backward(choice.options.bytes, 100, POINTS, z, a, d, d);
    for (size_t i = 0; i < COUNT; i++) {
      CHECK(relative(a[i], expected->value[i % POINTS]) < 1e-5);
      const double slope = expected->slope[i % POINTS];
      CHECK_NEAR(d[i], 2 * slope, 2e-5 * fabs(slope) + 4e-7); /* 1 − tanh² cancels near ±1 */
      CHECK(a[i] >= f->low && a[i] <= f->high);
    }
  }
}

static void activations_stay_finite_far_out_and_pass_nan_on(void) {
  for (const gn_kind *const *kind = gn_registry[GN_FAMILY_ACTIVATIONS].kinds; *kind; kind++) {
    char json[64];
    snprintf(json, sizeof json, "\"%s\"", (*kind)->type);
    const gn_choice choice = choose(GN_ACTIVATION, json);
    const gn_activation *f = (const gn_activation *)choice.kind;
    const float z[5] = {-1e30f, -1000, 0, 1000, 1e30f}, broken[1] = {NAN}, one[5] = {1, 1, 1, 1, 1};
    float a[5], d[5];
    f->forward(choice.options.bytes, 1, 5, z, a);
    f->backward(choice.options.bytes, 1, 5, z, a, one, d);
    for (int i = 0; i < 5; i++) CHECK(isfinite(a[i]) && isfinite(d[i]));
    f->forward(choice.options.bytes, 1, 1, broken, a);
    CHECK(isnan(a[0]));
  }
}

/* Curriculum, section 2. */
static void softmax_of_the_courses(void) {
  const gn_choice choice = choose(GN_ACTIVATION, "\"softmax\"");
  const gn_activation *f = (const gn_activation *)choice.kind;
  const float z[3] = {4, 1, -4}, da[3] = {1, 0, 0};
  float a[3], dz[3];
  f->forward(NULL, 1, 3, z, a);
  CHECK_NEAR(a[0], 0.95227, 5e-6);
  CHECK_NEAR(a[1], 0.04741, 5e-6);
  CHECK_NEAR(a[2], 0.00032, 5e-6);
  /* ∂a₁/∂z: a₁(1 − a₁), −a₁a₂, −a₁a₃ */
  f->backward(NULL, 1, 3, z, a, da, dz);
  CHECK_NEAR(dz[0], a[0] * (1 - a[0]), 1e-7);
  CHECK_NEAR(dz[1], -a[0] * a[1], 1e-7);
  CHECK_NEAR(dz[2], -a[0] * a[2], 1e-7);
}

/* ---- Losses ---- */

static void squared_errors(void) {
  const float p[4] = {1, 2, 3, 4}, y[4] = {0, 0, 3, 6}, scale[2] = {1, 0.5f};
  float loss[2], d[4];
  const gn_loss *mean = loss_named("meanSquaredError"), *half = loss_named("halfSquaredError");
  mean->of_output.value(2, 2, p, y, loss);
  CHECK(loss[0] == 2.5f && loss[1] == 2);
  mean->of_output.gradient(2, 2, p, y, scale, d);
  CHECK(d[0] == 1 && d[1] == 2 && d[2] == 0 && d[3] == -1);
  half->of_output.value(2, 2, p, y, loss);
  CHECK(loss[0] == 2.5f && loss[1] == 2);
  half->of_output.gradient(2, 2, p, y, scale, d);
  CHECK(d[0] == 1 && d[1] == 2 && d[2] == 0 && d[3] == -1);
}

/* Curriculum, section 2: the true class gets 0.4, 0.4, 0.1 from one model, 0.7, 0.7, 0.3 from another. */
static void cross_entropy_of_the_courses(void) {
  const gn_loss *l = loss_named("categoricalCrossentropy");
  const float y[9] = {0, 0, 1, 0, 1, 0, 1, 0, 0};
  const float first[9] = {0.3f, 0.3f, 0.4f, 0.3f, 0.4f, 0.3f, 0.1f, 0.2f, 0.7f};
  const float second[9] = {0.1f, 0.2f, 0.7f, 0.1f, 0.7f, 0.2f, 0.3f, 0.4f, 0.3f};
  float loss[3];
  l->of_output.value(3, 3, first, y, loss);
  CHECK_NEAR((loss[0] + loss[1] + loss[2]) / 3, 1.378, 5e-4);
  l->of_output.value(3, 3, second, y, loss);
  CHECK_NEAR((loss[0] + loss[1] + loss[2]) / 3, 0.639, 5e-4);
}

/* What the two forms of a loss say of the same net inputs. */
static void logits_and_outputs_agree(void) {
  static const char *const names[] = {"binaryCrossentropy", "categoricalCrossentropy"};
  const float z[6] = {0.5f, -1, 2, -0.25f, 0, 3}, y[6] = {0, 0, 1, 0.2f, 0.3f, 0.5f}, scale[2] = {1, 2};
  for (size_t k = 0; k < 2; k++) {
    const gn_loss *l = loss_named(names[k]);
    const gn_activation *f =
        (const gn_activation *)gn_registry_find(GN_FAMILY_ACTIVATIONS, l->logits_of, strlen(l->logits_of));
    float a[6], from_output[2], from_logits[2], da[6], dz[6], direct[6];
    f->forward(NULL, 2, 3, z, a);
    l->of_output.value(2, 3, a, y, from_output);
    l->of_logits.value(2, 3, z, y, from_logits);
    for (int r = 0; r < 2; r++) CHECK_NEAR(from_logits[r], from_output[r], 1e-6);
    l->of_output.gradient(2, 3, a, y, scale, da);
    f->backward(NULL, 2, 3, z, a, da, dz);
    l->of_logits.gradient(2, 3, z, y, scale, direct);
    for (int i = 0; i < 6; i++) CHECK_NEAR(direct[i], dz[i], 1e-6);
  }
}

static void losses_are_finite_on_large_logits(void) {
  static const char *const names[] = {"binaryCrossentropy", "categoricalCrossentropy"};
  const float z[4] = {1000, -1000, -1000, 1000}, y[4] = {0, 1, 0, 1}, scale[2] = {1, 1};
  float loss[2], d[4];
  for (size_t k = 0; k < 2; k++) {
    const gn_loss *l = loss_named(names[k]);
    l->of_logits.value(2, 2, z, y, loss);
    l->of_logits.gradient(2, 2, z, y, scale, d);
    CHECK(loss[0] == (k == 0 ? 1000 : 2000) && loss[1] == 0);
    for (int i = 0; i < 4; i++) CHECK_NEAR(d[i], i == 0 ? (k ? 1 : 0.5) : i == 1 ? (k ? -1 : -0.5) : 0, 1e-7);
  }
}

static float value_of(const gn_loss *l, size_t width, const float *p, const float *y) {
  float loss;
  l->of_output.value(1, width, p, y, &loss);
  return loss;
}

/* −ln p is honest: infinite for what was held impossible, 0 for what was certain. */
static void cross_entropy_of_certain_outputs(void) {
  static const char *const names[] = {"binaryCrossentropy", "categoricalCrossentropy"};
  const float right[2] = {1, 0}, wrong[2] = {0, 1}, broken[2] = {NAN, 0}, tiny[1] = {1e-10f}, no[1] = {0};
  for (size_t k = 0; k < 2; k++) {
    const gn_loss *l = loss_named(names[k]);
    CHECK(value_of(l, 2, right, right) == 0);
    CHECK(isinf(value_of(l, 2, wrong, right)));
    CHECK(isnan(value_of(l, 2, broken, wrong)));
  }
  CHECK(relative(value_of(loss_named("binaryCrossentropy"), 1, tiny, no), 1e-10) < 1e-5);
}

/* ---- Optimizers ---- */

enum { STEPS = 3 };
static const struct optimizer_case {
  const char *json;
  double w[STEPS][2]; /* from (1, −2), by PyTorch */
} optimizer_cases[] = {
    {"\"sgd\"", {{0.995, -1.99}, {0.9975, -2.01}, {0.9875, -2.01}}},
    {"{\"learningRate\":0.1,\"weightDecay\":0.1}", {{0.94, -1.88}, {0.9556, -2.0612}, {0.846044, -2.040588}}},
    {"{\"learningRate\":0.1,\"momentum\":0.9,\"dampening\":0.5,\"weightDecay\":0.1}",
     {{0.94, -1.88}, {0.8938, -1.8626}, {0.797751, -1.837627}}},
    {"{\"learningRate\":0.1,\"momentum\":0.9,\"nesterov\":true}",
     {{0.905, -1.81}, {0.912, -2.109}, {0.7058, -2.1981}}},
    {"\"rmsprop\"", {{0.996837723, -1.99683772}, {0.998312142, -1.99969487}, {0.995493563, -1.99969487}}},
    {"{\"type\":\"rmsprop\",\"momentum\":0.9,\"rho\":0.99}",
     {{0.990000002, -1.99}, {0.985490136, -1.98995323}, {0.97268386, -1.98991114}}},
    {"{\"type\":\"rmsprop\",\"epsilon\":0.1}",
     {{0.998062871, -1.99759747}, {0.998990314, -2.00009747}, {0.99679149, -2.00009747}}},
    {"{\"type\":\"rmsprop\",\"momentum\":0.9,\"epsilon\":0.1}",
     {{0.998062871, -1.99759747}, {0.997246897, -1.99793519}, {0.994313698, -1.99823914}}},
    {"\"adam\"", {{0.999, -1.999}, {0.998733663, -1.9993661}, {0.998075551, -1.9996491}}},
    {"{\"type\":\"adam\",\"learningRate\":0.1,\"weightDecay\":0.5}",
     {{0.900000001, -1.9}, {0.819695904, -1.87528317}, {0.731560621, -1.8331299}}},
    {"{\"type\":\"adam\",\"learningRate\":0.1,\"epsilon\":0.1}",
     {{0.916666667, -1.90909091}, {0.89541106, -1.94352386}, {0.838240766, -1.96978907}}},
    {"{\"type\":\"adamw\",\"learningRate\":0.1}",
     {{0.899000002, -1.898}, {0.871467299, -1.93271235}, {0.804784672, -1.95907955}}},
    {"{\"type\":\"adagrad\",\"learningRate\":0.1,\"epsilon\":0.1}",
     {{0.916666667, -1.90909091}, {0.954601955, -1.99470486}, {0.874322192, -1.99470486}}},
    {"{\"type\":\"adagrad\",\"initialAccumulator\":0.5}",
     {{0.994226497, -1.99183503}, {0.996999998, -2.00036306}, {0.989572185, -2.00036306}}},
};

enum { PADDED = 4 }; /* parameters, with what the planner adds */

static gn_update update_of(const gn_choice *choice, size_t count, float *w, const float *g, float *state) {
  const double learning_rate = *(const double *)choice->options.bytes;
  return (gn_update){.count = count,
                     .w = w,
                     .g = g,
                     .state = {state, state + count},
                     .learning_rate = learning_rate,
                     .t = 1};
}

static void optimizers_step_as_pytorch_does(void) {
  const float gradients[STEPS][PADDED] = {{0.5f, -1}, {-0.25f, 2}, {1, 0}};
  for (size_t c = 0; c < sizeof optimizer_cases / sizeof *optimizer_cases; c++) {
    const gn_choice choice = choose(GN_OPTIMIZER, optimizer_cases[c].json);
    const gn_optimizer *optimizer = (const gn_optimizer *)choice.kind;
    float w[PADDED] = {1, -2}, state[2 * PADDED] = {0};
    gn_update u = update_of(&choice, PADDED, w, NULL, state);
    for (int s = 0; s < STEPS; s++, u.t++) {
      u.g = gradients[s];
      optimizer->step(choice.options.bytes, &u);
      for (int i = 0; i < 2; i++) CHECK_NEAR(w[i], optimizer_cases[c].w[s][i], 5e-7);
    }
  }
}

/* When gradients end (a dead ReLU), averages shrink, but not to where arithmetic is slow: a small number is
 * added at each step, which is all there is where no gradient ever was. */
static void averages_keep_out_of_denormals(void) {
  for (size_t c = 0; c < sizeof optimizer_cases / sizeof *optimizer_cases; c++) {
    const gn_choice choice = choose(GN_OPTIMIZER, optimizer_cases[c].json);
    const gn_optimizer *optimizer = (const gn_optimizer *)choice.kind;
    float w[PADDED] = {0}, g[PADDED] = {1e-3f}, state[2 * PADDED] = {0};
    gn_update u = update_of(&choice, PADDED, w, g, state);
    for (; u.t <= 20000; u.t++, g[0] = 0) optimizer->step(choice.options.bytes, &u);
    for (int k = 0; k < optimizer->states(choice.options.bytes); k++) {
      const float *average = state + k * PADDED;
      CHECK(isnormal(average[0]) && isnormal(average[1]));
      if (!strstr(optimizer_cases[c].json, "weightDecay"))
        CHECK(average[1] > 0); /* decay is a gradient, too */
    }
  }
}

static void weights_without_gradient_stay(void) {
  static const char *const names[] = {"\"sgd\"", "{\"momentum\":0.9}", "\"rmsprop\"", "\"adam\"",
                                      "\"adagrad\""};
  for (size_t c = 0; c < sizeof names / sizeof *names; c++) {
    const gn_choice choice = choose(GN_OPTIMIZER, names[c]);
    float w[PADDED] = {0.01f}, state[2 * PADDED] = {0};
    const float g[PADDED] = {0};
    gn_update u = update_of(&choice, PADDED, w, g, state);
    for (; u.t <= 1000; u.t++) ((const gn_optimizer *)choice.kind)->step(choice.options.bytes, &u);
    CHECK(w[0] == 0.01f);
  }
}

/* Curriculum, section 1: M1(3,3)+, M2(4,3)+, M3(1,1)−, η = 1, always the first misclassified sample. */
static void perceptron_of_the_courses(void) {
  const float x[3][2] = {{3, 3}, {4, 3}, {1, 1}}, y[3] = {1, 1, -1}, one = 1;
  static const float expected[7][3] = {{3, 3, 1},  {2, 2, 0},  {1, 1, -1}, {0, 0, -2},
                                       {3, 3, -1}, {2, 2, -2}, {1, 1, -3}};
  const gn_loss *loss = loss_named("perceptron");
  const gn_choice sgd = choose(GN_OPTIMIZER, "{\"learningRate\":1}");
  float w[PADDED] = {0};
  for (int step = 0;; step++) {
    float d = 0;
    int i = 0;
    for (; i < 3 && d == 0; i++) {
      const float score = w[0] * x[i][0] + w[1] * x[i][1] + w[2];
      loss->of_logits.gradient(1, 1, &score, &y[i], &one, &d);
    }
    CHECK((d == 0) == (step == 7));
    if (d == 0 || step == 7) return;
    const float g[PADDED] = {d * x[i - 1][0], d * x[i - 1][1], d};
    const gn_update u = update_of(&sgd, PADDED, w, g, NULL);
    ((const gn_optimizer *)sgd.kind)->step(sgd.options.bytes, &u);
    for (int k = 0; k < 3; k++) CHECK(w[k] == expected[step][k]);
  }
}

/* ---- Initializers and regularizers ---- */

static void initializers_have_their_mean_and_deviation(void) {
  enum { COUNT = 20000, IN = 50, OUT = 30 };
  static const struct {
    const char *json;
    double mean, variance;
  } cases[] = {
      {"\"zeros\"", 0, 0},
      {"\"ones\"", 1, 0},
      {"{\"type\":\"constant\",\"value\":-0.5}", -0.5, 0},
      {"{\"type\":\"uniform\",\"min\":1,\"max\":4}", 2.5, 0.75},
      {"{\"type\":\"normal\",\"mean\":-1,\"stddev\":0.5}", -1, 0.25},
      {"\"lecunUniform\"", 0, 1.0 / IN},
      {"\"lecunNormal\"", 0, 1.0 / IN},
      {"\"glorotUniform\"", 0, 2.0 / (IN + OUT)},
      {"\"glorotNormal\"", 0, 2.0 / (IN + OUT)},
      {"\"heUniform\"", 0, 2.0 / IN},
      {"\"heNormal\"", 0, 2.0 / IN},
  };
  static float w[COUNT];
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    const gn_choice choice = choose(GN_INITIALIZER, cases[c].json);
    gn_random random = gn_random_stream(1, GN_RANDOM_WEIGHTS, 0, 0);
    double sum = 0, squares = 0;
    ((const gn_initializer *)choice.kind)->fill(choice.options.bytes, IN, OUT, &random, COUNT, w);
    for (size_t i = 0; i < COUNT; i++) sum += (double)w[i];
    for (size_t i = 0; i < COUNT; i++) squares += ((double)w[i] - sum / COUNT) * ((double)w[i] - sum / COUNT);
    CHECK_NEAR(sum / COUNT, cases[c].mean, 0.03 * sqrt(cases[c].variance));
    CHECK_NEAR(squares / COUNT, cases[c].variance, 0.04 * cases[c].variance);
  }
}

static void regularizers_add_penalty_and_slope(void) {
  static const struct {
    const char *json;
    double l1, l2;
  } cases[] = {{"\"l1\"", 0.01, 0}, {"\"l2\"", 0, 0.01}, {"{\"l1\":0.5,\"l2\":2}", 0.5, 2}};
  const float w[5] = {1, -2, 0, 0.5f, -0.5f};
  for (size_t c = 0; c < 3; c++) {
    const gn_choice choice = choose(GN_REGULARIZER, cases[c].json);
    const gn_regularizer *regularizer = (const gn_regularizer *)choice.kind;
    float g[5] = {1, 1, 1, 1, 1};
    CHECK_NEAR(regularizer->penalty(choice.options.bytes, 5, w), cases[c].l1 * 4 + cases[c].l2 * 5.5, 1e-12);
    regularizer->add_gradient(choice.options.bytes, 5, w, g);
    for (int i = 0; i < 5; i++)
      CHECK_NEAR(g[i], 1 + cases[c].l1 * ((w[i] > 0) - (w[i] < 0)) + 2 * cases[c].l2 * (double)w[i], 1e-6);
  }
}

int main(void) {
  activations_have_their_values_and_slopes();
  activations_stay_finite_far_out_and_pass_nan_on();
  softmax_of_the_courses();
  squared_errors();
  cross_entropy_of_the_courses();
  logits_and_outputs_agree();
  losses_are_finite_on_large_logits();
  cross_entropy_of_certain_outputs();
  optimizers_step_as_pytorch_does();
  averages_keep_out_of_denormals();
  weights_without_gradient_stay();
  perceptron_of_the_courses();
  initializers_have_their_mean_and_deviation();
  regularizers_add_penalty_and_slope();
  return report();
}
