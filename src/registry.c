#include "registry.h"

#include <string.h>

#define GN_LAYER_KIND(name) extern const gn_layer_kind gn_layer_##name;
#define GN_ACTIVATION_KIND(name) extern const gn_activation gn_activation_##name;
#define GN_LOSS_KIND(name) extern const gn_loss gn_loss_##name;
#define GN_OPTIMIZER_KIND(name) extern const gn_optimizer gn_optimizer_##name;
#define GN_INITIALIZER_KIND(name) extern const gn_initializer gn_initializer_##name;
#define GN_REGULARIZER_KIND(name) extern const gn_regularizer gn_regularizer_##name;
#define GN_AUGMENTATION_KIND(name) extern const gn_augmentation gn_augmentation_##name;
#define GN_CONSTRAINT_KIND(name) extern const gn_constraint gn_constraint_##name;
#define GN_SCHEDULE_KIND(name) extern const gn_schedule gn_schedule_##name;
#include "activations/activations.def"
#include "augmentations/augmentations.def"
#include "constraints/constraints.def"
#include "initializers/initializers.def"
#include "layers/layers.def"
#include "losses/losses.def"
#include "optimizers/optimizers.def"
#include "regularizers/regularizers.def"
#include "schedules/schedules.def"
#undef GN_LAYER_KIND
#undef GN_ACTIVATION_KIND
#undef GN_LOSS_KIND
#undef GN_OPTIMIZER_KIND
#undef GN_INITIALIZER_KIND
#undef GN_REGULARIZER_KIND
#undef GN_AUGMENTATION_KIND
#undef GN_CONSTRAINT_KIND
#undef GN_SCHEDULE_KIND

#define GN_LAYER_KIND(name) &gn_layer_##name.kind,
static const gn_kind *const layers[] = {
#include "layers/layers.def"
    NULL};

#define GN_ACTIVATION_KIND(name) &gn_activation_##name.kind,
static const gn_kind *const activations[] = {
#include "activations/activations.def"
    NULL};

#define GN_LOSS_KIND(name) &gn_loss_##name.kind,
static const gn_kind *const losses[] = {
#include "losses/losses.def"
    NULL};

#define GN_OPTIMIZER_KIND(name) &gn_optimizer_##name.kind,
static const gn_kind *const optimizers[] = {
#include "optimizers/optimizers.def"
    NULL};

#define GN_INITIALIZER_KIND(name) &gn_initializer_##name.kind,
static const gn_kind *const initializers[] = {
#include "initializers/initializers.def"
    NULL};

#define GN_REGULARIZER_KIND(name) &gn_regularizer_##name.kind,
static const gn_kind *const regularizers[] = {
#include "regularizers/regularizers.def"
    NULL};

#define GN_AUGMENTATION_KIND(name) &gn_augmentation_##name.kind,
static const gn_kind *const augmentations[] = {
#include "augmentations/augmentations.def"
    NULL};

#define GN_CONSTRAINT_KIND(name) &gn_constraint_##name.kind,
static const gn_kind *const constraints[] = {
#include "constraints/constraints.def"
    NULL};

#define GN_SCHEDULE_KIND(name) &gn_schedule_##name.kind,
static const gn_kind *const schedules[] = {
#include "schedules/schedules.def"
    NULL};

static const char *const reductions[] = {"mean", "sum", NULL};
static const char *const clocks[] = {"epoch", "step", NULL};

static const gn_field layer_common[] = {
    {.name = "name",
     .type = GN_NAME,
     .offset = offsetof(gn_layer_common, name),
     .fallback = "\"\"",
     .about = {"What tensors and errors call the layer; <type>_<k> if left out.",
               "该层的名称，用于张量名与报错；省略时为 <类型>_<序号>。"}},
    {.name = "inputs",
     .type = GN_NAMES,
     .offset = offsetof(gn_layer_common, inputs),
     .fallback = "[]",
     .about = {"The layers whose outputs it takes, or \"input\"; the layer before it if left out.",
               "以哪些层的输出（或 \"input\"）为输入；省略时为上一层。"}},
    {.name = "trainable",
     .type = GN_BOOLEAN,
     .offset = offsetof(gn_layer_common, trainable),
     .fallback = "true",
     .about = {"Whether training changes its parameters; false freezes them, as transfer learning does.",
               "训练是否更新该层的参数；false 表示冻结（用于迁移学习）。"}},
    {0}};

static const gn_field loss_common[] = {
    {.name = "reduction",
     .type = GN_WORD,
     .offset = offsetof(gn_loss_choice, reduction),
     .fallback = "\"mean\"",
     .words = reductions,
     .about = {"Whether the loss of a batch is the mean or the sum over its samples.",
               "一批样本的损失取平均还是求和。"}},
    {.name = "labelSmoothing",
     .type = GN_NUMBER,
     .offset = offsetof(gn_loss_choice, label_smoothing),
     .fallback = "0",
     .range = "from 0 to below 1",
     .about = {"The share of each target spread over all classes; of cross-entropies.",
               "标签平滑：目标中平均分给各类别的一份（交叉熵）。"}},
    {0}};

