// Suggests names and titles while a reader types: a combobox as ARIA 1.2 has it.

const WAIT = 150;
const SHORTEST = 2;

const input = document.querySelector("input[data-suggest]");
const list = document.createElement("ul");
const status = document.createElement("p");
let timer = 0;
let asking = new AbortController();
let chosen = -1;

const isOpen = () => !list.hidden;

const choose = (place) => {
  chosen = place;
  [...list.children].forEach((option, number) => {
    option.setAttribute("aria-selected", String(number === place));
  });
  const option = list.children[place];
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
};

const close = () => {
  clearTimeout(timer);
  asking.abort();
  list.hidden = true;
  status.textContent = "";
  input.setAttribute("aria-expanded", "false");
  choose(-1);
};

// What a suggestion is, and its language if that is not the page's.
const kindOf = ({ type, locale }) => {
  const name = input.dataset[`type${type[0].toUpperCase()}${type.slice(1)}`] ?? "";
  if (locale === document.documentElement.lang) return name;
  const languages = new Intl.DisplayNames([document.documentElement.lang], {
    type: "language",
  });
  return `${name} (${languages.of(locale)})`;
};

const optionOf = (suggestion, number) => {
  const option = document.createElement("li");
  option.id = `${list.id}-${number}`;
  option.role = "option";
  option.dataset.url = new URL(suggestion.url).pathname;
  const title = document.createElement("span");
  title.lang = suggestion.locale;
  title.innerHTML = suggestion.title_html; // Escaped by the newsroom, but for marks.
  const type = document.createElement("span");
  type.className = "type";
  type.textContent = kindOf(suggestion);
  option.append(title, " ", type);
  return option;
};

const show = ({ suggestions }) => {
  list.replaceChildren(...suggestions.map(optionOf));
  list.hidden = suggestions.length === 0;
  input.setAttribute("aria-expanded", String(isOpen()));
  status.textContent = input.dataset.count.replace("{number}", suggestions.length);
  choose(-1);
};

const ask = async () => {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const address = `${input.dataset.suggest}&${new URLSearchParams({ q: input.value })}`;
  try {
    const answer = await fetch(address, { signal });
    const found = answer.ok ? await answer.json() : { suggestions: [] };
    if (!signal.aborted) show(found);
  } catch {
    // Taken back, or no network: the form works without.
    if (!signal.aborted) close();
  }
};

const askSoon = () => {
  clearTimeout(timer);
  asking.abort();
  if (input.value.trim().length < SHORTEST) close();
  else timer = setTimeout(ask, WAIT);
};

const move = (by) => {
  if (!isOpen()) return askSoon();
  // One place past each end is the input itself.
  const places = list.children.length + 1;
  choose(((chosen + 1 + by + places) % places) - 1);
};

const keys = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Escape: () => isOpen() && close(),
  Enter: () => {
    if (!isOpen() || chosen < 0) return false;
    location.assign(list.children[chosen].dataset.url);
  },
};

const onKey = (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
};

const onPress = (event) => {
  // The input keeps the focus.
  event.preventDefault();
};

const onClick = (event) => {
  const option = event.target.closest("[role=option]");
  if (option) location.assign(option.dataset.url);
};

const begin = () => {
  list.id = "search-suggestions";
  list.className = "search-suggestions";
  list.role = "listbox";
  list.setAttribute("aria-label", input.dataset.label);
  list.hidden = true;
  status.className = "visually-hidden";
  status.role = "status";
  input.after(list, status);
  // A search box has no such role, and an Escape of its own.
  input.type = "text";
  input.enterKeyHint = "search";
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", askSoon);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", onPress);
  list.addEventListener("mousedown", onPress);
  list.addEventListener("click", onClick);
};

if (input) begin();
