import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/components/Frame";
import { linked, one, PATHS, withQuery } from "@/lib/addresses";
import { newsroom as read, search, type SearchFilters } from "@/lib/newsroom/reading";
import type { Found, Newsroom } from "@/lib/newsroom/shapes";
import { wordFor, wording } from "@/lib/wording";
import { day } from "@/lib/writing";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

const TYPES = ["release", "quote", "about", "person", "organisation"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const words = wording((await params).locale);
  return { title: words.search, robots: { index: false, follow: true } };
}

export default async function Search({ params, searchParams }: Props) {
  const { locale } = await params;
  const asked = await searchParams;
  const [q = "", page = "1"] = [one(asked.q)?.slice(0, 200), one(asked.page)];
  const type = TYPES.find((known) => known === one(asked.type));
  const query: SearchFilters = { locale, q, limit: 10, ...(type && { type: [type] }) };
  const number = /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1;
  const [newsroom, found] = await Promise.all([
    read(locale),
    q ? search({ ...query, page: number }) : undefined,
  ]);
  if (!newsroom) notFound();
  const words = wording(locale);
  const elsewhere = newsroom.locales.map((other) => ({
    locale: other.locale,
    path: withQuery(PATHS.search(other.locale), { q }),
  }));
  return (
    <Frame newsroom={newsroom} elsewhere={elsewhere}>
      <div className="measure narrow">
        <h1>{words.search}</h1>
        <form className="search" role="search" action={PATHS.search(locale)}>
          <label htmlFor="q">{words.searchLabel}</label>
          <input id="q" name="q" type="search" maxLength={200} defaultValue={q} />
          <button className="button">{words.search}</button>
          <small>{words.searchHint}</small>
        </form>
        {found && <Results found={found} newsroom={newsroom} type={type} />}
      </div>
    </Frame>
  );
}

type Shown = { found: Found; newsroom: Newsroom; type: string | undefined };

function Results({ found, newsroom, type }: Shown) {
  const words = wording(newsroom.locale);
  const path = PATHS.search(newsroom.locale);
  const { q, page, pages } = found;
  const leaf = (to: number) => withQuery(path, { q, type, page: String(to) });
  return (
    <section aria-labelledby="results">
      <h2 className="label" id="results">
        {words.results} <span>({found.total})</span>
      </h2>
      <Types found={found} newsroom={newsroom} type={type} />
      {found.total === 0 && <p>{words.resultsNone}</p>}
      <ol className="hits">
        {found.hits.map((hit) => (
          <li key={`${hit.type} ${hit.id}`}>
            <p className="meta">
              <span>{wordFor(words.types, hit.type)}</span>
              {hit.published_at && (
                <time dateTime={hit.published_at}>
                  {day(hit.published_at, newsroom.locale)}
                </time>
              )}
            </p>
            <h3 lang={hit.locale}>
              <a
                href={linked(hit.url, newsroom)}
                dangerouslySetInnerHTML={{ __html: hit.title_html }}
              />
            </h3>
            {hit.role && <p lang={hit.locale}>{hit.role}</p>}
            <p lang={hit.locale} dangerouslySetInnerHTML={{ __html: hit.snippet_html }} />
          </li>
        ))}
      </ol>
      <p className="paging">
        {page > 1 && <a href={leaf(page - 1)}>{words.previous}</a>}
        {pages > 1 && <span>{`${words.page} ${page} / ${pages}`}</span>}
        {page < pages && <a href={leaf(page + 1)}>{words.next}</a>}
      </p>
    </section>
  );
}

/** The types of what was found; a chosen one is left again by its own link. */
function Types({ found, newsroom, type }: Shown) {
  const words = wording(newsroom.locale);
  const values = found.facets.find((facet) => facet.name === "type")?.values ?? [];
  return (
    <ul className="tags">
      {values.map(({ value, count }) => {
        const isChosen = value === type;
        const href = withQuery(PATHS.search(newsroom.locale), {
          q: found.q,
          type: isChosen ? undefined : value,
        });
        return (
          <li key={value}>
            <a href={href} aria-current={isChosen ? "true" : undefined}>
              {wordFor(words.types, value)} <span>({count})</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
