// The cookie that holds the token of a preview, beside the one of draft mode.
export const TOKEN = "newsroom-preview";

// The desk shows previews in a frame of its own site, so the cookie may cross sites.
export const COOKIE = {
  httpOnly: true,
  sameSite: "none",
  secure: true,
  path: "/",
} as const;
