/* The three matrix products against sums in double precision and, bit for bit, against their definition:
 * every size up to 40 × 40 and a random sample up to 500, rows further apart than they are wide, both
 * ways to treat C, an A with many zeros, and nothing read or written outside of the matrices.
 */
#include "check.h"
#include "floats.h"
#include "kernels/gemm.h"
#include "kernels/gemm_tile.h"
#include "kernels/terms.h"

typedef void product(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                     float *c, size_t ldc, bool accumulate, float *scratch);

typedef struct form {
  const char *name;
  product *multiply;
  bool transposed_a, transposed_b;
} form;

static const form forms[] = {
    {"nn", gn_gemm_nn, false, false}, {"tn", gn_gemm_tn, true, false}, {"nt", gn_gemm_nt, false, true}};
enum { FORMS = sizeof forms / sizeof forms[0] };

/* A row-major matrix whose rows are `ld` floats apart; between them lies what nobody may read or write. */
typedef struct matrix {
  guarded memory;
  size_t rows, columns, ld;
} matrix;

static matrix matrix_new(gn_random *random, size_t rows, size_t columns) {
  const size_t ld = columns + gn_random_below(random, 4);
  matrix x = {guarded_new(rows * ld, gn_random_below(random, 4)), rows, columns, ld};
  for (size_t i = 0; i < rows * ld; i++) x.memory.data[i] = float_of(ZONE_BITS);
  for (size_t i = 0; i < rows; i++) randomize(random, columns, x.memory.data + i * ld);
  return x;
}

static float *at(const matrix *x, size_t i, size_t j) { return x->memory.data + i * x->ld + j; }

static bool matrix_is_intact(const matrix *x) {
  for (size_t i = 0; i < x->rows; i++)
    for (size_t j = x->columns; j < x->ld; j++)
      if (bits_of(*at(x, i, j)) != ZONE_BITS) return false;
  return guarded_is_intact(&x->memory);
}

static void matrix_free(matrix *x) { guarded_free(&x->memory); }

/* What gemm.h promises of one element: sums over blocks of 256, each from 0 in increasing order. */
static float defined_element(const form *f, const matrix *a, const matrix *b, size_t i, size_t j, size_t k,
                             bool accumulate, float before) {
  float total = before;
  for (size_t block = 0; block < k || block == 0; block += 256) {
    float sum = 0;
    for (size_t p = block; p < k && p < block + 256; p++)
      sum += *(f->transposed_a ? at(a, p, i) : at(a, i, p)) * *(f->transposed_b ? at(b, j, p) : at(b, p, j));
    total = accumulate || block > 0 ? total + sum : sum;
  }
  return total;
}

static bool is_near_exact(const form *f, const matrix *a, const matrix *b, size_t i, size_t j, size_t k,
                          double before, float result) {
  double sum = before, magnitude = fabs(before);
  for (size_t p = 0; p < k; p++) {
    const double term = (double)*(f->transposed_a ? at(a, p, i) : at(a, i, p)) *
                        *(f->transposed_b ? at(b, j, p) : at(b, p, j));
    sum += term;
    magnitude += fabs(term);
  }
  return fabs(sum - (double)result) <= (double)(k + 2) * 0x1p-24 * magnitude;
}

/* Two thirds of the numbers become 0, and half of these −0. */
static void make_sparse(gn_random *random, const matrix *x) {
  for (size_t i = 0; i < x->rows; i++)
    for (size_t j = 0; j < x->columns; j++) {
      const uint32_t chance = gn_random_below(random, 3);
      if (chance > 0) *at(x, i, j) = chance == 1 ? 0.0f : -0.0f;
    }
}

