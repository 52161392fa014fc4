# The builds that the package carries, from one source:
#
#   core          SIMD, the same bits everywhere
#   fast          relaxed SIMD: products and sums in one operation, rounded once where the processor can
#   threads       core with shared memory and workers
#   fast-threads  both
#
# and of each the kernels alone, kernels-core.wasm and so on, for tests/ and tests/bench/ to call; these are
# built when asked for.

# The stack is small (see below): no frame may take a noticeable part of it. What a file may use of threads
# must be said when it is compiled, whatever it is linked into. Every engine with SIMD has the other instructions.
set(instructions -mbulk-memory -msign-ext -mnontrapping-fptoint)
target_compile_options(glassnet_flags INTERFACE
  ${instructions} -matomics -mmutable-globals -Wframe-larger-than=8192)
# A small struct is passed as its members, not as an address: no stack to write it to and read it from.
target_compile_options(glassnet_flags INTERFACE "SHELL:-Xclang -target-abi -Xclang experimental-mv")
if(NOT GLASSNET_SCALAR)
  target_compile_options(glassnet_flags INTERFACE -msimd128)
endif()

# The schema and its words are the native build's to print: see src/kind.h. What initialises them is left over.
target_compile_definitions(glassnet_flags INTERFACE GN_WORDLESS)
target_compile_options(glassnet_flags INTERFACE
  -Wno-excess-initializers -Wno-gnu-empty-struct -Wno-zero-length-array)
list(FILTER sources EXCLUDE REGEX "src/(schema|enums)\\.c$")

