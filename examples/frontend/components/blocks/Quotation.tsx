import { PATHS } from "@/lib/addresses";
import type { Newsroom, Quote } from "@/lib/newsroom/shapes";
import { wording } from "@/lib/wording";
import { language } from "@/lib/writing";

type Said = Pick<
  Quote,
  "id" | "text" | "speaker" | "role" | "organisation" | "original_locale"
>;

/** Who said it, in the role of that day. */
export function speakerOf(said: Said): string {
  return [said.speaker?.name, said.role || said.organisation?.name].filter(Boolean).join(", ");
}

export function Quotation({
  block,
  newsroom,
  isAlone = false,
}: {
  block: Said;
  newsroom: Newsroom;
  isAlone?: boolean;
}) {
  const { locale } = newsroom;
  const words = wording(locale);
  return (
    <figure className="quotation" id={block.id}>
      <blockquote>
        <p>{block.text}</p>
      </blockquote>
      <figcaption>
        {block.speaker && <strong>{block.speaker.name}</strong>}
        {block.role && <span>{block.role}</span>}
        {!block.role && block.organisation && <span>{block.organisation.name}</span>}
        {block.original_locale !== locale && (
          <small>
            {words.saidTranslated} {language(block.original_locale, locale)}
          </small>
        )}
        {!isAlone && (
          <a className="permalink" href={PATHS.quote(locale, block.id)}>
            <span aria-hidden="true">¶</span>
            <span className="unseen">
              {words.permalink} {block.speaker?.name}
            </span>
          </a>
        )}
      </figcaption>
    </figure>
  );
}
