/** storage.js: storage that fails. What was kept before a failed write is there after it, and the next write succeeds. */

/**
 * In the page: each operation of IndexedDB that a write is made of fails in each way that it can, once and for good, with
 * 0 … 3 checkpoints written before. @returns {Promise<{ count: number, faults: string[] }>}
 */
export async function failing({ root }) {
  const { StorageError, checkpointsOf } = await import(`${root}web/state/checkpoints.js`);
  const ways = {
    throws() {
      throw new DOMException("no room", "QuotaExceededError");
    },
    aborts(_, proceed) {
      const result = proceed();
      (result.transaction ?? result).abort();
      return result;
    },
    /** A request that the browser itself refuses: a version that is past, a key that is there. */
    fails(owner) {
      if (owner instanceof IDBFactory) return owner.open("newer", 1);
      owner.add(0, ["there"]);
      return owner.add(0, ["there"]);
    },
  };
  const operations = [
    [IDBFactory.prototype, "open", ["throws", "fails"]],
    [IDBDatabase.prototype, "transaction", ["throws", "aborts"]],
    [IDBObjectStore.prototype, "getAllKeys", ["throws", "aborts", "fails"]],
    [IDBObjectStore.prototype, "put", ["throws", "aborts", "fails"]],
    [IDBObjectStore.prototype, "delete", ["throws", "aborts", "fails"]],
  ];
  const newer = indexedDB.open("newer", 2);
  await new Promise((resolve) => (newer.onsuccess = resolve));
  newer.result.close();
  let armed;
  for (const [prototype, name] of operations) {
    const real = prototype[name];
    prototype[name] = function (...args) {
      const proceed = () => real.apply(this, args);
      if (armed?.name !== name) return proceed();
      const { way, isForGood } = armed;
      if (!isForGood) armed = undefined;
      const rest = armed;
      armed = undefined; // while it fails it does so by the browser's own means
      try {
        return ways[way](this, proceed);
      } finally {
        armed = rest;
      }
    };
  }

  const store = checkpointsOf("failing");
  const write = (n) => store.save({ state: { n }, bytes: new Uint8Array(1000).fill(n) });
  const read = async () => (await store.load())?.state.n ?? 0;
  const faults = [];
  let count = 0;
  async function attempt(name, way, isForGood, before) {
    await store.clear();
    for (let n = 1; n <= before; n++) await write(n);
    armed = { name, way, isForGood };
    const error = await write(before + 1).catch((reason) => reason);
    armed = undefined;
    const what = `${name} ${way} ${isForGood ? "for good" : "once"} after ${before}`;
    if (name === "delete" && before < 2) return; // nothing has to go yet
    count++;
    if (!(error instanceof StorageError)) faults.push(`${what}: ${error}`);
    if ((await read()) !== before) faults.push(`${what}: ${await read()} is read`);
    await write(9);
    if ((await read()) !== 9) faults.push(`${what}: the next write is lost`);
  }
  for (const [, name, possible] of operations)
    for (const way of possible)
      for (const isForGood of [false, true])
        for (let before = 0; before <= 3; before++) await attempt(name, way, isForGood, before);
  return { count, faults };
}

/** In the page: writes number n, a megabyte. @returns {Promise<string>} what the store said against it */
const writeIn = async ({ root, n }) => {
  const { checkpointsOf } = await import(`${root}web/state/checkpoints.js`);
  const bytes = crypto.getRandomValues(new Uint8Array(65536));
  const many = new Uint8Array(1 << 20).map((_, i) => bytes[i % 65536] ^ (i >> 16));
  return checkpointsOf("full")
    .save({ state: { n }, bytes: many })
    .then(
      () => "",
      ({ name, code }) => `${name} ${code}`,
    );
};

const readIn = async ({ root }) => {
  const { checkpointsOf } = await import(`${root}web/state/checkpoints.js`);
  return (await checkpointsOf("full").load())?.state.n ?? 0;
};

/**
 * The browser itself refuses: before each write the room for this origin is set to another size.
 *
 * @param {import("playwright-core").Page} page @param {string} root
 */
export async function full(page, root) {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(root);
  const roomFor = (quotaSize) =>
    session.send("Storage.overrideQuotaForOrigin", { origin, ...(quotaSize && { quotaSize }) });
  const faults = [];
  const count = 64;
  let [refused, kept] = [0, 0];
  for (let n = 1; n <= count; n++) {
    await roomFor(((n * 37) % count) * 2 ** 16); // 0 … 4 MiB, in mixed order
    const said = await page.evaluate(writeIn, { root, n });
    await roomFor();
    if (said === "") kept = n;
    else refused++;
    if (said !== "" && said !== "StorageError full") faults.push(`write ${n}: ${said}`);
    const read = await page.evaluate(readIn, { root });
    if (read !== kept) faults.push(`after write ${n} ${kept} was kept, ${read} is read`);
  }
  if (refused === 0 || refused === count) faults.push(`${refused} of ${count} refused`);
  return { count, refused, faults };
}
