/* schema.h: the registry as JSON. From this text come the JavaScript validation, the TypeScript types, the
 * page's controls and the reference docs:
 *
 *   { "statuses": ["ok", …], "enums": { "phases": { "forward": 1, … }, … }, "model": [field, …],
 *     "layers": { "common": [field, …], "standard": null | type, "kinds": [kind, …] }, "activations": …, … }
 *   kind  { type, about: {en, zh}, formula?, fields: [field, …], inputs?: [min, max] of a layer,
 *           range?: [low, high] of a bounded activation }
 *   field { name, type, default?, min?, max?, aboveMin?, belowMax?, words?, about }
 */
#ifndef GN_SCHEMA_H
#define GN_SCHEMA_H

#include "writer.h"

void gn_write_schema(gn_writer *w);

#endif
