import type { Block, Newsroom } from "@/lib/newsroom/shapes";
import { About } from "./blocks/About";
import { CallToAction } from "./blocks/CallToAction";
import { Facts } from "./blocks/Facts";
import { Files } from "./blocks/Files";
import { Members } from "./blocks/Members";
import { Quotation } from "./blocks/Quotation";
import { Table } from "./blocks/Table";
import { Heading, List, Paragraph } from "./blocks/text";
import { Video } from "./blocks/Video";
import { Picture } from "./Picture";

export type Context = { newsroom: Newsroom };

/** A type of block that the newsroom has and this site does not: an error for `tsc`. */
function unreachable(_block: never): null {
  return null;
}

function BlockView({ block, newsroom }: Context & { block: Block }) {
  switch (block.type) {
    case "paragraph":
      return <Paragraph block={block} newsroom={newsroom} />;
    case "heading":
      return <Heading block={block} />;
    case "list":
      return <List block={block} newsroom={newsroom} />;
    case "quote":
      return <Quotation block={block} newsroom={newsroom} />;
    case "about":
      return <About block={block} newsroom={newsroom} />;
    case "members":
      return <Members block={block} newsroom={newsroom} />;
    case "facts":
      return <Facts block={block} newsroom={newsroom} />;
    case "image":
      return <Picture image={block.image} newsroom={newsroom} id={block.id} />;
    case "video":
      return <Video block={block} newsroom={newsroom} />;
    case "files":
      return <Files block={block} newsroom={newsroom} />;
    case "table":
      return <Table block={block} />;
    case "call_to_action":
      return <CallToAction block={block} newsroom={newsroom} />;
    default:
      return unreachable(block);
  }
}

/** The body of a release, block by block; each keeps its id as its anchor. */
export function Blocks({ blocks, newsroom }: Context & { blocks: Block[] }) {
  return blocks.map((block) => <BlockView key={block.id} block={block} newsroom={newsroom} />);
}