# A page downloads it: the smallest code, but for where numbers are computed in bulk, and the fastest only for the
# innermost loops, which say themselves what becomes a vector, or leave it to the compiler (elementwise ones alone, of
# an optimizer's step). There, short loops of fixed length melt into straight runs, as the GEMM's
# tile must (else its sums lie in memory: half the speed); other unrolling gains nothing in wasm, and V8's registers are
# few. A number that is loaded into all lanes is one instruction, for which the compiler would load four and throw three
# away. The cold files are linked as one program, which saves what only one of them uses; there, loops count as they are
# written. Nothing is computed ahead on the paths that lack it, which would take further locals.
file(GLOB bulk CONFIGURE_DEPENDS src/kernels/*.c src/activations/tanh.c src/metrics.c)
file(GLOB innermost CONFIGURE_DEPENDS src/kernels/gemm*.c src/kernels/conv_tile.c
  src/kernels/conv_planar.c src/kernels/conv_columns.c src/kernels/columns.c src/kernels/gemv.c
  src/kernels/elementary.c src/kernels/terms.c src/kernels/vec.c)
file(GLOB vectorised CONFIGURE_DEPENDS src/kernels/adam.c src/optimizers/sgd.c src/optimizers/rmsprop.c
  src/optimizers/adagrad.c)
file(GLOB chosen src/kernels/conv.c src/kernels/warp.c) # cold: they choose, or prepare little
set(one_thread ${PROJECT_SOURCE_DIR}/src/kernels/parallel.c)
list(REMOVE_ITEM bulk ${innermost} ${vectorised} ${chosen} ${one_thread})
set(hot ${bulk} ${innermost} ${vectorised})
set(cold ${sources})
list(REMOVE_ITEM cold ${hot} ${one_thread})
set(plain -mllvm -enable-pre=false)
set(few ${plain} -mllvm -force-vector-interleave=1 -mllvm -unroll-runtime=0 -mllvm -unroll-allow-partial=0)
set_source_files_properties(${bulk} PROPERTIES COMPILE_OPTIONS "-Os;${few}")
set_source_files_properties(${vectorised} PROPERTIES COMPILE_OPTIONS "-O2;${few}")
set_source_files_properties(${innermost} PROPERTIES
  COMPILE_OPTIONS "-O2;${few};-fno-vectorize;-fno-slp-vectorize;-mllvm;-disable-vector-combine")
set_source_files_properties(${cold} ${one_thread} wasm/exports.c wasm/threads.c
  PROPERTIES COMPILE_OPTIONS "-Oz;-flto;${plain};-mllvm;-disable-lftr")
set_source_files_properties(wasm/memory.c PROPERTIES COMPILE_OPTIONS "-Oz;-fno-builtin")

# One library of objects for each set of files and arithmetic; nothing is compiled twice for two builds.
function(glassnet_objects name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "RELAXED" "" "SOURCES")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_include_directories(${name} PRIVATE src)
  target_link_libraries(${name} PRIVATE glassnet_flags)
  if(arg_RELAXED)
    target_compile_options(${name} PRIVATE -mrelaxed-simd)
  endif()
endfunction()
glassnet_objects(cold SOURCES ${cold})
glassnet_objects(memory SOURCES wasm/memory.c)
glassnet_objects(team_one SOURCES ${one_thread})
glassnet_objects(team_threads SOURCES wasm/threads.c)
glassnet_objects(hot_exact SOURCES ${hot})
glassnet_objects(hot_relaxed RELAXED SOURCES ${hot})
foreach(program core kernels)
  set(core_source wasm/exports.c)
  set(kernels_source tests/bench/kernels_exports.c)
  glassnet_objects(${program}_exact SOURCES ${${program}_source})
  glassnet_objects(${program}_relaxed RELAXED SOURCES ${${program}_source})
endforeach()

# The stack lies below all data, so that an overflow traps instead of eating weights; with growth on, a failed
# malloc returns NULL instead of aborting. LIMITS says the same to both linkers, and to wasm/loader.js.
set(stack 262144)
set(first_memory 16777216)
set(last_memory 2147483648)

# Linked by ourselves: Emscripten 3.1.6 would bring its own pthreads. Of the linker's optimizations the fewest: what it
# melts together is larger than what Binaryen does. With several threads scripts/shared-memory.js has the memory imported,
# and each sets its own __stack_pointer.
find_program(WASM_LD NAMES wasm-ld-14 wasm-ld REQUIRED NO_CMAKE_FIND_ROOT_PATH)
find_program(WASM_OPT wasm-opt REQUIRED NO_CMAKE_FIND_ROOT_PATH)
set(libraries_one -lc-optz -lcompiler_rt)
set(libraries_threads -lc-mt-optz -lcompiler_rt-mt --export=__stack_pointer)
# What exports where its data begin is shipped without its strings (scripts/texts.js).
set(options_core --export=__global_base)
function(glassnet_link name team program)
  add_custom_command(OUTPUT ${name}.linked.wasm DEPENDS ${ARGN} COMMAND_EXPAND_LISTS VERBATIM
    COMMAND ${WASM_LD} -o ${name}.raw.wasm ${ARGN}
      -L${EMSCRIPTEN_SYSROOT}/lib/wasm32-emscripten ${libraries_${team}} ${options_${program}}
      --no-entry --strip-debug --initial-memory=${first_memory} --max-memory=${last_memory}
      --lto-O1 --stack-first -z stack-size=${stack} --global-base=1024 -mllvm -disable-lsr
    COMMAND ${WASM_OPT} ${name}.raw.wasm -o ${name}.linked.wasm -Oz --converge -Oz --converge --reorder-functions
      --low-memory-unused --zero-filled-memory -g --strip-producers --strip-target-features
      --mvp-features --enable-simd --enable-relaxed-simd --enable-bulk-memory --enable-sign-ext
      --enable-nontrapping-float-to-int --enable-threads --enable-mutable-globals)
endfunction()

find_program(NODE NAMES node REQUIRED NO_CMAKE_FIND_ROOT_PATH)
set(scripts ${PROJECT_SOURCE_DIR}/scripts)
set(finishing ${scripts}/finish-wasm.js ${scripts}/wasm-code.js ${scripts}/relaxed-opcodes.js
  ${scripts}/short-constants.js ${scripts}/shared-memory.js ${scripts}/texts.js)
set(option_threads --shared-memory)
function(glassnet_finish name team)
  add_custom_command(OUTPUT ${name}.wasm DEPENDS ${name}.linked.wasm ${finishing} VERBATIM
    COMMAND ${NODE} ${scripts}/finish-wasm.js ${name}.linked.wasm ${name}.wasm ${option_${team}})
  add_custom_target(${name} DEPENDS ${name}.wasm)
endfunction()

set(build_exact_one core)
set(build_relaxed_one fast)
set(build_exact_threads threads)
set(build_relaxed_threads fast-threads)
foreach(arithmetic exact relaxed)
  foreach(team one threads)
    set(parts $<TARGET_OBJECTS:cold> $<TARGET_OBJECTS:hot_${arithmetic}> $<TARGET_OBJECTS:team_${team}>
      $<TARGET_OBJECTS:memory>)
    foreach(program core kernels)
      set(name ${build_${arithmetic}_${team}})
      if(program STREQUAL kernels)
        set(name kernels-${name})
      endif()
      glassnet_link(${name} ${team} ${program} $<TARGET_OBJECTS:${program}_${arithmetic}> ${parts})
      glassnet_finish(${name} ${team})
    endforeach()
  endforeach()
endforeach()

# The core with an allocator that fails or traps when told to, for tests/soak. The package does not have it.
glassnet_objects(trial_exports SOURCES tests/soak/support/trial_exports.c)
glassnet_objects(trial_memory SOURCES wasm/memory.c)
target_compile_definitions(trial_memory PRIVATE malloc=plain_malloc free=plain_free)
glassnet_link(trial one trial $<TARGET_OBJECTS:trial_exports> $<TARGET_OBJECTS:trial_memory> $<TARGET_OBJECTS:core_exact>
  $<TARGET_OBJECTS:cold> $<TARGET_OBJECTS:hot_exact> $<TARGET_OBJECTS:team_one>)
glassnet_finish(trial one)

# The core with checks that the package does without, for tests/soak: of every address before it is read or written, and of
# the stack at every call. They are Emscripten's, and need an allocator that it knows.
glassnet_objects(growth SOURCES tests/soak/support/growth.c)
set(checks_safe-heap -sSAFE_HEAP=1)
set(checks_safe-stack -sSTACK_OVERFLOW_CHECK=2)
foreach(name safe-heap safe-stack)
  add_executable(${name}.linked EXCLUDE_FROM_ALL $<TARGET_OBJECTS:growth> $<TARGET_OBJECTS:core_exact>
    $<TARGET_OBJECTS:cold> $<TARGET_OBJECTS:hot_exact> $<TARGET_OBJECTS:team_one>)
  set_target_properties(${name}.linked PROPERTIES SUFFIX .wasm LINKER_LANGUAGE C)
  target_link_options(${name}.linked PRIVATE ${checks_${name}}
    --no-entry -sSTANDALONE_WASM -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=${first_memory}
    -sMAXIMUM_MEMORY=${last_memory} -Oz -flto -msimd128 ${instructions} -sTOTAL_STACK=${stack} -Wl,--stack-first
    -sMALLOC=emmalloc)
  glassnet_finish(${name} one)
endforeach()
