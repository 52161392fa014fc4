/** route.js: trains on the server, by every entry. */
import { everyEntry } from "../../every-entry.js";

export const dynamic = "force-dynamic";

export const GET = async () => Response.json(await everyEntry());
