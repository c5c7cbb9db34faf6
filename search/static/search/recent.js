// 我最近搜过: the last questions of this reader that found something, kept by this browser alone. The server is told nothing.
// On a browser that several people use, whoever signs in next finds nothing of those before: their questions are removed.
(function () {
  "use strict";
  var MOST = 8;
  var LONGEST = 40; // characters; and nothing with a number in it that may be somebody's
  var NUMBER = /\d{6}/;
  var PREFIX = "hongban recent ";

  var place = document.querySelector("[data-recent]");
  if (!place) return;
  var key = PREFIX + place.dataset.recent;
  var list = place.querySelector("ul");

  function kept() {
    try {
      var found = JSON.parse(window.localStorage.getItem(key) || "[]");
      return Array.isArray(found) ? found.filter(function (one) { return typeof one === "string"; }) : [];
    } catch (error) {
      return []; // storage is switched off, or somebody else wrote there
    }
  }

  function keep(questions) {
    try {
      window.localStorage.setItem(key, JSON.stringify(questions.slice(0, MOST)));
    } catch (error) {
      // storage is switched off or full
    }
  }

  function removeOthers() {
    try {
      Object.keys(window.localStorage).forEach(function (one) {
        if (one.indexOf(PREFIX) === 0 && one !== key) window.localStorage.removeItem(one);
      });
    } catch (error) {
      // storage is switched off
    }
  }

  function show() {
    var questions = kept();
    list.replaceChildren();
    questions.forEach(function (one) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = "?q=" + encodeURIComponent(one);
      link.textContent = one;
      item.append(link);
      list.append(item);
    });
    place.hidden = !questions.length;
  }

  removeOthers();
  var asked = (place.dataset.asked || "").trim();
  if (asked && asked.length <= LONGEST && !NUMBER.test(asked)) {
    keep([asked].concat(kept().filter(function (one) { return one !== asked; })));
  }
  place.querySelector("button").addEventListener("click", function () {
    keep([]);
    show();
    document.getElementById("ask-q").focus();
  });
  if (!place.hasAttribute("data-asked")) show();
})();
