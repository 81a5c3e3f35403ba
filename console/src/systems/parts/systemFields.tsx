import { Input, Select } from "antd";

import type { Dictionary } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import type { FormField } from "../../kinds/form/types";
import { OrganisationSelect } from "../../mechanism/parts/OrganisationSelect";
import type { NewSystem } from "../queries";

type Words = Dictionary["systems"];

/** What is said of a system, the same when it is registered and when it is changed. */
export function systemFields(words: Words): FormField<NewSystem>[] {
  const zones = Object.entries(words.zones).map(([value, label]) => ({ value, label }));
  return [
    { name: "name", label: words.name, required: true, input: <Input maxLength={100} /> },
    { name: "organisation_id", label: words.organisation, required: true, input: <OrganisationSelect /> },
    { name: "vendor", label: words.vendor, input: <Input maxLength={100} /> },
    { name: "vendor_contact", label: words.vendorContact, input: <Input maxLength={60} /> },
    { name: "vendor_phone", label: words.vendorPhone, input: <Input maxLength={40} /> },
    { name: "vendor_email", label: words.vendorEmail, input: <Input maxLength={120} /> },
    { name: "network_zone", label: words.zone, input: <Select allowClear options={zones} /> },
    { name: "database_kind", label: words.database, input: <Input maxLength={60} /> },
    { name: "legal_number", label: words.legalNumber, example: words.legalExample, input: <Input maxLength={100} /> },
    { name: "last_used_on", label: words.lastUsed, help: words.lastUsedHelp, input: <DayField /> },
    { name: "description", label: words.description, input: <Input.TextArea rows={3} maxLength={2000} /> },
  ];
}

/** Blank fields are left out: the platform knows what stands for them. */
export function filled<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined)) as Values;
}
