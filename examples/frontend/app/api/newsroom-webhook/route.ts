// What the newsroom tells (Standard Webhooks): which release or record has changed. The
// message holds no text, so the answers that are kept of it are dropped, and asked for anew.
import { revalidateTag } from "next/cache";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { get, tags, unkept } from "@/lib/newsroom/client";

type Message = {
  type: string;
  timestamp: string;
  data: { kind?: string; id?: string; locale?: string; version?: number };
};

const TRIES = 10;
const PAUSE = 150;

export async function POST(request: Request): Promise<Response> {
  const secret = process.env.NEWSROOM_WEBHOOK_SECRET;
  if (!secret) return Response.json({ error: "no secret is set" }, { status: 503 });
  let message: Message;
  try {
    const headers = Object.fromEntries(request.headers);
    message = new Webhook(secret).verify(await request.text(), headers) as Message;
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return Response.json({ error: error.message }, { status: 401 });
  }
  const dropped = drop(message);
  // A server of the newsroom may be a moment behind the one that told us: what is asked
  // for before it knows would be kept to the end of the minute.
  if (await becameTrue(message)) drop(message);
  return Response.json({ dropped });
}

/** Drop what this change touches. */
function drop({ data }: Message): string[] {
  const touched = [tags.newsroom, tags.lists, tags.quotes];
  if (data.kind === "release" && data.id) touched.push(tags.release(data.id));
  for (const tag of touched) revalidateTag(tag, { expire: 0 });
  return touched;
}

/** Wait until the newsroom answers in the version told, or no longer answers a text. */
async function becameTrue({ data }: Message): Promise<boolean> {
  const { kind, id, locale, version } = data;
  if (kind !== "release" || !id || !locale || !version) return false;
  for (let asked = 0; asked < TRIES; asked += 1) {
    const one = { path: { key: id }, query: { locale } };
    const { data: now, status } = await get("/api/v1/releases/{key}", one, unkept);
    const isThere = now && "version" in now && now.version >= version;
    if (isThere || status === 410) return asked > 0;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return true;
}
