/** torch.js: which PyTorch is there, and with which BLAS it is fastest on this machine. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

/** Debian's OpenBLAS beside the reference BLAS that its PyTorch is linked with; it need not be the system's choice. */
const OPENBLAS = "/usr/lib/x86_64-linux-gnu/openblas-pthread";
/** It does not know every processor, and then takes its slowest kernels: so each of these is tried. */
const CORES = ["", "SkylakeX", "Haswell", "Zen"];

const probe = `
import time, torch
torch.set_num_threads(1)
best = 0
for m, n, k in [(32, 128, 784), (256, 256, 256)]:
    a, b, fastest = torch.rand(m, k), torch.rand(k, n), 1e9
    for _ in range(40):
        start = time.perf_counter()
        for _ in range(10): a @ b
        fastest = min(fastest, time.perf_counter() - start)
    best += 20 * m * n * k / fastest / 2e9
print(torch.__version__, best)
`;

function tried(core) {
  const environment = {
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
    ...(existsSync(OPENBLAS) && { LD_LIBRARY_PATH: OPENBLAS }),
    ...(core && { OPENBLAS_CORETYPE: core }),
  };
  const env = { ...process.env, ...environment };
  const { status, stdout } = spawnSync(PYTHON, ["-c", probe], { env, encoding: "utf8" });
  if (status !== 0) return undefined;
  const [version, speed] = stdout.trim().split(" ");
  return { version, speed: Number(speed), core, environment };
}

/** → { version, name, environment } of the fastest, or undefined where there is no PyTorch. */
export function blas() {
  if (!isSought) found = fastest();
  isSought = true;
  return found;
}

let isSought = false;
let found;
function fastest() {
  const isThere = spawnSync(PYTHON, ["-c", "import torch"]).status === 0;
  const cores = existsSync(OPENBLAS) ? CORES : [""];
  const all = isThere ? cores.map(tried).filter(Boolean) : [];
  if (all.length === 0) return undefined;
  const best = all.reduce((a, b) => (b.speed > a.speed ? b : a));
  const library = existsSync(OPENBLAS)
    ? `OpenBLAS (${best.core || "its own choice of core"})`
    : "the system's BLAS (install libopenblas0-pthread: the reference BLAS is ten times slower)";
  const speeds = all.map(({ core, speed }) => `${core || "own choice"} ${speed.toFixed(0)}`);
  return { ...best, name: `PyTorch ${best.version}, ${library}`, speeds };
}
