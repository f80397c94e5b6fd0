import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";
import { wording } from "@/lib/wording";

export function Facts({ block, newsroom }: { block: BlockOf<"facts">; newsroom: Newsroom }) {
  return (
    <dl className="facts" id={block.id}>
      {block.items.map((fact, place) => (
        <div key={place}>
          <dt>{fact.label}</dt>
          <dd className="value">
            {fact.qualifier && <small>{fact.qualifier}</small>}{" "}
            <strong>{[fact.display, fact.unit].filter(Boolean).join(" ")}</strong>
          </dd>
          {fact.source && (
            <dd>
              <small>
                {wording(newsroom.locale).source}: {fact.source}
              </small>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
