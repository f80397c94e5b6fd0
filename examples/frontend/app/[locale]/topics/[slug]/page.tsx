import { notFound, permanentRedirect } from "next/navigation";
import { indexOf } from "@/lib/addresses";
import { newsroom as read } from "@/lib/newsroom/reading";

type Props = { params: Promise<{ locale: string; slug: string }> };

/** Here a topic is the archive, narrowed. */
export default async function Topic({ params }: Props) {
  const { locale, slug } = await params;
  const newsroom = await read(locale);
  if (!newsroom) notFound();
  permanentRedirect(`/${locale}/${indexOf(newsroom)}/?topic=${slug}`);
}
