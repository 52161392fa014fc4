/**
 * Checkpoints that outlive the page, in the browser's IndexedDB: a name, and under it the last two generations. A new one
 * is written beside the old before the oldest goes, in one transaction, so that storage which is full, or a tab
 * that dies at any moment, leaves the old as it was. Each carries a hash of all it holds; the newest whose hash is right is
 * the one that is read.
 */
import { fnv1a, hex } from "./fingerprint.js";

const DATABASE = "glassnet";
const STORE = "checkpoints";
const GENERATIONS = 2;

/**
 * @typedef {"blocked" | "full" | "failed"} Reason blocked: there is no storage for this page; full: no room left in it
 */
export class StorageError extends Error {
  /** @param {Reason} code @param {unknown} cause */
  constructor(code, cause) {
    super(String(/** @type {any} */ (cause)?.message ?? cause), { cause });
    this.name = "StorageError";
    this.code = code;
  }
}

/** @param {any} error */
const isFull = (error) => error?.name === "QuotaExceededError";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @returns {Promise<IDBDatabase>} */
async function open() {
  try {
    const request = indexedDB.open(DATABASE, 1); // in a private window it may be missing, or throw
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    return await answer(request);
  } catch (error) {
    throw new StorageError(isFull(error) ? "full" : "blocked", error);
  }
}

/**
 * One transaction, complete when this returns; where the work fails nothing of it stays. "strict": on the disk, not only on its
 * way there.
 *
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<T>} work
 */
async function transact(mode, work) {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    return await whole(transaction, work(transaction.objectStore(STORE)));
  } catch (error) {
    throw new StorageError(isFull(error) ? "full" : "failed", error);
  } finally {
    database.close();
  }
}

/** The work's result, once the transaction is complete. @template T @param {IDBTransaction} transaction @param {Promise<T>} work @returns {Promise<T>} */
function whole(transaction, work) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(work);
    transaction.onabort = () => reject(transaction.error);
    work.catch((error) => {
      reject(error);
      try {
        transaction.abort();
      } catch {
        /* it is over already */
      }
    });
  });
}

/** The keys under a name are [name, generation]. @param {string} name @param {IDBObjectStore} store @returns {Promise<[string, number][]>} oldest first */
const keysOf = (name, store) =>
  answer(/** @type {any} */ (store.getAllKeys(IDBKeyRange.bound([name], [name, []]))));

/** @param {{ state: any, bytes: Uint8Array }} checkpoint */
const hashOf = ({ state, bytes }) =>
  hex(fnv1a(bytes, fnv1a(new TextEncoder().encode(JSON.stringify(state)))));

/** @param {any} record */
const isWhole = (record) => record?.bytes instanceof Uint8Array && record.hash === hashOf(record);

/**
 * The checkpoints of one name. Every method fails with a StorageError, and then has changed nothing.
 *
 * @template S
 * @param {string} name
 */
export const checkpointsOf = (name) => ({
  /** @param {{ state: S, bytes: Uint8Array }} checkpoint state: anything that can be cloned */
  save({ state, bytes }) {
    const hash = hashOf({ state, bytes });
    return transact("readwrite", async (store) => {
      const keys = await keysOf(name, store);
      const newest = keys.at(-1)?.[1] ?? 0;
      const written = answer(store.put({ state, bytes, hash }, [name, newest + 1]));
      for (const key of keys.slice(0, -(GENERATIONS - 1))) store.delete(key);
      await written;
    });
  },

  /** The newest that is whole. @returns {Promise<{ state: S, bytes: Uint8Array } | undefined>} */
  async load() {
    const keys = await transact("readonly", (store) => keysOf(name, store));
    for (const key of keys.reverse()) {
      // Each by itself: a record that cannot be read ends its transaction.
      const read = transact("readonly", (store) => answer(store.get(key)));
      const record = await read.catch(() => undefined);
      if (isWhole(record)) return { state: record.state, bytes: record.bytes };
    }
  },

  clear() {
    return transact("readwrite", async (store) => {
      for (const key of await keysOf(name, store)) store.delete(key);
    });
  },
});
