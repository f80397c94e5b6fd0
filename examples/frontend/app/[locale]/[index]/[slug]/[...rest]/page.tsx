/** Deeper than any page of this site: proxy.ts has answered, or the layout says so. */
export default function Deeper() {
  return null;
}
