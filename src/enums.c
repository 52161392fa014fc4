/* enums.c: the enums of glassnet.h by name, for the schema: JavaScript knows none of their numbers by itself.
 */
#include "enums.h"

#include "glassnet.h"

static const gn_enumerator types[] = {{"float32", GN_F32}, {"uint8", GN_U8}, {"int32", GN_I32}, {0}};

static const gn_enumerator parts[] = {
    {"x", GN_PART_X},       {"y", GN_PART_Y},     {"sampleWeight", GN_PART_WEIGHT},
    {"mean", GN_PART_MEAN}, {"std", GN_PART_STD}, {0},
};

static const gn_enumerator phases[] = {
    {"forward", GN_PHASE_FORWARD},
    {"loss", GN_PHASE_LOSS},
    {"backward", GN_PHASE_BACKWARD},
    {"update", GN_PHASE_UPDATE},
    {"training", GN_PHASE_TRAINING},
    {"inputGradient", GN_PHASE_INPUT_GRADIENT},
    {"outputGradient", GN_PHASE_OUTPUT_GRADIENT},
    {0},
};

static const gn_enumerator blocks[] = {
    {"weights", GN_BLOCK_WEIGHTS}, {"gradients", GN_BLOCK_GRADIENTS}, {"state", GN_BLOCK_STATE}, {0}};

static const gn_enumerator roles[] = {
    {"preactivation", GN_ROLE_PREACTIVATION},
    {"output", GN_ROLE_OUTPUT},
    {"outputGradient", GN_ROLE_OUTPUT_GRADIENT},
    {"delta", GN_ROLE_DELTA},
    {"target", GN_ROLE_TARGET},
    {0},
};

static const gn_enumerator questions[] = {
    {"values", GN_QUESTION_VALUES},
    {"class", GN_QUESTION_CLASS},
    {"yesNo", GN_QUESTION_YES_NO},
    {"side", GN_QUESTION_SIDE},
    {0},
};

static const gn_enumerator sizes[] = {{"piece", GN_SIZE_PIECE}, {0}};

const gn_enum gn_enums[] = {
    {"types", types}, {"parts", parts},         {"phases", phases}, {"blocks", blocks},
    {"roles", roles}, {"questions", questions}, {"sizes", sizes},   {0},
};
