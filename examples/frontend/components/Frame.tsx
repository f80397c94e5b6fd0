import { PATHS, indexOf, linked, pathOf } from "@/lib/addresses";
import type { Newsroom } from "@/lib/newsroom/shapes";
import { wording } from "@/lib/wording";
import { language } from "@/lib/writing";

/** The same page in the other languages; without one there, their home page. */
export type Elsewhere = { locale: string; path: string }[];

/** What stands around every page: the way in, the navigation, the languages. */
export function Frame({
  newsroom,
  elsewhere,
  children,
}: {
  newsroom: Newsroom;
  elsewhere?: Elsewhere;
  children: React.ReactNode;
}) {
  const { locale } = newsroom;
  const words = wording(locale);
  // The name of the newsroom leads home already.
  const entries = newsroom.navigation.filter((link) => link.url !== newsroom.home.url);
  return (
    <>
      <a className="skip" href="#text">
        {words.skip}
      </a>
      <header className="masthead">
        <div className="measure">
          <a className="name" href={pathOf(newsroom.home.url)}>
            {newsroom.name}
          </a>
          <nav aria-label={words.menu}>
            <ul>
              {entries.map((link) => (
                <li key={link.id}>
                  <a href={linked(link.url, newsroom)}>{link.title}</a>
                </li>
              ))}
              <li>
                <a href={PATHS.search(locale)}>{words.search}</a>
              </li>
            </ul>
          </nav>
          <Languages newsroom={newsroom} elsewhere={elsewhere ?? []} />
        </div>
      </header>
      <main id="text" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <div className="measure">
          <p>{words.footer}</p>
          <p>
            <a href={`/${locale}/${indexOf(newsroom)}/`}>{words.allReleases}</a>
          </p>
        </div>
      </footer>
    </>
  );
}

function Languages({ newsroom, elsewhere }: { newsroom: Newsroom; elsewhere: Elsewhere }) {
  return (
    <nav className="languages" aria-label={wording(newsroom.locale).languages}>
      <ul>
        {newsroom.locales.map((other) => {
          const path = elsewhere.find((one) => one.locale === other.locale)?.path;
          const isThis = other.locale === newsroom.locale;
          return (
            <li key={other.locale}>
              <a
                href={path ?? pathOf(other.url)}
                hrefLang={other.locale}
                lang={other.locale}
                aria-current={isThis ? "true" : undefined}
              >
                {language(other.locale)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
