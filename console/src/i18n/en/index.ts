import type { Dictionary } from "../dictionary";
import { access } from "./access";
import { common } from "./common";
import { format } from "./format";
import { kinds } from "./kinds";
import { mechanism } from "./mechanism";
import { nav } from "./nav";
import { policy } from "./policy";
import { quality } from "./quality";
import { states } from "./states";
import { time } from "./time";
import { work } from "./work";

export const en: Dictionary = {
  access,
  common,
  format,
  kinds,
  mechanism,
  nav,
  policy,
  quality,
  states,
  time,
  work,
};
