import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/components/Frame";
import { ReleaseCard } from "@/components/ReleaseCard";
import { absolute, indexOf, pathOf } from "@/lib/addresses";
import { newsroom as read, releases } from "@/lib/newsroom/reading";
import { wording } from "@/lib/wording";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const newsroom = await read((await params).locale);
  if (!newsroom) return {};
  return {
    title: { absolute: newsroom.home.title },
    description: newsroom.home.intro,
    alternates: {
      canonical: absolute(pathOf(newsroom.home.url)),
      languages: Object.fromEntries(
        newsroom.locales.map((other) => [other.locale, absolute(pathOf(other.url))]),
      ),
    },
  };
}

export default async function Home({ params }: Props) {
  const { locale } = await params;
  const [newsroom, latest] = await Promise.all([
    read(locale),
    releases({ locale, limit: 9 }),
  ]);
  if (!newsroom || !latest) notFound();
  const words = wording(locale);
  const featured = newsroom.home.featured;
  const shown = new Set(featured.map((release) => release.id));
  return (
    <Frame newsroom={newsroom}>
      <div className="measure">
        <header className="opening">
          <h1>{newsroom.home.title}</h1>
          <p className="subtitle">{newsroom.home.intro}</p>
        </header>
        {featured.length > 0 && (
          <section aria-labelledby="featured">
            <h2 className="label" id="featured">
              {words.featured}
            </h2>
            <div className="lead-cards">
              {featured.map((release, place) => (
                <ReleaseCard
                  key={release.id}
                  release={release}
                  newsroom={newsroom}
                  isLarge={place === 0}
                  level={3}
                />
              ))}
            </div>
          </section>
        )}
        <section aria-labelledby="latest">
          <h2 className="label" id="latest">
            {words.latest}
          </h2>
          <div className="cards">
            {latest.items
              .filter((release) => !shown.has(release.id))
              .map((release) => (
                <ReleaseCard
                  key={release.id}
                  release={release}
                  newsroom={newsroom}
                  level={3}
                />
              ))}
          </div>
          {latest.items.length === 0 && <p>{words.none}</p>}
          <p>
            <a className="button" href={`/${locale}/${indexOf(newsroom)}/`}>
              {words.allReleases}
            </a>
          </p>
        </section>
      </div>
    </Frame>
  );
}
