// The newsroom's preview links lead here: NEWSROOM_PREVIEW_URL is set to
// https://this.site/api/preview?token={token} in the newsroom.
import { cookies, draftMode } from "next/headers";
import { redirect } from "next/navigation";
import { pathOf } from "@/lib/addresses";
import { preview } from "@/lib/newsroom/reading";
import { COOKIE, TOKEN } from "@/lib/preview";

export async function GET(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const release = /^[\w:.~-]+$/.test(token) ? await preview(token) : undefined;
  if (!release) return new Response("No such preview.\n", { status: 404 });
  (await draftMode()).enable();
  (await cookies()).set(TOKEN, token, COOKIE);
  redirect(pathOf(release.url));
}
