/* The editor saves itself half a second after a change. Whoever presses a button in that half second, or while the answer is on
   its way, would have a new record saved twice: the button waits until the form has saved itself. */
(() => {
  // An answer or an error comes at some time; a busy server may take long
  const LONGEST = 120000;
  const running = new WeakSet();
  const waiting = new WeakMap();
  // Its page is on its way out: what was changed last goes with it
  const leaving = new WeakSet();

  const go = (form) => {
    const { submitter, timer } = waiting.get(form);
    waiting.delete(form);
    running.delete(form);
    clearTimeout(timer);
    if (submitter?.name) {
      // it may be disabled by now, and would not be sent
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: submitter.name, value: submitter.value });
      form.append(field);
    }
    form.requestSubmit();
  };

  document.addEventListener("w-autosave:save", (event) => {
    const form = event.target;
    if (leaving.has(form)) {
      event.preventDefault();
      return;
    }
    running.add(form);
    setTimeout(() => event.defaultPrevented && running.delete(form));
  });
  for (const ended of ["w-autosave:success", "w-autosave:error"]) {
    document.addEventListener(ended, ({ target }) => {
      running.delete(target);
      // what was changed meanwhile is saved at once after it, and waited for as well
      if (waiting.has(target)) setTimeout(() => waiting.has(target) && !running.has(target) && go(target));
    });
  }
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!running.has(form) && !waiting.has(form)) {
        leaving.add(form);
        setTimeout(() => event.defaultPrevented && leaving.delete(form));
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (waiting.has(form)) return;
      waiting.set(form, { submitter: event.submitter, timer: setTimeout(() => go(form), LONGEST) });
    },
    true,
  );
})();