static void check_product(const form *f, size_t m, size_t n, size_t k, bool accumulate, bool is_sparse,
                          gn_random *random) {
  matrix a = f->transposed_a ? matrix_new(random, k, m) : matrix_new(random, m, k);
  matrix b = f->transposed_b ? matrix_new(random, n, k) : matrix_new(random, k, n);
  matrix c = matrix_new(random, m, n), before = c;
  if (is_sparse) make_sparse(random, &a);
  guarded scratch = guarded_new(gn_gemm_scratch(m, n, k), 0);
  before.memory = guarded_new(m * c.ld, 0);
  if (m * c.ld > 0) memcpy(before.memory.data, c.memory.data, m * c.ld * sizeof(float));

  f->multiply(m, n, k, a.memory.data, a.ld, b.memory.data, b.ld, c.memory.data, c.ld, accumulate,
              scratch.data);

  bool same = true, near = true;
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < n; j++) {
      const float old = *at(&before, i, j), new = *at(&c, i, j);
      same = same && is_same(new, defined_element(f, &a, &b, i, j, k, accumulate, old));
      near = near && is_near_exact(f, &a, &b, i, j, k, accumulate ? (double)old : 0, new);
    }
  const int failed_before = failures;
  CHECK(near);
  CHECK(same);
  CHECK(matrix_is_intact(&a) && matrix_is_intact(&b) && matrix_is_intact(&c));
  CHECK(guarded_is_intact(&scratch));
  if (failures > failed_before)
    fprintf(stderr, "  %s %zu×%zu×%zu, accumulate %d, sparse %d\n", f->name, m, n, k, accumulate, is_sparse);

  matrix_free(&a), matrix_free(&b), matrix_free(&c), matrix_free(&before);
  guarded_free(&scratch);
}

static void check_both_ways(size_t m, size_t n, size_t k, gn_random *random) {
  for (int f = 0; f < FORMS; f++) {
    check_product(&forms[f], m, n, k, false, false, random);
    check_product(&forms[f], m, n, k, true, false, random);
    if (n < GN_TERMS_SUMS) continue;
    check_product(&forms[f], m, n, k, false, true, random);
    check_product(&forms[f], m, n, k, true, true, random);
  }
}

int main(void) {
  static const size_t depths[] = {0, 1, 2, 3, 4, 7, 24, 40};
  gn_random random = gn_random_stream(1, GN_RANDOM_WEIGHTS, 0, 0);
  for (size_t m = 0; m <= 40; m++)
    for (size_t n = 0; n <= 40; n++)
      for (size_t d = 0; d < sizeof depths / sizeof depths[0]; d++) check_both_ways(m, n, depths[d], &random);

  for (int i = 0; i < 12; i++)
    check_both_ways(1 + gn_random_below(&random, 500), 1 + gn_random_below(&random, 500),
                    1 + gn_random_below(&random, 500), &random);

  /* One size large, the others at and around panels and blocks: 12 lanes, 16 terms, 24 rows or columns. */
  static const size_t around[] = {1, 3, 4, 5, 11, 12, 13, 16, 17, 24, 25, 31, 32, 33, 65};
  for (size_t i = 0; i < sizeof around / sizeof around[0]; i++)
    for (size_t j = 0; j < sizeof around / sizeof around[0]; j++) {
      const size_t large = 100 + gn_random_below(&random, 200);
      check_both_ways(large, around[i], around[j], &random);
      check_both_ways(around[i], large, around[j], &random);
      check_both_ways(around[i], around[j], 2 * large, &random);
    }

  /* At and around the ends of blocks: 96 rows, 768 columns, 256 terms. */
  check_both_ways(97, 9, 257, &random);
  check_both_ways(99, 30, 257, &random);
  check_both_ways(192, 8, 512, &random);
  check_both_ways(29, 769, 300, &random);
  check_both_ways(26, 772, 300, &random);
  check_both_ways(5, 1025, 300, &random);
  check_both_ways(1, 500, 500, &random);
  check_both_ways(500, 1, 500, &random);
  check_both_ways(1, 1, 1000, &random);
  check_both_ways(3, 2049, 2, &random);
  return report();
}
