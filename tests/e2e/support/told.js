// What a screen reader is told: each text that comes into a live region, with its time and its urgency.

/** To be called before the page is opened. @param {import("@playwright/test").Page} page */
export const listen = (page) =>
  page.addInitScript(() => {
    const regions = "[aria-live], [role=status], [role=alert], [role=log], output";
    const urgencyOf = (region) =>
      region.getAttribute("aria-live") ?? (region.role === "alert" ? "assertive" : "polite");
    globalThis.told = [];
    new MutationObserver((mutations) => {
      const touched = mutations.flatMap(({ target, addedNodes }) => {
        const parent = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const added = [...addedNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);
        const inside = added.flatMap((one) => [one, ...one.querySelectorAll("*")]);
        return [parent?.closest(regions), ...inside.filter((one) => one.matches(regions))];
      });
      for (const region of new Set(touched)) {
        const text = region?.isConnected && region.textContent.trim();
        const urgency = text && urgencyOf(region);
        if (text && urgency !== "off")
          globalThis.told.push({ at: performance.now(), urgency, text });
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

/** What has been told so far. @param {import("@playwright/test").Page} page */
export const told = (page) => page.evaluate(() => globalThis.told);

/** What is there when a lab is opened is read, not told. @param {import("@playwright/test").Page} page */
export const forget = (page) => page.evaluate(() => void globalThis.told.splice(0));
