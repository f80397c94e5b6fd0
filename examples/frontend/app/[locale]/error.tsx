"use client";
import { useParams } from "next/navigation";
import { Notice } from "@/components/Notice";
import { wording } from "@/lib/wording";

/** The newsroom did not answer: say so, and keep nothing of it. */
export default function Failed({ reset }: { reset: () => void }) {
  const words = wording(String(useParams().locale));
  return (
    <main>
      <Notice title={words.failed} text={words.failedText}>
        <button className="button" onClick={reset}>
          {words.retry}
        </button>
      </Notice>
    </main>
  );
}
