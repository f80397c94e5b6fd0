// The words of this site itself. Which languages there are is the newsroom's to say: one
// that this folder lacks shows its releases in their language, and these words in the first.
import en from "@/wording/en.json";
import fr from "@/wording/fr.json";

export type Wording = typeof en;

const written: Record<string, Wording> = { en, fr };

export const wording = (locale: string): Wording => written[locale] ?? en;

/** The word for a value; a value that is newer than this site is shown as it is. */
export function wordFor(words: Record<string, string>, value: string): string {
  return words[value] ?? value;
}
