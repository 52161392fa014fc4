/** Sixty strings that would do something if the page took them for more than text. Where they made an element its id is "pwned". */
const markup = [
  `<img id=pwned src=x onerror=globalThis.pwned=1>`,
  `<script id=pwned>globalThis.pwned=1</script>`,
  `<svg id=pwned onload=globalThis.pwned=1>`,
  `<iframe id=pwned srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<body id=pwned onload=globalThis.pwned=1>`,
  `<a id=pwned href=javascript:globalThis.pwned=1>x</a>`,
  `<details id=pwned open ontoggle=globalThis.pwned=1>`,
  `<input id=pwned autofocus onfocus=globalThis.pwned=1>`,
  `<video id=pwned><source onerror=globalThis.pwned=1></video>`,
  `<math id=pwned><mtext><img src=x onerror=globalThis.pwned=1></mtext></math>`,
  `<style id=pwned>*{display:none}</style>`,
  `<link id=pwned rel=stylesheet href=//example.invalid/x.css>`,
  `<meta id=pwned http-equiv=refresh content="0;url=about:blank">`,
  `<base id=pwned href=//example.invalid/>`,
  `<object id=pwned data=javascript:globalThis.pwned=1></object>`,
  `<embed id=pwned src=javascript:globalThis.pwned=1>`,
  `<form id=pwned action=javascript:globalThis.pwned=1><button>x</button></form>`,
  `<template id=pwned><script>globalThis.pwned=1</script></template>`,
  `<noscript><p title="</noscript><img id=pwned src=x onerror=globalThis.pwned=1>">`,
  `<dialog id=pwned open>x</dialog>`,
];
/** Ways out of the quotes, brackets and languages that a string may stand in. */
const waysOut = [
  (s) => s,
  (s) => `">${s}`,
  (s) => `'>${s}`,
  (s) => `</title></textarea></style></script>${s}`,
];
const others = [
  `javascript:globalThis.pwned=1`,
  `data:text/html,<script>globalThis.pwned=1</script>`,
  `\${globalThis.pwned=1}`,
  `{{constructor.constructor('globalThis.pwned=1')()}}`,
  `" onmouseover="globalThis.pwned=1`,
  `' autofocus onfocus='globalThis.pwned=1`,
  `");globalThis.pwned=1;//`,
  `'-globalThis.pwned=1-'`,
  `__proto__`,
  `constructor`,
  `toString`,
  `__proto__[pwned]=1`,
  `../../../etc/passwd`,
  `%3Cimg%20id%3Dpwned%20src%3Dx%3E`,
  `&lt;img id=pwned src=x&gt;`,
  `\u202Eevil\u202C`,
  `\u0000\u0001\u001B[31m`,
  `\uD800`,
  `A`.repeat(5000),
  `1e400`,
];

const wrapped = markup.flatMap((s, i) => [s, waysOut[1 + (i % 3)](s)]);
export const hostile = [...wrapped, ...others];
