// How a locale writes days, numbers of bytes and the names of languages.

import { wording } from "./wording";

export function day(date: string, locale: string): string {
  const at = new Date(date.length === 10 ? `${date}T00:00:00Z` : date);
  return new Intl.DateTimeFormat(written(locale), { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/** A language in its own words: "English", "français". */
export function language(code: string, locale: string = code): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}

export function bytes(size: number, locale: string): string {
  const [value, unit] =
    size < 1e6 ? [Math.max(size / 1e3, 0.1), "kilobyte"] : [size / 1e6, "megabyte"];
  return new Intl.NumberFormat(written(locale), {
    style: "unit",
    unit,
    maximumSignificantDigits: 2,
  }).format(value);
}

/** A language as it is written here: its own words may name a region. */
const written = (locale: string): string => {
  const { writing } = wording(locale);
  return writing.startsWith(locale) ? writing : locale;
};
