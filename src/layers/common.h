/* common.h: fields that layers with weights share. Each macro takes the layer's options struct, whose members
 * bear the field's name in snake case.
 */
#ifndef GN_LAYERS_COMMON_H
#define GN_LAYERS_COMMON_H

#include <stddef.h>

#include "../kind.h"

#define GN_FIELD_ACTIVATION(options_, fallback_)                                                             \
  {                                                                                                          \
    .name = "activation", .type = GN_ACTIVATION, .offset = offsetof(options_, activation),                   \
    .fallback = fallback_, .about = {                                                                        \
      "The function that makes the output of the net input.",                                                \
      "激活函数：由净输入得到输出。"                                                           \
    }                                                                                                        \
  }

#define GN_FIELD_USE_BIAS(options_)                                                                          \
  {                                                                                                          \
    .name = "useBias", .type = GN_BOOLEAN, .offset = offsetof(options_, use_bias), .fallback = "true",       \
    .about = {                                                                                               \
      "Whether a bias is added to the weighted sum.",                                                        \
      "加权和是否再加上偏置。"                                                                    \
    }                                                                                                        \
  }

#define GN_FIELD_KERNEL_INITIALIZER(options_)                                                                \
  {                                                                                                          \
    .name = "kernelInitializer", .type = GN_INITIALIZER, .offset = offsetof(options_, kernel_initializer),   \
    .fallback = "\"glorotUniform\"", .about = {                                                              \
      "What the weights are before training.",                                                               \
      "权重的初始化方式。"                                                                          \
    }                                                                                                        \
  }

#define GN_FIELD_BIAS_INITIALIZER(options_)                                                                  \
  {                                                                                                          \
    .name = "biasInitializer", .type = GN_INITIALIZER, .offset = offsetof(options_, bias_initializer),       \
    .fallback = "\"zeros\"", .about = {                                                                      \
      "What the biases are before training.",                                                                \
      "偏置的初始化方式。"                                                                          \
    }                                                                                                        \
  }

#define GN_FIELD_KERNEL_REGULARIZER(options_)                                                                \
  {                                                                                                          \
    .name = "kernelRegularizer", .type = GN_REGULARIZER, .offset = offsetof(options_, kernel_regularizer),   \
    .fallback = "null", .about = {                                                                           \
      "A penalty on large weights, added to the loss.",                                                      \
      "权重的正则化项，计入损失。"                                                              \
    }                                                                                                        \
  }

#define GN_FIELD_KERNEL_CONSTRAINT(options_)                                                                 \
  {                                                                                                          \
    .name = "kernelConstraint", .type = GN_CONSTRAINT, .offset = offsetof(options_, kernel_constraint),      \
    .fallback = "null", .about = {                                                                           \
      "What the weights are held to after each update.",                                                     \
      "每次更新后对权重的约束。"                                                                 \
    }                                                                                                        \
  }

#define GN_FIELD_BIAS_CONSTRAINT(options_)                                                                   \
  {                                                                                                          \
    .name = "biasConstraint", .type = GN_CONSTRAINT, .offset = offsetof(options_, bias_constraint),          \
    .fallback = "null", .about = {                                                                           \
      "What the biases are held to after each update.",                                                      \
      "每次更新后对偏置的约束。"                                                                 \
    }                                                                                                        \
  }

#define GN_FIELD_BIAS_REGULARIZER(options_)                                                                  \
  {                                                                                                          \
    .name = "biasRegularizer", .type = GN_REGULARIZER, .offset = offsetof(options_, bias_regularizer),       \
    .fallback = "null", .about = {                                                                           \
      "A penalty on large biases, added to the loss.",                                                       \
      "偏置的正则化项，计入损失。"                                                              \
    }                                                                                                        \
  }

#endif
