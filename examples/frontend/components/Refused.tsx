import { newsroom as read } from "@/lib/newsroom/reading";
import { place } from "@/lib/place";
import { wording } from "@/lib/wording";
import { Frame } from "./Frame";
import { Notice } from "./Notice";

/** In the place of a page: there is none here, or it was withdrawn. */
export async function Refused() {
  const { status, locale } = await place();
  const newsroom = await read(locale);
  if (!newsroom) return null;
  const words = wording(locale);
  const [title, text] =
    status === 410 ? [words.gone, words.goneText] : [words.missing, words.missingText];
  return (
    <Frame newsroom={newsroom}>
      <Notice title={title} text={text}>
        <a href={`/${locale}/`}>{words.home}</a>
      </Notice>
    </Frame>
  );
}
