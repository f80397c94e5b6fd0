// What proxy.ts has learned about the address of a request, for the pages that answer it.
import { headers } from "next/headers";

export const PLACE = "newsroom-place";

export type Place = {
  status: 200 | 404 | 410;
  locale: string;
  kind: string;
  id: string;
};

export async function place(): Promise<Place> {
  const told = (await headers()).get(PLACE);
  if (!told) throw new Error("proxy.ts has not seen this request");
  return JSON.parse(told) as Place;
}
