import { words } from "../../../i18n/index.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

export const t = words({ zh, en });
