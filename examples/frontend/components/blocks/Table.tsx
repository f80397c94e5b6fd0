import type { BlockOf } from "@/lib/newsroom/shapes";

/** A table in a frame of its own that a keyboard can scroll on a narrow screen. */
export function Table({ block }: { block: BlockOf<"table"> }) {
  const label = block.caption || block.header.join(", ");
  return (
    <div className="table" id={block.id} role="region" aria-label={label} tabIndex={0}>
      <table>
        {block.caption && <caption>{block.caption}</caption>}
        {block.header.length > 0 && (
          <thead>
            <tr>
              {block.header.map((cell, place) => (
                <th key={place} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {block.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, place) => (
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
