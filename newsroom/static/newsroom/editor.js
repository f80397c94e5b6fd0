// Sees to it that what an editor types is noticed at once: saved, once, and shown.

// Wagtail takes the form for saved as it stands two seconds after the page was opened,
// and as it stands when an autosave is answered. What was typed before either, and is
// not in what was sent, would wait for the next key unsaved, unshown and unwarned of.
let isTyped = false;

document.addEventListener(
  "beforeinput",
  ({ target, isTrusted }) => {
    isTyped ||= isTrusted && target.closest("[data-edit-form]") !== null;
  },
  true,
);
document.addEventListener("w-autosave:save", () => {
  isTyped = false;
});
document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
  if (!isTyped) return;
  // Wagtail first ends what it does when it takes the form for saved.
  queueMicrotask(() => {
    target.setAttribute("data-w-unsaved-force-value", "true");
  });
});

// A new release that is saved while an autosave makes it would be made twice: who saves
// waits for the autosave under way, and none begins after.
let isSaving = false;
let resume = null;

const whenAnswered = () => {
  isSaving = false;
  resume?.();
  resume = null;
};

document.addEventListener("w-autosave:save", () => {
  isSaving = true;
});
document.addEventListener("w-autosave:success", whenAnswered);
document.addEventListener("w-autosave:error", whenAnswered);
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !form.matches("[data-edit-form]")) return;
  if (isSaving) {
    event.preventDefault();
    resume = () => {
      // Wagtail has put the button out, and what is out is not sent.
      if (submitter) submitter.disabled = false;
      form.requestSubmit(submitter);
    };
  } else {
    form.setAttribute("data-w-autosave-active-value", "false");
  }
});

// Of a page of another origin Wagtail asks how far it is scrolled before it shows the
// next one. A frontend that does not know the question would hold each text back for
// ten seconds: it is answered here without a place, which moves nothing.
const PATIENCE = 500;

const showWithoutPlace = () => {
  const data = { wagtail: { type: "w-preview:set-scroll-position" } };
  window.dispatchEvent(new MessageEvent("message", { data, origin: "*" }));
};

// A frame's load does not bubble.
document.addEventListener(
  "load",
  ({ target }) => {
    if (target.matches("[data-w-preview-target='iframe']")) {
      setTimeout(showWithoutPlace, PATIENCE);
    }
  },
  true,
);
