// The store behind `fetch` for the newsroom's answers. Next.js on its own would serve an
// answer that is too old once more while it fetches another; here an answer ends with its
// own `max-age`, which the newsroom sets to the end of the minute, where embargoes end.
// One process keeps its own answers: with several, let this class speak to a shared store.

const MOST = 2000;
const entries = new Map();

const freshUntil = (value) => {
  const told = /max-age=(\d+)/.exec(value.data.headers["cache-control"] ?? "");
  return Date.now() + Number(told?.[1] ?? 0) * 1000;
};

export default class NewsroomCache {
  async get(key) {
    const entry = entries.get(key);
    if (!entry) return null;
    if (Date.now() < entry.freshUntil) return entry;
    entries.delete(key);
    return null;
  }

  async set(key, value, context) {
    entries.delete(key);
    if (value?.kind !== "FETCH") return;
    const tags = [...(context.tags ?? []), ...(value.tags ?? [])];
    entries.set(key, { value, tags, lastModified: Date.now(), freshUntil: freshUntil(value) });
    if (entries.size > MOST) entries.delete(entries.keys().next().value);
  }

  async revalidateTag(tags) {
    const changed = new Set([tags].flat());
    for (const [key, entry] of entries) {
      if (entry.tags.some((tag) => changed.has(tag))) entries.delete(key);
    }
  }

  resetRequestCache() {}
}
