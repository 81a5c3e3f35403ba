import type { zh } from "./zh";

/** Every text of the console, by meaning. Chinese is the original; English must have exactly the same keys. */
export type Dictionary = typeof zh;
export type Language = "zh-CN" | "en";
