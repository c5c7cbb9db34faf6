// Suggestions while typing: a combobox with a list (ARIA 1.2). Without this script the form is a plain form.
// Also notes which result was opened; no answer is waited for.
(function () {
  "use strict";
  var WAIT = 180; // ms without a key before asking
  var LONGEST = 40; // as the server has it

  document.querySelectorAll("form[data-suggest]").forEach(function (form, number) {
    var input = form.querySelector("input[name=q]");
    var list = document.createElement("ul");
    var said = document.createElement("span");
    var timer = 0, asked = 0, options = [], active = -1, composing = false;

    list.id = "suggestions-" + number;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "检索提示");
    list.hidden = true;
    said.className = "unseen";
    said.setAttribute("role", "status");
    form.classList.add("suggesting");
    form.append(list, said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active = index;
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }

    function take(option) {
      close();
      if (option.dataset.url) {
        window.location.assign(option.dataset.url);
      } else {
        input.value = option.dataset.text;
        form.requestSubmit();
      }
    }

    function show(suggestions) {
      list.replaceChildren();
      options = suggestions.map(function (one, index) {
        var option = document.createElement("li");
        var words = document.createElement("span");
        var kind = document.createElement("span");
        option.id = list.id + "-" + index;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = one.text;
        option.dataset.url = one.url;
        words.innerHTML = one.html; // escaped by the server, with nothing but <mark> in it
        kind.className = "meta";
        kind.textContent = { title: "记录", term: "词语", query: "常搜" }[one.kind];
        option.append(words, kind);
        option.addEventListener("mousedown", function (event) {
          event.preventDefault(); // the input keeps the focus
        });
        option.addEventListener("click", function () { take(option); });
        list.append(option);
        return option;
      });
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = options.length ? options.length + " 条提示，用上下箭头选择" : "";
    }

    function ask() {
      var typed = input.value.trim();
      var mine = ++asked;
      if (!typed || typed.length > LONGEST) {
        close();
        return;
      }
      fetch(form.dataset.suggest + "?q=" + encodeURIComponent(typed), { headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (answer) {
          if (mine === asked && document.activeElement === input) show(answer.suggestions);
        })
        .catch(close); // no suggestions are no reason to disturb anybody
    }

    input.addEventListener("compositionstart", function () { composing = true; });
    input.addEventListener("compositionend", function () { composing = false; });
    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    input.addEventListener("blur", function () { asked++; close(); });
    input.addEventListener("keydown", function (event) {
      if (composing || event.isComposing) return; // the keys are the input method's
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) {
          if (event.key === "ArrowDown") ask();
          return;
        }
        event.preventDefault();
        var step = event.key === "ArrowDown" ? 1 : -1;
        // Between the last and the first lies what was typed
        choose(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
      } else if (event.key === "Enter" && !list.hidden && active >= 0) {
        event.preventDefault();
        take(options[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    form.addEventListener("submit", function () { window.clearTimeout(timer); asked++; });
  });

  var facets = document.querySelector("[data-facets]");
  if (facets && window.matchMedia("(min-width: 64rem)").matches) facets.open = true;

  var ask = document.querySelector("form[data-opened]");
  var found = document.querySelector(".found");
  var token = document.querySelector("[data-token] input");
  if (ask && found && token && navigator.sendBeacon) {
    found.addEventListener("click", function (event) {
      var card = event.target.closest("a") && event.target.closest("[data-id]");
      if (!card) return;
      var note = new FormData();
      note.append("csrfmiddlewaretoken", token.value);
      note.append("q", new URLSearchParams(window.location.search).get("q") || "");
      note.append("id", card.dataset.id);
      note.append("place", String(found.start + Array.prototype.indexOf.call(found.children, card)));
      navigator.sendBeacon(ask.dataset.opened, note);
    });
  }
})();
