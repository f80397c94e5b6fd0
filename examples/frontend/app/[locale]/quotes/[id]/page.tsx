import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Quotation, speakerOf } from "@/components/blocks/Quotation";
import { Frame } from "@/components/Frame";
import { absolute, languages, linked, pathOf } from "@/lib/addresses";
import { newsroom as read, quote as readQuote } from "@/lib/newsroom/reading";
import { wording } from "@/lib/wording";
import { day } from "@/lib/writing";

type Props = { params: Promise<{ locale: string; id: string }> };

async function pageOf({ params }: Props) {
  const { locale, id } = await params;
  const [newsroom, quote] = await Promise.all([read(locale), readQuote(id, locale)]);
  return newsroom && quote && { newsroom, quote };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await pageOf(props);
  if (!found) return {};
  const { quote } = found;
  return {
    title: speakerOf(quote),
    description: quote.text,
    alternates: {
      canonical: absolute(pathOf(quote.url)),
      languages: languages(quote.alternates),
    },
  };
}

export default async function QuotePage(props: Props) {
  const found = await pageOf(props);
  if (!found) notFound();
  const { newsroom, quote } = found;
  const words = wording(newsroom.locale);
  const elsewhere = quote.alternates.map((other) => ({
    locale: other.locale,
    path: pathOf(other.url),
  }));
  return (
    <Frame newsroom={newsroom} elsewhere={elsewhere}>
      <div className="measure narrow quote-page">
        <h1 className="label">{speakerOf(quote)}</h1>
        <Quotation block={quote} newsroom={newsroom} isAlone />
        <p>
          {words.saidIn}{" "}
          <a href={`${linked(quote.release.url, newsroom)}#${quote.id}`}>
            {quote.release.title}
          </a>
          , {day(quote.release.release_date, newsroom.locale)}
        </p>
      </div>
    </Frame>
  );
}
