import "../globals.css";
import type { Metadata } from "next";
import { Refused } from "@/components/Refused";
import { SITE } from "@/lib/newsroom/client";
import { newsroom as read } from "@/lib/newsroom/reading";
import { place } from "@/lib/place";
import { wording } from "@/lib/wording";

export async function generateMetadata(): Promise<Metadata> {
  const { status, locale } = await place();
  const name = (await read(locale))?.name ?? "";
  const words = wording(locale);
  const title = status === 410 ? words.gone : words.missing;
  return {
    metadataBase: new URL(SITE),
    title: { default: status === 200 ? name : title, template: `%s | ${name}` },
    icons: { icon: "data:," },
    ...(status !== 200 && { robots: { index: false } }),
  };
}

/** Every page; where proxy.ts found nothing at the address, a notice in its place. */
export default async function Layout({ children }: { children: React.ReactNode }) {
  const { status, locale } = await place();
  return (
    <html lang={locale}>
      <body>{status === 200 ? children : <Refused />}</body>
    </html>
  );
}
