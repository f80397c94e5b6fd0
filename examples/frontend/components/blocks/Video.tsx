import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";
import { wording } from "@/lib/wording";

/** A link and not a player: nothing of another host loads before a reader asks for it. */
export function Video({ block, newsroom }: { block: BlockOf<"video">; newsroom: Newsroom }) {
  return (
    <p className="video" id={block.id}>
      <a href={block.url}>
        <span aria-hidden="true">▶</span> {block.title}
      </a>
      <small>
        {wording(newsroom.locale).watch} {block.host}
      </small>
    </p>
  );
}
