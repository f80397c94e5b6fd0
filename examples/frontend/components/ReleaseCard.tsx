import { linked } from "@/lib/addresses";
import type { Newsroom, Summary } from "@/lib/newsroom/shapes";
import { wordFor, wording } from "@/lib/wording";
import { day } from "@/lib/writing";
import { Bare } from "./Picture";

/** A release in a list; the whole card leads to it, and it has one link. */
export function ReleaseCard({
  release,
  newsroom,
  isLarge = false,
  level = 2,
}: {
  release: Summary;
  newsroom: Newsroom;
  isLarge?: boolean;
  level?: 2 | 3;
}) {
  const words = wording(newsroom.locale);
  const Title = level === 2 ? "h2" : "h3";
  return (
    <article className={isLarge ? "card large" : "card"}>
      <div>
        <p className="meta">
          <span>{wordFor(words.kinds, release.kind)}</span>
          <time dateTime={release.release_date}>
            {day(release.release_date, newsroom.locale)}
          </time>
          {release.corrected_at && <strong>{words.corrected}</strong>}
        </p>
        <Title>
          <a href={linked(release.url, newsroom)}>{release.title}</a>
        </Title>
        <p>{(isLarge && release.subtitle) || release.summary}</p>
      </div>
      {release.image && (
        <Bare
          image={release.image}
          alt=""
          isFirst={isLarge}
          sizes={isLarge ? "(min-width: 60rem) 34rem, 100vw" : "11rem"}
        />
      )}
    </article>
  );
}
