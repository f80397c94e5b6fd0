import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";
import { RichText } from "./text";

export function About({ block, newsroom }: { block: BlockOf<"about">; newsroom: Newsroom }) {
  return (
    <section className="about" id={block.id} aria-labelledby={`${block.id}-title`}>
      <h2 id={`${block.id}-title`}>{block.title}</h2>
      <RichText html={block.content.html} newsroom={newsroom} />
      {block.organisation?.url && (
        <p>
          <a href={block.organisation.url}>{new URL(block.organisation.url).hostname}</a>
        </p>
      )}
    </section>
  );
}
