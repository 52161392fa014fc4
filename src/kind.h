/* kind.h: what a layer, an activation, a loss, an optimizer, a schedule, an initializer, a regularizer and a
 * constraint are.
 *
 * The file to read first. Each mathematical thing is one `const` struct of a type below, in one file of
 * its own, and one line in the .def list beside that file. Its table of fields says what a user may set;
 * from that table come the range checks (decode.c), the self-description (schema.c), and from the
 * description the TypeScript types, the page's controls and the docs.
 *
 * Kinds know kernels/ and this file, nothing else: not the model, not each other, no allocation.
 * All tensors are float32, row-major, the batch outermost, channels innermost (NHWC).
 */
#ifndef GN_KIND_H
#define GN_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "random.h"
#include "shape.h"
#include "status.h"

/* ---- Fields: what may be written in the spec ------------------------------------------------------- */

typedef enum gn_field_type {
  GN_INTEGER, /* int32_t    a whole number within its range */
  GN_NUMBER, /* double     a finite number within its range; null, where it is the default, is ∞: no bound */
  GN_BOOLEAN, /* bool       */
  GN_SIZES,   /* gn_shape   a list of whole numbers, each within the range (a lone number is a list of one) */
  GN_ACTIVATION,  /* gn_choice  a name, or an object { type, … } */
  GN_INITIALIZER, /* gn_choice  likewise */
  GN_REGULARIZER, /* gn_choice  likewise, or null: kind stays NULL */
  GN_CONSTRAINT,  /* gn_choice  likewise */
  GN_LOSS,        /* gn_loss_choice (registry.h): a gn_choice and the fields common to all losses */
  GN_OPTIMIZER,   /* gn_optimizer_choice  likewise */
  GN_SCHEDULE,    /* gn_schedule_choice   likewise, or null */
  GN_WORD,        /* int32_t    the place in `words` of one of them */
  GN_SEED,        /* uint64_t   a whole number from 0 to 2^53 - 1 */
  GN_NAME,        /* char[GN_NAME_SIZE]  a name; empty: none was given */
  GN_NAMES,       /* gn_json    a list of names (a lone name is a list of one) */
  GN_FIELD_TYPES
} gn_field_type;

/* The wasm builds leave the words out (GN_WORDLESS): only the schema says them, which the package carries
 * once, as printed by the native build. */
#ifdef GN_WORDLESS
typedef struct gn_text {
} gn_text;
typedef char gn_note[0];
#else
typedef struct gn_text {
  const char *en, *zh; /* one sentence, without markup */
} gn_text;
typedef const char *gn_note;
#endif

/* Defaults and bounds are JSON text: decoded by the code that decodes a user's value, printed as they stand.
 */
typedef struct gn_field {
  const char *name;     /* as in Keras, camelCase; NULL ends a table, or … */
  const char *fallback; /* NULL: the field must be given */
  union {
    const char *range;        /* of numbers: "at least 1", "from 0 to below 1", "above 0 to 1" (decode.h) */
    const char *const *words; /* GN_WORD: what may be written, NULL-terminated */
    const struct gn_field *more; /* … goes on with one that other kinds have, too */
  };
  gn_text about;
  uint16_t offset; /* of the value in the kind's options struct */
  uint8_t type;    /* gn_field_type; packed, since a download has hundreds of fields */
} gn_field;

/* for (const gn_field *field = gn_field_at(table); field; field = gn_field_at(field + 1)) */
static inline const gn_field *gn_field_at(const gn_field *field) {
  while (field && !field->name) field = field->more;
  return field;
}

/* What all kinds have in common: they begin with this. */
typedef struct gn_kind {
  const char *type; /* the name in the spec */
  gn_text about;
  gn_note formula;        /* in TeX; or NULL */
  gn_note source;         /* who described it first, where it is not common knowledge; or NULL */
  const gn_field *fields; /* ends with a NULL name; or NULL */
  size_t options_size;
} gn_kind;

/* A kind chosen by a spec, with its options: the value of a field such as `activation`. */
enum { GN_OPTIONS_SIZE = 64 }; /* room for any kind but a layer; checked over the registry by a test */
typedef struct gn_choice {
  const gn_kind *kind; /* the first member of the gn_activation, gn_loss, … meant; NULL: none */
  union {
    double alignment;
    unsigned char bytes[GN_OPTIONS_SIZE];
  } options;
} gn_choice;

/* ---- Activations ----------------------------------------------------------------------------------- */

/* Functions of the net input z, [rows][width]; a is the output. Elementwise ones treat it as rows·width
 * numbers. z and a may be the same memory in forward; so may da and dz in backward. */
