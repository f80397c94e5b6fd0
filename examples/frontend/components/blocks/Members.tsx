import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";
import { wordFor, wording } from "@/lib/wording";

/** The members of a consortium, with the part each one has. */
export function Members({
  block,
  newsroom,
}: {
  block: BlockOf<"members">;
  newsroom: Newsroom;
}) {
  const words = wording(newsroom.locale);
  return (
    <section className="members" id={block.id}>
      {block.title && <h2>{block.title}</h2>}
      {block.groups.map((group) => (
        <div key={group.label}>
          {group.label && <h3>{group.label}</h3>}
          <ul>
            {group.members.map(({ organisation, role }) => (
              <li key={organisation.id}>
                {organisation.url ? (
                  <a href={organisation.url}>{organisation.name}</a>
                ) : (
                  organisation.name
                )}
                {organisation.acronym && ` (${organisation.acronym})`}
                {role !== "member" && <small>{wordFor(words.roles, role)}</small>}
              </li>
            ))}
            {!group.complete && <li>{words.incomplete}</li>}
          </ul>
        </div>
      ))}
    </section>
  );
}
