/* kernels_exports.c: the kernels and two loops to measure them by, as kernels.wasm for kernels.js. Not
 * shipped.
 *
 * Every function repeats its work `times`, so that a call from JavaScript costs nothing beside it.
 */
#include <stdint.h>

#include "arena.h"
#include "decode.h"
#include "kernels/conv.h"
#include "kernels/gemm.h"
#include "kernels/simd.h"
#include "kernels/vec.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* Memory, never given back. */
EXPORT(take) float *take(uint32_t floats) { return gn_allocate_first((uint64_t)floats * sizeof(float)); }

/* ---- What the machine can do ---- */

/* Additions and multiplications in registers alone. Twelve chains of both, which no processor of today
 * computes faster than it can begin new operations; V8 has registers for these, the factor and the term.
 * Written out, as an array would go to memory. x ← factor·x + term tends to term/(1 − factor). 96 operations
 * a turn. */
enum { CHAINS = 12 };
EXPORT(ceiling) float ceiling(float factor_, float term_, uint32_t times) {
  const gn_f4 factor = gn_splat(factor_), term = gn_splat(term_);
  gn_f4 x[CHAINS];
  for (int i = 0; i < CHAINS; i++) x[i] = gn_splat((float)i);
  for (uint32_t t = times; t > 0; t--)
    for (int i = 0; i < CHAINS; i++) x[i] = gn_madd(x[i], factor, term);
  for (int i = 1; i < CHAINS; i++) x[0] = gn_add(x[0], x[i]);
  return gn_first_lane(x[0]) / CHAINS;
}

/* Whole-number multiplications, each waiting for the one before: 3 cycles each on x86-64 of the last decade.
 * Eight a turn. Squaring, since the compiler would gather a product with a constant. */
EXPORT(clock_chain) uint32_t clock_chain(uint32_t x, uint32_t times) {
  for (uint32_t t = times; t > 0; t--)
    for (int i = 0; i < 8; i++) x *= x;
  return x;
}

/* ---- Kernels ---- */

EXPORT(gemm_scratch) uint32_t gemm_scratch(uint32_t m, uint32_t n, uint32_t k) {
  return (uint32_t)gn_gemm_scratch(m, n, k);
}

/* form 0 NN, 1 TN, 2 NT, all matrices without gaps between rows */
EXPORT(gemm)
void gemm(int32_t form, uint32_t m, uint32_t n, uint32_t k, const float *a, const float *b, float *c,
          float *scratch, uint32_t times) {
  for (; times > 0; times--) {
    if (form == 0)
      gn_gemm_nn(m, n, k, a, k, b, n, c, n, false, scratch);
    else if (form == 1)
      gn_gemm_tn(m, n, k, a, m, b, n, c, n, false, scratch);
    else
      gn_gemm_nt(m, n, k, a, k, b, k, c, n, false, scratch);
  }
}

static gn_axis axis_of(uint32_t in, uint32_t size, uint32_t stride, uint32_t padding) {
  return (gn_axis){.in = in,
                   .out = (in + 2 * padding - size) / stride + 1,
                   .size = size,
                   .stride = stride,
                   .dilation = 1,
                   .before = padding,
                   .after = padding};
}

#define SHAPE                                                                                                \
  uint32_t height, uint32_t width, uint32_t channels, uint32_t filters, uint32_t size, uint32_t stride,      \
      uint32_t padding
#define CONV                                                                                                 \
  { {axis_of(height, size, stride, padding), axis_of(width, size, stride, padding)}, channels, filters }

EXPORT(convolve_scratch) uint32_t convolve_scratch(uint32_t batch, SHAPE) {
  const gn_conv c = CONV;
  return (uint32_t)gn_conv_scratch(&c, batch);
}

/* form 0: z from x and w; 1: dw from x and dz; 2: dx from dz and w */
EXPORT(convolve)
void convolve(int32_t form, uint32_t batch, SHAPE, const float *a, const float *b, float *target,
              float *scratch, uint32_t times) {
  const gn_conv c = CONV;
  for (; times > 0; times--) {
    if (form == 0)
      gn_conv_forward(&c, batch, a, b, NULL, target, scratch);
    else if (form == 1)
      gn_conv_weights(&c, batch, a, b, target, scratch);
    else
      gn_conv_inputs(&c, batch, a, b, target, scratch);
  }
}

/* y = f(x), or y += …, for rows·width numbers; in the order of `elementwise` in support/kernels.js */
static void apply_once(int32_t which, size_t rows, size_t width, const float *x, float *y) {
  const size_t n = rows * width;
  switch (which) {
  case 0: gn_vec_exp(n, x, y); break;
  case 1: gn_vec_log(n, x, y); break;
  case 2: gn_vec_sigmoid(n, x, y); break;
  case 3: gn_vec_tanh(n, x, y); break;
  case 4: gn_vec_relu(n, x, y); break;
  case 5: gn_rows_softmax(rows, width, x, y); break;
  case 6: gn_rows_add(rows, width, x, y); break;
  case 7: gn_rows_sum(rows, width, x, y); break;
  case 8: y[0] = gn_vec_max_abs(n, x); break;
  case 9: y[0] = gn_vec_is_within(n, x, 2); break;
  default: gn_vec_copy(n, x, y);
  }
}

EXPORT(apply)
void apply(int32_t which, uint32_t rows, uint32_t width, const float *x, float *y, uint32_t times) {
  for (; times > 0; times--) apply_once(which, rows, width, x, y);
}

/* Steps of an optimizer as it is by default; in the order of `optimizers` in support/kernels.js. */
extern const gn_optimizer gn_optimizer_sgd, gn_optimizer_adam, gn_optimizer_rmsprop, gn_optimizer_adagrad;

EXPORT(step)
void step(int32_t which, uint32_t n, float *w, const float *g, float *state, float *other, uint32_t times) {
  const gn_optimizer *const all[] = {&gn_optimizer_sgd, &gn_optimizer_adam, &gn_optimizer_rmsprop,
                                     &gn_optimizer_adagrad};
  const gn_optimizer *optimizer = all[which];
  gn_choice choice;
  gn_failure failure;
  const gn_target targets[2] = {{optimizer->kind.fields, choice.options.bytes}, {NULL, NULL}};
  gn_decode_object(gn_json_of("{}"), "", NULL, targets, &failure);
  for (uint64_t t = 1; t <= times; t++) {
    const gn_update update = {
        .count = n, .w = w, .g = g, .state = {state, other}, .learning_rate = 1e-3, .t = t};
    optimizer->step(choice.options.bytes, &update);
  }
}
