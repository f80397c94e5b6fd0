import { linked } from "@/lib/addresses";
import type { Contact, Newsroom, Release } from "@/lib/newsroom/shapes";
import { wordFor, wording } from "@/lib/wording";
import { day, language } from "@/lib/writing";
import { Blocks } from "./Blocks";
import { RichText } from "./blocks/text";
import { Picture } from "./Picture";

/** A release in full. */
export function ReleaseView({ release, newsroom }: { release: Release; newsroom: Newsroom }) {
  const words = wording(newsroom.locale);
  return (
    <article className="measure narrow release">
      <header>
        <p className="meta">
          <span>{wordFor(words.kinds, release.kind)}</span>
          <time dateTime={release.release_date}>
            {day(release.release_date, newsroom.locale)}
          </time>
        </p>
        <h1>{release.title}</h1>
        {release.subtitle && <p className="subtitle">{release.subtitle}</p>}
        <Corrected release={release} />
        <Translated release={release} newsroom={newsroom} />
      </header>
      {release.image && <Picture image={release.image} newsroom={newsroom} isFirst />}
      <div className="text">
        <div className="lead">
          <p className="dateline">{release.dateline.text}</p>
          <RichText html={release.lead.html} newsroom={newsroom} />
        </div>
        <Blocks blocks={release.body} newsroom={newsroom} />
      </div>
      <Contacts contacts={release.contacts} title={words.contacts} />
      <footer className="ending">
        {release.topics.length > 0 && (
          <ul className="tags" aria-label={words.topics}>
            {release.topics.map((topic) => (
              <li key={topic.id}>
                <a href={`/${newsroom.locale}/topics/${topic.slug}/`}>{topic.name}</a>
              </li>
            ))}
          </ul>
        )}
        <p>
          <small>
            {words.reference} {release.reference}
          </small>
        </p>
      </footer>
    </article>
  );
}

function Corrected({ release }: { release: Release }) {
  if (!release.corrected_at) return null;
  return (
    <p className="note" role="note">
      <strong>
        {wording(release.locale).corrected}, {day(release.corrected_at, release.locale)}
      </strong>{" "}
      {release.correction_note}
    </p>
  );
}

function Translated({ release, newsroom }: { release: Release; newsroom: Newsroom }) {
  if (!release.translation) return null;
  const { source_locale: source, url } = release.translation;
  const words = wording(release.locale);
  return (
    <p className="aside">
      {words.translatedFrom} {language(source, release.locale)}.{" "}
      {url && (
        <a href={linked(url, newsroom)} hrefLang={source}>
          {words.original}
        </a>
      )}
    </p>
  );
}

function Contacts({ contacts, title }: { contacts: Contact[]; title: string }) {
  if (contacts.length === 0) return null;
  return (
    <section className="contacts" aria-labelledby="contacts">
      <h2 id="contacts">{title}</h2>
      <ul>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <strong>{contact.name}</strong>
            {contact.role && <span>{contact.role}</span>}
            {contact.organisation && <span>{contact.organisation.name}</span>}
            {contact.phone && (
              <a href={`tel:${contact.phone}`}>{contact.phone_display || contact.phone}</a>
            )}
            {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
          </li>
        ))}
      </ul>
    </section>
  );
}
