// Names for the shapes of the API, as lib/newsroom/openapi.ts has them: `npm run types`
// writes that file from the newsroom's OpenAPI description.
import type { components } from "./openapi";

type Shapes = components["schemas"];

export type Newsroom = Shapes["NewsroomAnswer"];
/** What a list needs of a release, which has it in full or in short. */
export type Summary = Omit<Shapes["ReleaseSummary"], "view">;
export type Release = Shapes["ReleaseDetail"];
export type Quote = Shapes["QuoteAnswer"];
export type Alternate = Shapes["Alternate"];
export type Image = Shapes["Image"];
export type Contact = Shapes["Contact"];
export type Found = Shapes["SearchList"];

export type Block = Release["body"][number];
export type BlockOf<T extends Block["type"]> = Extract<Block, { type: T }>;
