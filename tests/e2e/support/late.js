// What comes late is made to come late: the worker of the page hears of some calls only after a while.

/**
 * To be called before the page is opened.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} method of a model or of the library, whose calls are held back from then on
 * @param {number} wait milliseconds
 */
export const holdBack = (page, method, wait) =>
  page.addInitScript(
    ({ method, wait }) => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...more) {
        const send = () => postMessage.call(this, message, ...more);
        if (message?.method === method) setTimeout(send, wait);
        else send();
      };
    },
    { method, wait },
  );
