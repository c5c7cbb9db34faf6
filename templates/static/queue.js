/* Keys for a queue: j the next line, k the one before; Enter opens what has the focus, as everywhere. Without this file the
   queue works all the same. */
(() => {
  const typing = (element) => element.closest("input, select, textarea, [contenteditable], [role=combobox], dialog");

  const start = () => {
    const lines = [...document.querySelectorAll("[data-queue] [data-queue-line]")];
    if (!lines.length) return;
    for (const hint of document.querySelectorAll("[data-queue-keys]")) hint.hidden = false;

    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
      if (!["j", "k"].includes(event.key) || typing(event.target)) return;
      const row = document.activeElement.closest("[data-queue] tr, [data-queue] li");
      const here = row ? lines.findIndex((line) => row.contains(line)) : -1;
      const wanted = event.key === "j" ? here + 1 : here - 1;
      const line = lines[Math.min(Math.max(wanted, 0), lines.length - 1)];
      line.focus();
      line.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
