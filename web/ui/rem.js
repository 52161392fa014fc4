/**
 * Lengths that grow with the text: laid out in the pixels of text of 16, written down in rem. So what is placed by hand
 * fits its text whatever size the reader has chosen for it, in the browser or on this page.
 */
const TEXT = 16;

/** @param {number} pixels of a layout */
export const rem = (pixels) => `${pixels / TEXT}rem`;

/** How many pixels of the screen one of a layout takes. */
export const unit = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / TEXT;
