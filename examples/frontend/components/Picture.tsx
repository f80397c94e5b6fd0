import type { Image, Newsroom } from "@/lib/newsroom/shapes";
import { wording } from "@/lib/wording";

/** An image in the sizes that the newsroom has made; it is never scaled again here. */
export function Picture({
  image,
  newsroom,
  id,
  isFirst = false,
}: {
  image: Image;
  newsroom: Newsroom;
  id?: string;
  isFirst?: boolean;
}) {
  const words = wording(newsroom.locale);
  const rights = [image.credit, image.licence].filter(Boolean).join(", ");
  return (
    <figure className="picture" id={id}>
      <Bare image={image} isFirst={isFirst} />
      {(image.caption || rights) && (
        <figcaption>
          {image.caption} {rights && <small>{`${words.photo}: ${rights}`}</small>}
        </figcaption>
      )}
    </figure>
  );
}

export function Bare({
  image,
  sizes = "(min-width: 48rem) 46rem, 100vw",
  isFirst = false,
  alt = image.alt,
}: {
  image: Image;
  sizes?: string;
  isFirst?: boolean;
  alt?: string;
}) {
  return (
    <img
      src={image.src}
      srcSet={image.srcset || undefined}
      sizes={sizes}
      width={image.width}
      height={image.height}
      alt={alt}
      loading={isFirst ? "eager" : "lazy"}
      decoding="async"
    />
  );
}
