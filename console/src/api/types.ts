/** Types of the API by path, so that a page keeps its types when the document renames a schema. */
import type { paths } from "./schema";

type Json<Answer> = Answer extends { content: { "application/json": infer Body } } ? Body : never;
type Responses<Operation> = Operation extends { responses: infer Found } ? Found : never;
type Done<Found> = Json<Found[Extract<keyof Found, 200 | 201 | 202>]>;

/** What a GET of the path answers. */
export type AnswerOf<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Done<Responses<Operation>> : never;

/** What a POST to the path answers. */
export type PostedOf<Path extends keyof paths> = paths[Path] extends { post: infer Operation } ? Done<Responses<Operation>> : never;

/** One row of the list that a GET of the path answers. */
export type ItemOf<Path extends keyof paths> = AnswerOf<Path> extends { items: (infer Item)[] } ? Item : never;

type Sent<Operation> = Operation extends { requestBody: { content: { "application/json": infer Body } } } ? Body : never;

/** What a POST to the path takes. */
export type BodyOf<Path extends keyof paths> = paths[Path] extends { post: infer Operation } ? Sent<Operation> : never;
