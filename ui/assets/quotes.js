// Runs once in the list of quotations; `element` and `watch` come from Gradio's HTML component.
// Another speaker's or topic's quotations are read from the first; "Show more" stays where it was.

let shown = null;

watch("value", () => requestAnimationFrame(() => {
  const listing = element.querySelector("[data-listing]")?.dataset.listing;
  if (listing !== shown) element.closest("#quotes > .column").scrollTop = 0;
  shown = listing;
}));
