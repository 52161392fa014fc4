/** Vite's development server, on a port of its own choice. */
import { createServer } from "vite";
import { isolation } from "./server.js";

const server = await createServer({ server: { port: 0, headers: isolation } });
await server.listen();
server.printUrls();
