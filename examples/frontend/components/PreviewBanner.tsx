import { wording } from "@/lib/wording";

export function PreviewBanner({ locale }: { locale: string }) {
  const words = wording(locale);
  return (
    <div className="preview" role="status">
      <div className="measure">
        <strong>{words.preview}</strong> <a href="/api/preview/end/">{words.previewEnd}</a>
      </div>
    </div>
  );
}
