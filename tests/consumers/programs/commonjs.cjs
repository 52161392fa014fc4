const { load } = require("glassnet");
const { load: loadWorker } = require("glassnet/worker");
const { xor } = require("./xor.js");

(async () => {
  console.log(JSON.stringify({ main: await xor(load), worker: await xor(loadWorker) }));
})();
