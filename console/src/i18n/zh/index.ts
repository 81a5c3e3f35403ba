import { access } from "./access";
import { common } from "./common";
import { format } from "./format";
import { kinds } from "./kinds";
import { nav } from "./nav";
import { states } from "./states";
import { time } from "./time";
import { work } from "./work";

export const zh = { access, common, format, kinds, nav, states, time, work };
