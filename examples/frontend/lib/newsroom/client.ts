// A typed `fetch` for the newsroom's API: what may be asked of which address, and what it
// answers, comes from its OpenAPI description.
import type { paths } from "./openapi";

const withoutSlash = (address: string): string => address.replace(/\/+$/, "");

export const NEWSROOM = withoutSlash(process.env.NEWSROOM_URL ?? "http://127.0.0.1:8000");
export const SITE = withoutSlash(process.env.SITE_URL ?? "http://127.0.0.1:3000");

type Operation<P extends keyof paths> = paths[P]["get"];
export type Query<P extends keyof paths> = NonNullable<Operation<P>["parameters"]["query"]>;
type InPath<P extends keyof paths> = Operation<P>["parameters"]["path"];
export type Answer<P extends keyof paths> = Operation<P>["responses"] extends {
  200: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

type Asked<P extends keyof paths> = { query?: Query<P> } & (InPath<P> extends object
  ? { path: InPath<P> }
  : { path?: never });

export type Told<T> = { status: number; data: T | undefined };

/** What of the kept answers a change touches. */
export const tags = {
  newsroom: "newsroom",
  lists: "lists",
  quotes: "quotes",
  release: (id: string) => `release:${id}`,
};

/** Keep an answer until its own max-age ends, or until a webhook names one of the tags. */
export const kept = (...tags: string[]): RequestInit => ({
  cache: "force-cache",
  next: { tags },
});

/** Ask anew: nothing of the answer is kept. */
export const unkept: RequestInit = { cache: "no-store" };

/** The newsroom did not answer as it promises: show an error, never half a page. */
export class Unanswered extends Error {}

/** Ask the newsroom; `data` is undefined where it has no such thing, or no more. */
export async function get<P extends keyof paths>(
  address: P,
  asked: Asked<P>,
  how: RequestInit,
): Promise<Told<Answer<P>>> {
  const response = await fetch(NEWSROOM + filled(address, asked.path, asked.query), {
    ...how,
    headers: { Accept: "application/json" },
  });
  const { status } = response;
  if (response.ok) return { status, data: (await response.json()) as Answer<P> };
  if ([400, 404, 410].includes(status)) return { status, data: undefined };
  throw new Unanswered(`${status} from ${address}`);
}

/** An address with its places filled and its query written. */
function filled(address: string, path: object = {}, query: object = {}): string {
  const places = new Map<string, unknown>(Object.entries(path));
  const told = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
  const written = address.replace(/\{(\w+)\}/g, (_place, name: string) =>
    encodeURIComponent(String(places.get(name))),
  );
  return told.length ? `${written}?${new URLSearchParams(told)}` : written;
}
