import { withLinks } from "@/lib/addresses";
import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";

/** HTML that the newsroom has made safe: it lets through a short list of elements. */
export function RichText({
  html,
  newsroom,
  ...rest
}: {
  html: string;
  newsroom: Newsroom;
  id?: string;
  className?: string;
}) {
  return <div {...rest} dangerouslySetInnerHTML={{ __html: withLinks(html, newsroom) }} />;
}

export function Paragraph({
  block,
  newsroom,
}: {
  block: BlockOf<"paragraph">;
  newsroom: Newsroom;
}) {
  return <RichText id={block.id} html={block.content.html} newsroom={newsroom} />;
}

export function Heading({ block }: { block: BlockOf<"heading"> }) {
  return block.level === 2 ? (
    <h2 id={block.id}>{block.text}</h2>
  ) : (
    <h3 id={block.id}>{block.text}</h3>
  );
}

export function List({ block, newsroom }: { block: BlockOf<"list">; newsroom: Newsroom }) {
  const Kind = block.ordered ? "ol" : "ul";
  return (
    <Kind id={block.id}>
      {block.items.map((item, place) => (
        <li key={place} dangerouslySetInnerHTML={{ __html: withLinks(item.html, newsroom) }} />
      ))}
    </Kind>
  );
}
