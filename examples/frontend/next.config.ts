import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  // What the newsroom answered is kept as long as it allows, and not longer.
  cacheHandler: path.join(process.cwd(), "cache-handler.mjs"),
  cacheMaxMemorySize: 0,
  // The paths are those of the newsroom; it ends them with a slash. A webhook is
  // never redirected, so nothing is.
  trailingSlash: true,
  skipTrailingSlashRedirect: true,
  // Titles, canonical addresses and hreflang stand in the head for every reader.
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: process.cwd() },
};

export default config;
