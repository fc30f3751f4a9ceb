// The table of domains: searched, filtered and sorted, with only those rows in the page that can be seen; and the sheet that shows one domain.
// Everything comes from the page itself. Text is set as text; markup is only what the report's writer made and packed.

(() => {
  const byId = id => document.getElementById(id);
  const allRowsAtOnce = 200;    // Up to here every row is in the page, so that the browser's own search and printing see all.
  const mostPrinted = 2000;
  const slack = 12;             // Rows beyond the window's edges.
  const packSize = 32;

  const start = () => {
    const rows = readRows();
    const isDocument = document.querySelector("section.articles") !== null;
    const body = byId("rows");
    const above = document.createElement("tr");
    const below = document.createElement("tr");
    const drawn = new Map();    // Place in the list that is shown -> its row.
    const spare = [];
    const sort = { by: "order", isDown: false };
    let shown = rows;
    let current = 0;            // The row that the keyboard is at.

    // ---- rows ----

    const makeRow = () => {
      const row = document.createElement("tr");
      const badge = document.createElement("span");
      const link = document.createElement("a");
      const cells = ["td", "th", "td", "td", "td"].map(tag => row.appendChild(document.createElement(tag)));
      cells.forEach((cell, i) => { cell.className = ["status", "name", "problem", "codes", "parent"][i]; });
      cells[0].append(badge);
      cells[1].scope = "row";
      cells[1].append(link);
      return { row, badge, link, problem: cells[2], codes: cells[3], parent: cells[4], place: -1 };
    };

    const fill = (drawnRow, place) => {
      const domain = shown[place];
      drawnRow.place = place;
      drawnRow.row.setAttribute("aria-rowindex", place + 2);
      drawnRow.row.classList.toggle("odd", place % 2 === 1);
      drawnRow.badge.className = "badge " + domain.status;
      drawnRow.badge.textContent = domain.status;
      drawnRow.link.textContent = drawnRow.link.title = domain.name;
      drawnRow.link.href = "#" + domain.id;
      drawnRow.link.tabIndex = place === current ? 0 : -1;
      drawnRow.problem.textContent = drawnRow.problem.title = domain.problem || (domain.findings > 0 ? "" : "Nothing is wrong" + (domain.untested ? " in what was tested" : "") + ".");
      drawnRow.codes.textContent = drawnRow.codes.title = [domain.codes.join(", "), domain.untested && "not tested: " + domain.untested, domain.changes && domain.changes + (domain.changes === 1 ? " change" : " changes")].filter(part => part).join("; ");
      drawnRow.parent.textContent = drawnRow.parent.title = domain.parent;
    };

    const rowHeight = () => parseFloat(getComputedStyle(body).getPropertyValue("--row"));
    let height = rowHeight();
    let top = 0;
    const measure = () => {
      height = rowHeight();
      top = body.getBoundingClientRect().top + scrollY;
    };

    const draw = isWhole => {
      let first = 0;
      let last = shown.length;
      if (isWhole) {
        last = Math.min(last, mostPrinted);
      } else if (shown.length > allRowsAtOnce) {
        // At least some rows are always there, so that the keyboard has somewhere to go.
        first = Math.max(0, Math.min(shown.length - 3 * slack, Math.floor((scrollY - top) / height) - slack));
        last = Math.min(shown.length, Math.max(first + 3 * slack, Math.ceil((scrollY - top + innerHeight) / height) + slack));
      }

      for (const [place, one] of drawn) {
        if (place < first || place >= last) {
          one.row.remove();
          drawn.delete(place);
          spare.push(one);
        }
      }

      let before = below;
      for (let place = last - 1; place >= first; place--) {
        let one = drawn.get(place);
        if (!one) {
          one = spare.pop() ?? makeRow();
          fill(one, place);
          drawn.set(place, one);
          before.before(one.row);
        }

        before = one.row;
      }

      setSpace(above, first * height);
      setSpace(below, isWhole ? 0 : (shown.length - last) * height);
      if (!drawn.has(current) && drawn.size > 0) {
        drawn.values().next().value.link.tabIndex = 0;
      }
    };

    const setSpace = (row, pixels) => {
      row.hidden = pixels <= 0;
      row.firstChild.style.height = pixels + "px";
    };

    const redraw = () => {
      for (const one of drawn.values()) {
        one.row.remove();
        spare.push(one);
      }

      drawn.clear();
      measure();
      draw(false);
    };

    let isWaiting = false;
    const drawSoon = () => {
      if (!isWaiting) {
        isWaiting = true;
        requestAnimationFrame(() => { isWaiting = false; draw(false); });
      }
    };

    // ---- search, filter, sort ----

    const apply = () => {
      const words = byId("search").value.toLowerCase().split(/\s+/).filter(word => word);
      const wanted = new Set([...document.querySelectorAll("#statuses input:checked")].map(box => box.value));
      const code = byId("code").value;
      const gapsOnly = byId("gaps").checked;
      const changedOnly = byId("changed")?.checked;
      shown = rows.filter(row => (wanted.size === 0 || wanted.has(row.status)) && (!code || row.codes.includes(code))
        && (!gapsOnly || row.untested || row.status === "Unknown") && (!changedOnly || row.changes > 0) && words.every(word => row.text.includes(word)));
      shown.sort(compare[sort.by]);
      if (sort.isDown) {
        shown.reverse();
      }

      current = 0;
      byId("table").setAttribute("aria-rowcount", shown.length + 1);
      const many = rows.length.toLocaleString("en-GB");
      const all = rows.length === 1 ? "One domain" : rows.length === 2 ? "Both domains" : "All " + many + " domains";
      byId("shown").textContent = shown.length === rows.length ? all : shown.length.toLocaleString("en-GB") + " of " + many + (rows.length === 1 ? " domain" : " domains");
      byId("none").hidden = shown.length > 0;
      if (isDocument) {
        const kept = new Set(shown.map(row => row.id));
        for (const article of document.querySelectorAll("section.articles > article")) {
          article.hidden = !kept.has(article.id);
        }
      }

      redraw();
    };

    const makeFilters = () => {
      for (const status of statuses) {
        const count = rows.filter(row => row.status === status).length;
        if (count > 0) {
          const label = document.createElement("label");
          const box = document.createElement("input");
          box.type = "checkbox";
          box.value = status;
          box.addEventListener("change", apply);
          label.append(box, " " + status + " ", Object.assign(document.createElement("b"), { textContent: count.toLocaleString("en-GB") }));
          byId("statuses").append(label);
        }
      }

      for (const code of [...new Set(rows.flatMap(row => row.codes))].sort()) {
        byId("code").append(new Option(code, code));
      }

      let timer = 0;
      byId("search").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 60); });
      byId("code").addEventListener("change", apply);
      byId("gaps").addEventListener("change", apply);
      byId("changed")?.addEventListener("change", apply);
      byId("reset").addEventListener("click", () => {
        for (const box of document.querySelectorAll("#statuses input, #gaps, #changed")) {
          box.checked = false;
        }

        byId("code").value = byId("search").value = "";
        apply();
      });
      for (const head of document.querySelectorAll("#table th[data-by]")) {
        head.firstElementChild.addEventListener("click", () => {
          sort.isDown = sort.by === head.dataset.by && !sort.isDown;
          sort.by = head.dataset.by;
          for (const other of document.querySelectorAll("#table th[data-by]")) {
            other.removeAttribute("aria-sort");
          }

          head.setAttribute("aria-sort", sort.isDown ? "descending" : "ascending");
          apply();
        });
      }
    };

    // ---- the keyboard ----

    const goTo = place => {
      drawn.get(current)?.link.setAttribute("tabindex", "-1");
      current = Math.max(0, Math.min(shown.length - 1, place));
      const y = top + current * height;
      const head = byId("table").tHead.offsetHeight;
      if (y - head < scrollY) {
        scrollTo(0, y - head);
      } else if (y + height > scrollY + innerHeight) {
        scrollTo(0, y + height - innerHeight);
      }

      draw(false);
      const one = drawn.get(current);
      if (one) {
        one.link.tabIndex = 0;
        one.link.focus({ preventScroll: true });
      }
    };

    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity };
    body.addEventListener("keydown", event => {
      if (event.key in steps && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        goTo(current + steps[event.key]);
      }
    });
    body.addEventListener("focusin", event => {
      for (const [place, one] of drawn) {
        if (one.link === event.target) {
          current = place;
        }
      }
    });
    document.addEventListener("keydown", event => {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && !byId("sheet").open) {
        event.preventDefault();
        byId("search").focus();
      }
    });

    // ---- one domain ----

    const policy = window.trustedTypes?.createPolicy("gluetools", { createHTML: text => text });
    let pack = { number: -1, articles: [] };

    const unpack = async number => {
      if (pack.number !== number) {
        const octets = Uint8Array.from(atob(document.querySelectorAll("script.pack")[number].textContent), letter => letter.charCodeAt(0));
        const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        pack = { number, articles: (await new Response(stream).text()).split("\u001e") };
      }

      return pack.articles;
    };

    const open = async id => {
      const place = shown.findIndex(row => row.id === id);
      const domain = place >= 0 ? shown[place] : rows.find(row => row.id === id);
      const sheet = byId("sheet");
      if (!domain) {
        return;
      }

      if (place >= 0) {
        goTo(place);
      }

      try {
        const articles = await unpack(Math.floor(domain.place / packSize));
        const markup = articles[domain.place % packSize];
        byId("domain").innerHTML = policy ? policy.createHTML(markup) : markup;
      } catch (error) {
        byId("domain").textContent = "This browser cannot unpack what the report says of " + domain.name + " (" + error.message + "). One that is newer can.";
      }

      sheet.setAttribute("aria-label", domain.name);
      byId("previous").disabled = place <= 0;
      byId("next").disabled = place < 0 || place >= shown.length - 1;
      if (!sheet.open) {
        sheet.showModal();
      }

      document.body.classList.add("reads");
      sheet.scrollTop = 0;
      byId("domain").querySelector("h3")?.focus();
    };

    const openNamed = () => {
      if (!isDocument && /^#d\d+$/.test(location.hash)) {
        open(location.hash.slice(1));
      }
    };

    const step = by => { location.hash = shown[Math.max(0, Math.min(shown.length - 1, current + by))].id; };
    byId("previous").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    byId("close").addEventListener("click", () => byId("sheet").close());
    byId("sheet").addEventListener("close", () => {
      document.body.classList.remove("reads");
      history.replaceState(null, "", "#");
      goTo(current);
    });
    addEventListener("hashchange", openNamed);

    // ---- begin ----

    for (const space of [above, below]) {
      space.className = "space";
      space.setAttribute("aria-hidden", "true");
      space.append(document.createElement("td"));
      space.firstChild.colSpan = 5;
      body.append(space);
    }

    makeFilters();
    byId("plain").remove();
    byId("view").hidden = false;
    apply();
    addEventListener("scroll", drawSoon, { passive: true });
    addEventListener("resize", redraw);
    addEventListener("beforeprint", () => {
      draw(true);
      byId("unprinted").hidden = shown.length <= mostPrinted;
    });
    addEventListener("afterprint", () => draw(false));
    openNamed();
  };

  try {
    start();
  } catch (error) {
    // Better the plain table than none.
    document.documentElement.classList.remove("js");
    throw error;
  }
})();
