// What pages ask of the newsroom; each answer is undefined where there is nothing.
import { cache } from "react";
import { get, kept, tags, unkept, type Query } from "./client";
import type { Found, Newsroom, Quote, Release, Summary } from "./shapes";

export type ReleaseFilters = Query<"/api/v1/releases">;
export type SearchFilters = Query<"/api/v1/search">;
export type Page = { items: Summary[]; next: string | undefined };

/** The newsroom in a locale: its languages, navigation and home page. */
export const newsroom = cache(async (locale: string): Promise<Newsroom | undefined> => {
  const how = kept(tags.newsroom, tags.lists);
  return (await get("/api/v1/newsroom", { query: { locale } }, how)).data;
});

/** A part of the archive, newest first, and the cursor of the part before it in time. */
export async function releases(query: ReleaseFilters): Promise<Page | undefined> {
  const { data } = await get("/api/v1/releases", { query }, kept(tags.lists));
  if (!data) return undefined;
  const next = data.next && new URL(data.next).searchParams.get("cursor");
  return { items: data.items, next: next || undefined };
}

/** A release by its id or reference, in its newest version. */
export async function release(key: string, locale: string): Promise<Release | undefined> {
  const asked = { path: { key }, query: { locale } };
  const { data } = await get("/api/v1/releases/{key}", asked, kept(tags.release(key)));
  return data?.view === "full" ? data : undefined;
}

export const quote = cache(
  async (key: string, locale: string): Promise<Quote | undefined> => {
    const asked = { path: { key }, query: { locale } };
    return (await get("/api/v1/quotes/{key}", asked, kept(tags.quotes))).data;
  },
);

export async function topics(locale: string) {
  const query = { locale, limit: 100 };
  return (await get("/api/v1/topics", { query }, kept(tags.lists))).data?.items ?? [];
}

/** Search is asked anew each time: words are many, and hardly asked twice. */
export async function search(query: SearchFilters): Promise<Found | undefined> {
  return (await get("/api/v1/search", { query }, unkept)).data;
}

/** The unpublished text that a token opens, in the shape of a release; never kept. */
export async function preview(token: string): Promise<Release | undefined> {
  return (await get("/api/v1/preview/{token}", { path: { token } }, unkept)).data;
}
