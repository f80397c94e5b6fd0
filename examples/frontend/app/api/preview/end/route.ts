import { cookies, draftMode } from "next/headers";
import { redirect } from "next/navigation";
import { COOKIE, TOKEN } from "@/lib/preview";

export async function GET(): Promise<never> {
  (await draftMode()).disable();
  (await cookies()).set(TOKEN, "", { ...COOKIE, maxAge: 0 });
  redirect("/");
}
