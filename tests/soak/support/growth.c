/* growth.c: what Emscripten's own allocator says when memory has grown, in builds that have it. Nobody
 * listens. */
#include <stddef.h>

void emscripten_notify_memory_growth(size_t index);
void emscripten_notify_memory_growth(size_t index) { (void)index; }
