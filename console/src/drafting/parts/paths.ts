/** Where the ledger is written. */

const within = (place: string, code: string) => `/ledger/${place}/${encodeURIComponent(code)}`;

export const newNodePath = (parent: string) => `/ledger/new?parent=${encodeURIComponent(parent)}`;
export const editNodePath = (code: string) => within("drafts", code);
export const newAttributePath = (entity: string) => `${within("entities", entity)}/new-attribute`;
export const editAttributePath = (code: string) => within("attribute-drafts", code);
export const changePath = (code: string) => within("changes", code);
export const certificationPath = (entity: string) => `${within("entities", entity)}/certification`;
export const planPath = (entity: string) => `${within("entities", entity)}/quality-plan`;
