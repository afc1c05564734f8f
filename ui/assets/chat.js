// Runs once in the reader; `element`, `trigger` and `watch` come from Gradio's HTML component.
// Markers, sources and quotations are links to "#cite-…", "#near-…" or "#said-…". Following one asks
// the server for its article; when the article arrives, the lit words are brought into view.

const MARKERS = 'a[href^="#cite-"], a[href^="#near-"], a[href^="#said-"]';
let followed = null;

// If Gradio mounts the reader anew, the listeners of the earlier one go.
window.onrecordReader?.abort();
window.onrecordReader = new AbortController();
const { signal } = window.onrecordReader;

const isNarrow = () => window.matchMedia("(max-width: 800px)").matches;

function follow(event) {
  const link = event.target.closest?.(MARKERS);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  followed = link.getAttribute("href");
  trigger("click", { cite: followed.slice(1) });
}

// The article's heading stays in sight where it can; else the lit words stand a third down.
function centre(lit) {
  const pane = element.closest("#reading");
  const top = pane.scrollTop + lit.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop = top < pane.clientHeight * 0.6 ? 0 : top - pane.clientHeight / 3;
}

function show() {
  const page = element.querySelector(".page");
  const lit = page?.querySelector("mark.lit");
  if (!lit) return;
  centre(lit);
  if (page.dataset.clicked !== "1") return;
  if (isNarrow()) element.closest("#reading").scrollIntoView({ block: "start" });
  lit.focus({ preventScroll: true });
}

// To what was followed, unless another tab hides it by now.
function goBack() {
  const link = followed && document.querySelector(`a[href="${followed}"]`);
  const places = [link, document.querySelector("#box textarea"), document.querySelector("#quotes-button")];
  places.find((place) => place?.checkVisibility())?.focus();
}

// What is typed into the list of speakers is looked for in place of the name that stands there.
function selectName(event) {
  if (event.target.matches?.("#speaker input")) event.target.select();
}

// Gradio labels each message with its raw markup; screen readers get the words themselves instead.
function nameMessages() {
  for (const [who, name] of [["user", "Your question"], ["bot", "Answer"]])
    for (const message of document.querySelectorAll(`#messages [data-testid="${who}"]`))
      if (message.getAttribute("aria-label") !== name) message.setAttribute("aria-label", name);
}

// What Gradio leaves out: whether the place to add articles is open, and one name for each part.
function nameAdding() {
  const button = document.querySelector("#adding .label-wrap");
  const open = String(button?.classList.contains("open"));
  if (button && button.getAttribute("aria-expanded") !== open) {
    button.setAttribute("aria-expanded", open);
    button.setAttribute("aria-label", "Add articles");
  }
  const address = document.querySelector("#address input");
  if (address && !address.ariaLabel) address.ariaLabel = "Web address";
  const add = document.querySelector("#address .submit-button");
  if (add && !add.ariaLabel) add.ariaLabel = "Add the web address";
}

function nameQuotes() {
  const about = document.querySelector("#about input");
  if (about && !about.ariaLabel) about.ariaLabel = "About";
  const find = document.querySelector("#about .submit-button");
  if (find && !find.ariaLabel) find.ariaLabel = "Find quotations";
}

function name() {
  nameMessages();
  nameAdding();
  nameQuotes();
}

document.addEventListener("click", follow, { signal });
document.addEventListener("focusin", selectName, { signal });
document.addEventListener("click", selectName, { signal });
element.addEventListener("click", (event) => event.target.closest(".back") && goBack(), { signal });
element.addEventListener("keydown", (event) => event.key === "Escape" && goBack(), { signal });
watch("value", () => requestAnimationFrame(show));

const naming = new MutationObserver(name);
naming.observe(document.body, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "class"],
});
name();
signal.addEventListener("abort", () => naming.disconnect());
