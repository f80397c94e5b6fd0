import type { Metadata } from "next";
import { cookies, draftMode } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Frame } from "@/components/Frame";
import { PreviewBanner } from "@/components/PreviewBanner";
import { ReleaseView } from "@/components/ReleaseView";
import { absolute, languages, pathOf } from "@/lib/addresses";
import { newsroom as read, preview, release as readRelease } from "@/lib/newsroom/reading";
import type { Release } from "@/lib/newsroom/shapes";
import { place } from "@/lib/place";
import { TOKEN } from "@/lib/preview";

type Props = { params: Promise<{ locale: string; index: string; slug: string }> };
type Shown = { release: Release; isPreview: boolean };

/** In draft mode, the text that the reader's token opens, where it belongs here. */
async function draft(path: string): Promise<Release | undefined> {
  if (!(await draftMode()).isEnabled) return undefined;
  const token = (await cookies()).get(TOKEN)?.value;
  const opened = token ? await preview(token) : undefined;
  return opened && pathOf(opened.url) === path ? opened : undefined;
}

const shown = cache(async (path: string): Promise<Shown | undefined> => {
  const { locale, kind, id } = await place();
  const opened = await draft(path);
  if (opened) return { release: opened, isPreview: true };
  const release = kind === "release" ? await readRelease(id, locale) : undefined;
  return release && { release, isPreview: false };
});

async function pageOf(props: Props) {
  const { locale, index, slug } = await props.params;
  const path = `/${locale}/${decodeURIComponent(index)}/${decodeURIComponent(slug)}/`;
  const [newsroom, found] = await Promise.all([read(locale), shown(path)]);
  return newsroom && found && { newsroom, ...found };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await pageOf(props);
  if (!found) return {};
  const { release, isPreview } = found;
  if (isPreview) {
    return { title: release.title, robots: { index: false, follow: false } };
  }
  const canonical = absolute(pathOf(release.url));
  return {
    title: release.title,
    description: release.summary,
    alternates: { canonical, languages: languages(release.alternates) },
    openGraph: {
      type: "article",
      title: release.title,
      description: release.summary,
      url: canonical,
      locale: release.locale,
      publishedTime: release.published_at,
      ...(release.image && {
        images: [{ url: release.image.src, alt: release.image.alt }],
      }),
    },
  };
}

export default async function ReleasePage(props: Props) {
  const found = await pageOf(props);
  if (!found) notFound();
  const { newsroom, release, isPreview } = found;
  const elsewhere = release.alternates.map((other) => ({
    locale: other.locale,
    path: pathOf(other.url),
  }));
  return (
    <Frame newsroom={newsroom} elsewhere={elsewhere}>
      {isPreview && <PreviewBanner locale={newsroom.locale} />}
      <ReleaseView release={release} newsroom={newsroom} />
    </Frame>
  );
}
