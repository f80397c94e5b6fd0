import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/components/Frame";
import { ReleaseCard } from "@/components/ReleaseCard";
import { absolute, indexOf, one, pathOf, withQuery } from "@/lib/addresses";
import { newsroom as read, releases, topics, type ReleaseFilters } from "@/lib/newsroom/reading";
import { wording } from "@/lib/wording";

type Props = {
  params: Promise<{ locale: string; index: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

const KINDS = ["release", "statement", "advisory"] as const;

async function archive({ params }: Props) {
  const { locale, index } = await params;
  const newsroom = await read(locale);
  if (!newsroom || indexOf(newsroom) !== index) return undefined;
  return { locale, newsroom, path: `/${locale}/${index}/` };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await archive(props);
  if (!found) return {};
  const { locale, newsroom, path } = found;
  return {
    title: wording(locale).archive,
    alternates: {
      canonical: absolute(path),
      languages: Object.fromEntries(
        newsroom.locales.map((other) => [other.locale, absolute(pathOf(other.index_url))]),
      ),
    },
  };
}

/** What is asked of the archive; what it does not know of, it leaves out. */
async function filters(props: Props, locale: string): Promise<ReleaseFilters> {
  const asked = await props.searchParams;
  const kind = KINDS.find((known) => known === one(asked.kind));
  const year = Number(one(asked.year));
  const [topic, cursor] = [one(asked.topic), one(asked.cursor)];
  return {
    locale,
    limit: 10,
    ...(kind && { kind }),
    ...(year >= 1000 && year <= 9999 && { year }),
    ...(topic && { topic }),
    ...(cursor && { cursor }),
  };
}

export default async function Archive(props: Props) {
  const found = await archive(props);
  if (!found) notFound();
  const { locale, newsroom, path } = found;
  const asked = await filters(props, locale);
  const [page, all] = await Promise.all([releases(asked), topics(locale)]);
  if (!page) notFound();
  const words = wording(locale);
  const chosen = { kind: asked.kind ?? "", topic: asked.topic, year: asked.year?.toString() };
  const elsewhere = newsroom.locales.map((other) => ({
    locale: other.locale,
    path: pathOf(other.index_url),
  }));
  return (
    <Frame newsroom={newsroom} elsewhere={elsewhere}>
      <div className="measure">
        <h1>{words.archive}</h1>
        <form className="filters" action={path} aria-label={words.filter}>
          <label>
            {words.kind}
            <select name="kind" defaultValue={chosen.kind}>
              <option value="">{words.any}</option>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {words.kinds[kind]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.topic}
            <select name="topic" defaultValue={chosen.topic}>
              <option value="">{words.any}</option>
              {all.map((topic) => (
                <option key={topic.id} value={topic.slug}>
                  {topic.name}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.year}
            <input name="year" type="number" min="1900" max="9999" defaultValue={chosen.year} />
          </label>
          <button className="button">{words.apply}</button>
          <a href={path}>{words.clear}</a>
        </form>
        <div className="cards">
          {page.items.map((release) => (
            <ReleaseCard key={release.id} release={release} newsroom={newsroom} />
          ))}
        </div>
        {page.items.length === 0 && <p>{words.noneFound}</p>}
        <p className="paging">
          {asked.cursor && <a href={withQuery(path, chosen)}>{words.newest}</a>}
          {page.next && (
            <a rel="next" href={withQuery(path, { ...chosen, cursor: page.next })}>
              {words.older}
            </a>
          )}
        </p>
      </div>
    </Frame>
  );
}
