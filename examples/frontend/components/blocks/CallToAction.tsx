import { linked } from "@/lib/addresses";
import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";

export function CallToAction({
  block,
  newsroom,
}: {
  block: BlockOf<"call_to_action">;
  newsroom: Newsroom;
}) {
  return (
    <p id={block.id}>
      <a className="button" href={linked(block.url, newsroom)}>
        {block.text}
      </a>
    </p>
  );
}