typedef struct gn_activation {
  gn_kind kind;
  float low, high; /* the range of a; ±INFINITY: no bound. Accuracy of one output splits at its middle */
  bool mixes;      /* an output depends on all of its row, as softmax's do */
  bool fades;      /* f′ comes as near 0 as you like: δ may become denormal (denormals.c) */
  void (*forward)(const void *options, size_t rows, size_t width, const float *z, float *a);
  /* dz = da ∘ f′(z): the error δ of the layer */
  void (*backward)(const void *options, size_t rows, size_t width, const float *z, const float *a,
                   const float *da, float *dz);
  /* Of an elementwise one without options that has both at a time for little more, or NULL: forward, and the
   * slope f′(z), of which da·slope has the bits of backward. count is a whole number of vectors. */
  void (*forward_with_slope)(size_t count, const float *z, float *a, float *slope);
} gn_activation;

/* ---- Losses ---------------------------------------------------------------------------------------- */

/* y is the target, [rows][width] like the prediction; a row is one sample (or one time step of one).
 * `value` writes the loss of each row; `gradient` writes d[r][i] = scale[r] · ∂loss_r/∂p_i,
 * where scale holds the reduction (1/rows for the mean) and the sample's weight. */
typedef struct gn_loss_form {
  void (*value)(size_t rows, size_t width, const float *p, const float *y, float *loss);
  void (*gradient)(size_t rows, size_t width, const float *p, const float *y, const float *scale, float *d);
} gn_loss_form;

typedef struct gn_loss {
  gn_kind kind;
  gn_loss_form of_output; /* p is the network's output a */
  const char *logits_of;  /* an activation's type, or NULL: when the output layer has that activation, … */
  gn_loss_form of_logits; /* … p is its net input z, d is ∂loss/∂z, and nothing overflows */
  bool classifies;        /* the loss is one of class membership: accuracy always has a meaning */
  bool independent;       /* each output answers a yes/no question of its own */
  bool signed_targets;    /* targets are ±1 (class indices become −1 and +1, not 0 and 1) */
} gn_loss;

/* ---- Optimizers ------------------------------------------------------------------------------------ */

enum { GN_STATES_MAX = 2 };

static inline size_t gn_whole(size_t count) { return count & ~(size_t)3; }

/* One step over all parameters at once: they lie contiguous, gradients and states mirror them. */
typedef struct gn_update {
  size_t count; /* a multiple of four, as the planner lays parameters out: loops over gn_whole(count) have no
                   rest */
  float *w;
  const float *g;
  float *state[GN_STATES_MAX];
  double learning_rate;
  uint64_t t; /* 1 at the first step */
} gn_update;

typedef struct gn_optimizer {
  gn_kind
      kind; /* the options struct begins with `double learning_rate`, its field table with GN_LEARNING_RATE */
  const char *state_names[GN_STATES_MAX]; /* names in saved files; NULL where there is none */
  int squares;                            /* bit k: state k holds squares, which are never negative */
  int (*states)(const void *options);     /* how many of them these options need */
  void (*step)(const void *options, const gn_update *u);
} gn_optimizer;

#define GN_LEARNING_RATE(fallback_)                                                                          \
  {                                                                                                          \
    .name = "learningRate", .type = GN_NUMBER, .offset = 0, .fallback = fallback_,                           \
    .range = "from 0 to 1000000", .about = {                                                                 \
      "How far one step goes along the (scaled) negative gradient.",                                         \
      "学习率：每一步沿负梯度方向走多远。"                                                  \
    }                                                                                                        \
  }

/* ---- Schedules ------------------------------------------------------------------------------------- */

typedef struct gn_schedule {
  gn_kind kind;
  /* What the learning rate is multiplied by, 0 … 1, after t epochs or steps (registry.h: gn_by) */
  double (*factor)(const void *options, uint64_t t);
} gn_schedule;

/* ---- Initializers ---------------------------------------------------------------------------------- */

typedef struct gn_initializer {
  gn_kind kind;
  /* fan_in and fan_out: how many inputs feed one unit, how many units one input feeds */
  void (*fill)(const void *options, double fan_in, double fan_out, gn_random *random, size_t count, float *w);
} gn_initializer;

/* ---- Regularizers ---------------------------------------------------------------------------------- */

typedef struct gn_regularizer {
  gn_kind kind;
  double (*penalty)(const void *options, size_t count, const float *w);              /* added to the loss */
  void (*add_gradient)(const void *options, size_t count, const float *w, float *g); /* g += ∂penalty/∂w */
} gn_regularizer;

/* ---- Augmentations --------------------------------------------------------------------------------- */

struct gn_warp; /* kernels/warp.h */

/* Changes a picture as it is given, before scale, mean and std. One of the two: `move` says where pixels come
 * from, and all movers of a list resample the picture once; `paint` changes their values after that. */
typedef struct gn_augmentation {
  gn_kind kind;
  void (*move)(const void *options, gn_random *random, struct gn_warp *warp);
  void (*paint)(const void *options, gn_random *random, const gn_shape *shape,
                float *v); /* shape [h, w, c] */
  bool displaces;          /* `move` needs warp->d and warp->spare */
} gn_augmentation;

