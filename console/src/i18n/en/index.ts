import type { Dictionary } from "../dictionary";
import { access } from "./access";
import { admission } from "./admission";
import { architecture } from "./architecture";
import { codes } from "./codes";
import { common } from "./common";
import { development } from "./development";
import { drafting } from "./drafting";
import { evidence } from "./evidence";
import { format } from "./format";
import { indicators } from "./indicators";
import { ingestion } from "./ingestion";
import { kinds } from "./kinds";
import { mechanism } from "./mechanism";
import { nav } from "./nav";
import { norms } from "./norms";
import { policy } from "./policy";
import { quality } from "./quality";
import { reviewing } from "./reviewing";
import { security } from "./security";
import { services } from "./services";
import { sharing } from "./sharing";
import { sheets } from "./sheets";
import { states } from "./states";
import { system } from "./system";
import { systems } from "./systems";
import { time } from "./time";
import { trail } from "./trail";
import { work } from "./work";

export const en: Dictionary = {
  access,
  admission,
  architecture,
  codes,
  common,
  development,
  drafting,
  evidence,
  format,
  indicators,
  ingestion,
  kinds,
  mechanism,
  nav,
  norms,
  policy,
  quality,
  reviewing,
  security,
  services,
  sharing,
  sheets,
  states,
  system,
  systems,
  time,
  trail,
  work,
};
