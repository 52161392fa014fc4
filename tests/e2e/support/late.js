// What may come late is made to come late: calls of one method to the page's worker wait until they are let go.

/**
 * To be called before the page is opened.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} method of a model or of the library
 */
export async function callsOf(page, method) {
  await page.addInitScript((method) => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      const send = () => postMessage.call(this, message, ...more);
      if (message?.method === method && globalThis.waiting) globalThis.waiting.push(send);
      else send();
    };
  }, method);
  return {
    /** Those from now on wait. */
    hold: () => page.evaluate(() => void (globalThis.waiting = [])),
    /** Until one does. */
    held: () => page.waitForFunction(() => globalThis.waiting.length > 0),
    letGo: () =>
      page.evaluate(() => {
        const sends = globalThis.waiting;
        globalThis.waiting = undefined;
        for (const send of sends) send();
      }),
  };
}
