// Addresses: this site has the paths of the newsroom, so one leads to the other.
import { NEWSROOM, SITE } from "./newsroom/client";
import type { Alternate, Newsroom } from "./newsroom/shapes";

export const PATHS = {
  quote: (locale: string, id: string) => `/${locale}/quotes/${id}/`,
  search: (locale: string) => `/${locale}/search/`,
};

/** The path of a newsroom address. */
export const pathOf = (address: string): string => new URL(address).pathname;

/** The first segment of the archive's path below its locale: "releases", "communiques". */
export function indexOf(newsroom: Newsroom): string {
  const mine = newsroom.locales.find((other) => other.locale === newsroom.locale);
  return pathOf(mine?.index_url ?? "/").split("/")[2] ?? "";
}

/** Where a newsroom address leads from here: on this site what it has, else to the newsroom. */
export function linked(address: string, newsroom: Newsroom): string {
  if (!address.startsWith(`${NEWSROOM}/`)) return address;
  const { pathname, hash } = new URL(address);
  const homes = newsroom.locales.map((other) => pathOf(other.url));
  const indexes = newsroom.locales.map((other) => pathOf(other.index_url));
  const isOurs =
    homes.includes(pathname) ||
    indexes.some((index) => isWithin(index, pathname)) ||
    homes.some((home) =>
      ["quotes/", "topics/"].some((part) => isWithin(home + part, pathname)),
    );
  return isOurs ? pathname + hash : address;
}

/** One segment at most below a folder: deeper there are earlier versions, which stay there. */
function isWithin(folder: string, path: string): boolean {
  return path.startsWith(folder) && path.slice(folder.length).split("/").length <= 2;
}

/** Safe HTML from the newsroom with its links led to this site where it has the page. */
export function withLinks(html: string, newsroom: Newsroom): string {
  return html.replace(
    /href="([^"]+)"/g,
    (_whole, address: string) => `href="${linked(address, newsroom)}"`,
  );
}

/** An absolute address on this site: canonical and hreflang name no other. */
export const absolute = (path: string): string => SITE + path;

/** `hreflang` of what has these alternates. */
export function languages(alternates: Alternate[]): Record<string, string> {
  return Object.fromEntries(
    alternates.map((other) => [other.locale, absolute(pathOf(other.url))]),
  );
}

/** A path with those parameters that say something. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const told = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  return told.length ? `${path}?${new URLSearchParams(told)}` : path;
}

/** One value of a parameter of this page. */
export const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
