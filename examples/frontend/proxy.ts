// Before a page: which language, where an earlier address leads, what was withdrawn, and
// which scripts may run. A page of Next.js cannot answer 410; what is before it can.
import { NextResponse, type NextRequest } from "next/server";
import { get, NEWSROOM, Unanswered, unkept } from "./lib/newsroom/client";
import type { Newsroom } from "./lib/newsroom/shapes";
import { PLACE, type Place } from "./lib/place";
import { TOKEN } from "./lib/preview";

export const config = { matcher: ["/", "/((?!api/|_next/|favicon.ico).*)"] };

// What this site has pages for; the rest stays at the newsroom.
const KINDS = ["home", "index", "release", "quote", "topic"];

export async function proxy(request: NextRequest): Promise<NextResponse> {
  try {
    return await answered(request);
  } catch (error) {
    // `fetch` throws a TypeError where nobody answers.
    if (!(error instanceof Unanswered || error instanceof TypeError)) throw error;
    console.error(error.message);
    return unanswered();
  }
}

async function answered(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const { data: newsroom } = await get("/api/v1/newsroom", {}, unkept);
  if (!newsroom) return unanswered();
  const codes = newsroom.locales.map((other) => other.locale);
  const [first = "", second] = pathname.split("/").filter(Boolean);
  if (!first) return home(request, newsroom, codes);
  if (!codes.includes(first)) {
    return page(request, { status: 404, locale: newsroom.locale });
  }
  const locale = first;
  if (second === "search") return page(request, { status: 200, locale, kind: "search" });
  const { data, status } = await get("/api/v1/find", { query: { path: pathname } }, unkept);
  // Who previews reads what has no address yet: the page says whether it is there.
  if (!data && request.cookies.has(TOKEN)) return page(request, { status: 200, locale });
  if (!data) return page(request, { status: status === 410 ? 410 : 404, locale });
  if (data.redirect) return away(request, new URL(data.redirect).pathname, 301);
  if (!KINDS.includes(data.kind)) return away(request, data.url, 302);
  return page(request, { status: 200, locale, kind: data.kind, id: data.id });
}

function unanswered(): NextResponse {
  const headers = { "Retry-After": "5", "Cache-Control": "no-store" };
  return new NextResponse("The newsroom does not answer.\n", { status: 503, headers });
}

/** Let a page answer, with this status, and tell it what stands at its address. */
function page(request: NextRequest, told: Partial<Place> & Pick<Place, "status">): NextResponse {
  const place: Place = { locale: "", kind: "", id: "", ...told };
  const policy = contentPolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(PLACE, JSON.stringify(place));
  const answer = NextResponse.next({ status: place.status, request: { headers } });
  answer.headers.set("Content-Security-Policy", policy);
  if (request.cookies.has(TOKEN)) answer.headers.set("X-Robots-Tag", "noindex, nofollow");
  answer.headers.set("X-Content-Type-Options", "nosniff");
  answer.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  return answer;
}

/** Only our own scripts and styles, images of the newsroom; its desk may frame previews. */
function contentPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
    `img-src 'self' data: ${NEWSROOM}`,
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors 'self' ${NEWSROOM}`,
  ].join("; ");
}

function away(request: NextRequest, address: string, status: 301 | 302): NextResponse {
  return NextResponse.redirect(new URL(address, request.url), status);
}

/** Lead `/` to the home page in the best language of those that the newsroom has. */
function home(request: NextRequest, newsroom: Newsroom, codes: string[]): NextResponse {
  const wanted = (request.headers.get("accept-language") ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", weight] = part.trim().split(/\s*;\s*q=/);
      return { code: tag.toLowerCase().split("-")[0] ?? "", weight: Number(weight ?? 1) };
    })
    .sort((one, other) => other.weight - one.weight)
    .find(({ code, weight }) => weight > 0 && codes.includes(code));
  const answer = away(request, `/${wanted?.code ?? newsroom.locale}/`, 302);
  answer.headers.set("Vary", "Accept-Language");
  return answer;
}
