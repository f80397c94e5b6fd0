import type { BlockOf, Newsroom } from "@/lib/newsroom/shapes";
import { bytes } from "@/lib/writing";

export function Files({ block, newsroom }: { block: BlockOf<"files">; newsroom: Newsroom }) {
  return (
    <ul className="files" id={block.id}>
      {block.items.map(({ title, file }) => (
        <li key={file.url}>
          <a href={file.url}>{title}</a>
          <small>
            {file.name.split(".").at(-1)?.toUpperCase()}, {bytes(file.size, newsroom.locale)}
          </small>
        </li>
      ))}
    </ul>
  );
}