static const gn_field optimizer_common[] = {
    {.name = "schedule",
     .type = GN_SCHEDULE,
     .offset = offsetof(gn_optimizer_choice, schedule),
     .fallback = "null",
     .about = {"How the learning rate changes with time.", "学习率如何随时间变化。"}},
    {.name = "clipValue",
     .type = GN_NUMBER,
     .offset = offsetof(gn_optimizer_choice, clip_value),
     .fallback = "null",
     .range = "above 0",
     .about = {"No number of the gradient goes further from 0.", "梯度各分量的绝对值上限。"}},
    {.name = "clipNorm",
     .type = GN_NUMBER,
     .offset = offsetof(gn_optimizer_choice, clip_norm),
     .fallback = "null",
     .range = "above 0",
     .about = {"The norm that the gradient of all layers together is scaled down to.",
               "全部梯度的范数上限，超过则按比例缩小。"}},
    {0}};

static const gn_field schedule_common[] = {{.name = "by",
                                            .type = GN_WORD,
                                            .offset = offsetof(gn_schedule_choice, by),
                                            .fallback = "\"epoch\"",
                                            .words = clocks,
                                            .about = {"What time is counted in.", "按什么计时。"}},
                                           {0}};

const gn_field gn_model_fields[] = {
    {.name = "input",
     .type = GN_SIZES,
     .offset = offsetof(gn_model_options, input),
     .range = "from 1 to 16777216",
     .about = {"The shape of one sample: [features], [time, features] or [height, width, channels].",
               "单个样本的形状：[特征]、[时间, 特征] 或 [高, 宽, 通道]。"}},
    {.name = "loss",
     .type = GN_LOSS,
     .offset = offsetof(gn_model_options, loss),
     .fallback = "null",
     .about = {"What training makes small; a model without one can only predict.",
               "训练所要减小的损失函数；没有它的模型只能预测。"}},
    {.name = "optimizer",
     .type = GN_OPTIMIZER,
     .offset = offsetof(gn_model_options, optimizer),
     .fallback = "\"sgd\"",
     .about = {"How gradients become new weights.", "如何由梯度得到新的权重。"}},
    {.name = "seed",
     .type = GN_SEED,
     .offset = offsetof(gn_model_options, seed),
     .fallback = "0",
     .about = {"Where all chance begins: weights, shuffling, dropout. The same seed gives the same bits.",
               "一切随机性（初始权重、打乱、Dropout）的种子；同一种子得到逐位相同的结果。"}},
    {0}};

const gn_family_table gn_registry[GN_FAMILIES] = {
    [GN_FAMILY_LAYERS] = {"layers", "layer", layers, layer_common, NULL},
    [GN_FAMILY_ACTIVATIONS] = {"activations", "activation", activations, NULL, NULL},
    [GN_FAMILY_LOSSES] = {"losses", "loss", losses, loss_common, NULL},
    [GN_FAMILY_OPTIMIZERS] = {"optimizers", "optimizer", optimizers, optimizer_common,
                              &gn_optimizer_sgd.kind},
    [GN_FAMILY_SCHEDULES] = {"schedules", "schedule", schedules, schedule_common, NULL},
    [GN_FAMILY_INITIALIZERS] = {"initializers", "initializer", initializers, NULL, NULL},
    [GN_FAMILY_REGULARIZERS] = {"regularizers", "regularizer", regularizers, NULL, &gn_regularizer_l1l2.kind},
    [GN_FAMILY_AUGMENTATIONS] = {"augmentations", "augmentation", augmentations, NULL, NULL},
    [GN_FAMILY_CONSTRAINTS] = {"constraints", "constraint", constraints, NULL, NULL},
};

const gn_kind *gn_registry_find(gn_family family, const char *type, size_t length) {
  for (const gn_kind *const *kind = gn_registry[family].kinds; *kind; kind++)
    if (strlen((*kind)->type) == length && memcmp((*kind)->type, type, length) == 0) return *kind;
  return NULL;
}

gn_family gn_family_of(gn_field_type type) {
  switch (type) {
  case GN_ACTIVATION: return GN_FAMILY_ACTIVATIONS;
  case GN_INITIALIZER: return GN_FAMILY_INITIALIZERS;
  case GN_REGULARIZER: return GN_FAMILY_REGULARIZERS;
  case GN_LOSS: return GN_FAMILY_LOSSES;
  case GN_OPTIMIZER: return GN_FAMILY_OPTIMIZERS;
  case GN_SCHEDULE: return GN_FAMILY_SCHEDULES;
  case GN_CONSTRAINT: return GN_FAMILY_CONSTRAINTS;
  default: return GN_FAMILIES;
  }
}
