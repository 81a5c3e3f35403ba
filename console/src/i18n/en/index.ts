import type { Dictionary } from "../dictionary";
import { access } from "./access";
import { common } from "./common";
import { evidence } from "./evidence";
import { format } from "./format";
import { kinds } from "./kinds";
import { mechanism } from "./mechanism";
import { nav } from "./nav";
import { policy } from "./policy";
import { quality } from "./quality";
import { security } from "./security";
import { states } from "./states";
import { system } from "./system";
import { time } from "./time";
import { work } from "./work";

export const en: Dictionary = {
  access,
  common,
  evidence,
  format,
  kinds,
  mechanism,
  nav,
  policy,
  quality,
  security,
  states,
  system,
  time,
  work,
};
