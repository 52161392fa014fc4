/** What a student calls the augmentations and constraints of the core: this lab alone shows them. */
import { namesFrom } from "../../../ui/named/words.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

export const names = namesFrom({ zh, en });