/* ---- Constraints ----------------------------------------------------------------------------------- */

typedef struct gn_constraint {
  gn_kind kind;
  /* After each update: w [inputs][units] becomes the nearest that is allowed. A column is what comes in to
   * one unit; a parameter of one axis, such as a bias, is one column. */
  void (*apply)(const void *options, size_t inputs, size_t units, float *w);
} gn_constraint;

/* ---- Layers ---------------------------------------------------------------------------------------- */

enum { GN_INPUTS_MAX = 8, GN_PARAMETERS_MAX = 4 };

typedef struct gn_parameter {
  const char *name; /* "kernel": the tensor is called "<layer>.kernel" */
  gn_shape shape;
  const gn_choice *initializer;
  const gn_choice *regularizer; /* may be NULL */
  const gn_choice *constraint;  /* may be NULL */
  double fan_in, fan_out;
  /* Not learned but kept by the layer itself, as a moving average is: forward, when training, writes its next
   * value to pass->dw, and the update takes that over. It has no gradient. */
  bool moves;
  bool is_square; /* a variance, say: a negative number in it is refused */
  /* The planner's: */
  bool is_learned;
  const struct gn_layer *layer;
  size_t offset, count;      /* in floats, from the first parameter of the model */
  struct gn_parameter *next; /* of all in the model, in the order of their layers; NULL after the last */
} gn_parameter;

struct gn_layer_kind;

/* A layer of a model: what the spec says of it, and what its kind's `build` declares from the input shapes.
 * Shapes leave the batch out. */
typedef struct gn_layer {
  const struct gn_layer_kind *kind;
  void *options;  /* the kind's struct, filled in */
  bool trainable; /* false: frozen, its parameters stay as they are, moving ones too */
  int input_count;
  /* declared by build: */
  int parameter_count;
  gn_shape output;
  size_t kept_per_sample; /* floats per sample that forward keeps for backward: a mask, an arg max … */
  size_t kept_per_batch;  /* … and after those of all samples, this many for the batch: its mean */
  uint64_t multiply_adds; /* of forward, a sample; 0 where nothing is multiplied and added up */
  /* What one output of an image layer sees of its input: rows and columns (dilation included) and how far
   * apart two neighbours' views are. All zero: a single pixel. Receptive fields follow from it. */
  struct {
    int32_t size[2], stride[2];
  } window;
  /* Floats shared by all layers, in 64 bits, so that what is beyond the address space is refused; or NULL. */
  uint64_t (*scratch)(const struct gn_layer *layer, size_t batch);
  /* again from the spec: */
  gn_shape input[GN_INPUTS_MAX];
  gn_parameter parameters[GN_PARAMETERS_MAX];
  char name[GN_NAME_SIZE];
} gn_layer;

/* One run of one layer over one batch. */
typedef struct gn_pass {
  size_t batch;
  bool training;
  const float *x[GN_INPUTS_MAX]; /* inputs, [batch][input shape] */
  float *z;                      /* forward: output before the activation, [batch][output shape] */
  const float *dz;               /* backward: ∂loss/∂z */
  float *dx[GN_INPUTS_MAX]; /* backward: where to write ∂loss/∂x; NULL where nobody asks, which is never so
                               of all inputs of a layer without parameters */
  const float *w[GN_PARAMETERS_MAX];
  float *dw[GN_PARAMETERS_MAX]; /* backward: where to write ∂loss/∂w (summed over the batch); forward,
                                 * training: the next value of a parameter that moves */
  float *kept;      /* kept_per_sample · batch + kept_per_batch floats, from forward to backward */
  float *scratch;   /* aligned to 64 bytes, contents undefined */
  gn_random random; /* forward, training: this step's own stream of a layer that draws */
} gn_pass;

typedef struct gn_layer_kind {
  gn_kind kind;
  uint8_t min_inputs, max_inputs;
  bool is_view;   /* the output is the input's memory under another shape: no forward, no backward */
  bool draws;     /* forward takes numbers from pass->random when training */
  bool is_affine; /* z = x·W or x·W + b on the last axis, W and b being the first two parameters: where all
                     layers are so and small, tiny.c does their work */
  uint16_t
      activation; /* offset of a gn_choice in the options, applied to z by the model; or GN_NO_ACTIVATION */
  /* From layer->input to layer->output, ->parameters, ->kept_per_sample, ->scratch. */
  gn_status (*build)(gn_layer *layer, gn_failure *failure);
  void (*forward)(const gn_layer *layer, gn_pass *pass);
  void (*backward)(const gn_layer *layer, gn_pass *pass);
} gn_layer_kind;

#define GN_NO_ACTIVATION UINT16_MAX

#endif
