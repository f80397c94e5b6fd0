// Adds what works only with a script: the button that copies a quote.

const copy = async (button) => {
  const status = button.parentElement.querySelector("[data-copied]");
  await navigator.clipboard.writeText(button.dataset.copy);
  status.textContent = status.dataset.copied;
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
