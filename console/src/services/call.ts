/** A call of a data service as a program would send it. */

export type Parameters = Record<string, readonly string[]>;

/** The parameters that say something; what is blank is left out. */
export function filled(parameters: Parameters): Record<string, string[]> {
  const said = Object.entries(parameters).map(([name, values]): [string, string[]] => [
    name,
    values.map((value) => value.trim()).filter((value) => value !== ""),
  ]);
  return Object.fromEntries(said.filter(([, values]) => values.length > 0));
}

export interface Call {
  path: string;
  parameters: Parameters;
  fields: readonly string[];
  limit: number | null;
}

/** Path and query of a call. */
export function addressOf({ path, parameters, fields, limit }: Call): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(filled(parameters))) for (const value of values) query.append(name, value);
  if (fields.length > 0) query.set("fields", fields.join(","));
  if (limit !== null) query.set("limit", String(limit));
  const words = query.toString();
  return words === "" ? path : `${path}?${words}`;
}

/** The same call for a command line; the key is never filled in. */
export function commandOf(call: Call, origin: string): string {
  return `curl -H "Authorization: Bearer $SHUDAO_KEY" '${origin}${addressOf(call).replaceAll("'", "%27")}'`;
}

/** An address with its escapes undone, for reading; programs are given the escaped one. */
export function readable(call: string): string {
  try {
    return decodeURI(call);
  } catch {
    return call;
  }
}
