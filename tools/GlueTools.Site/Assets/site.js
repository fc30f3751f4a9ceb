// The search: words in titles count more than words in headings, and those more than words in the text. All words must be there.
"use strict";
(function () {
  var index = window.siteIndex, box = document.querySelector("search");
  if (!index || !box) { return; }
  var input = document.getElementById("site-search"), results = document.getElementById("site-results"), found = document.getElementById("site-found");
  var up = document.body.dataset.up, most = 20;
  box.hidden = false;

  function score(entry, words) {
    var title = entry[1].toLowerCase(), heading = entry[2].toLowerCase(), text = entry[3].toLowerCase(), sum = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i], points = 0;
      if (title === word || heading === word) { points += 40; }
      if (title.indexOf(word) >= 0) { points += 10; }
      if (heading.indexOf(word) >= 0) { points += 8; }
      var at = text.indexOf(word);
      if (at >= 0) { points += 2; }
      if (points === 0) { return 0; }
      sum += points;
    }
    return sum;
  }

  function excerpt(text, word) {
    var at = Math.max(0, text.toLowerCase().indexOf(word) - 50), small = document.createElement("small");
    var part = (at > 0 ? "… " : "") + text.slice(at, at + 150) + (at + 150 < text.length ? " …" : "");
    var hit = part.toLowerCase().indexOf(word);
    if (hit < 0) { small.textContent = part; return small; }
    var mark = document.createElement("mark");
    mark.textContent = part.slice(hit, hit + word.length);
    small.append(part.slice(0, hit), mark, part.slice(hit + word.length));
    return small;
  }

  function look() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), hits = [];
    results.replaceChildren();
    found.textContent = "";
    if (words.length === 0) { return; }
    index.forEach(function (entry, order) {
      var points = score(entry, words);
      if (points > 0) { hits.push([points, order, entry]); }
    });
    hits.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    found.textContent = hits.length === 0 ? "Nothing has all of these words." : hits.length > most ? "The best " + most + " of " + hits.length + "." : hits.length + " found.";
    hits.slice(0, most).forEach(function (hit) {
      var item = document.createElement("li"), link = document.createElement("a"), entry = hit[2];
      link.href = up + entry[0];
      link.append(entry[1] === entry[2] || !entry[2] ? entry[1] : entry[1] + ": " + entry[2], excerpt(entry[3], words[0]));
      item.append(link);
      results.append(item);
    });
  }

  input.addEventListener("input", look);
  document.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(results.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    if (event.key === "/" && !/^(input|textarea)$/i.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
    else if (event.key === "Escape" && box.contains(document.activeElement)) { input.value = ""; look(); input.focus(); }
    else if (event.key === "ArrowDown" && links.length && box.contains(document.activeElement)) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at === 0 ? input : links[at - 1]).focus(); }
  });
}());
