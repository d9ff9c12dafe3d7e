"use strict";
// What the page can do with script: another theme, sorted tables, a filter, goal pages that open
// over the rest. Without it everything is there all the same.
(() => {
  const all = (selector, at = document) => [...at.querySelectorAll(selector)];

  // Theme: as the system says, light, dark.
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  const button = document.getElementById("theme");
  const show = (theme) => {
    root.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  show(root.dataset.theme);
  button.hidden = false;
  button.addEventListener("click", () => {
    show(themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length]);
  });

  // Sorting: up, down, and back to the order of the plan. Rows without a value come last.
  const value = (row, column) => {
    const cell = row.cells[column];
    if (!cell) return null;
    const text = cell.dataset.v ?? cell.textContent.trim();
    if (text === "" || text === "–") return null;
    return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text.toLowerCase();
  };
  const compare = (a, b) => {
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === "number" ? -1 : 1;
  };
  for (const table of all("table.sortable")) {
    const bodies = [...table.tBodies];
    const rows = bodies.flatMap((body) => [...body.rows]);
    const order = rows.map((row) => row.parentNode);
    const heads = [...table.tHead.rows[0].cells];
    const sorted = document.createElement("tbody");
    const restore = () => {
      rows.forEach((row, i) => order[i].append(row));
      sorted.remove();
      bodies.forEach((body) => table.append(body));
    };
    heads.forEach((head, column) => {
      const sort = document.createElement("button");
      sort.type = "button";
      sort.append(...head.childNodes);
      head.append(sort);
      sort.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        restore();
        if (was === "descending") return;
        const sign = was === "ascending" ? -1 : 1;
        head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        const keyed = rows
          .filter((row) => !row.classList.contains("group"))
          .map((row) => ({ row, key: value(row, column) }));
        const has = keyed.filter(({ key }) => key !== null);
        has.sort((a, b) => sign * compare(a.key, b.key));
        sorted.replaceChildren();
        for (const { row } of has) sorted.append(row);
        for (const { row, key } of keyed) if (key === null) sorted.append(row);
        bodies.forEach((body) => body.remove());
        table.append(sorted);
      });
    });
  }

  // Filter: rows that hold every word. A team's name counts for its goals.
  const input = document.getElementById("filter");
  if (input) {
    input.parentNode.hidden = false;
    const said = input.parentNode.querySelector("output");
    let team = "";
    let group = null;
    const rows = [];
    for (const row of all("table.goals tbody tr")) {
      if (row.classList.contains("group")) {
        team = row.textContent;
        group = row;
      } else {
        rows.push({ row, group, text: `${row.textContent} ${team}`.toLowerCase() });
      }
    }
    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const groups = new Map();
      let shown = 0;
      for (const { row, group: of, text } of rows) {
        const fits = words.every((word) => text.includes(word));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
        groups.set(of, groups.get(of) || fits);
      }
      for (const [of, fits] of groups) if (of) of.hidden = !fits;
      said.textContent = words.length ? `${shown} of ${rows.length} goals shown` : "";
    };
    input.addEventListener("input", filter);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !input.value) return;
      event.preventDefault();
      input.value = "";
      filter();
    });
  }

  // Goal pages: a link to one opens it over the page. Esc closes it and goes back to the link.
  const dialog = document.getElementById("goal");
  const holder = dialog.querySelector("div");
  let place = null;  // where the page that is shown came from
  let opener = null;
  const put_back = () => {
    if (place) place.replaceWith(holder.firstElementChild);
    place = null;
  };
  const page_of = (link) => {
    const hash = link.getAttribute("href");
    if (!hash.startsWith("#goal-")) return null;
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  };
  const open = (page) => {
    put_back();
    place = document.createElement("div");
    page.replaceWith(place);
    holder.append(page);
    dialog.setAttribute("aria-label", page.querySelector("h3").textContent);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    page.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const link = event.target.closest("a[href^='#goal-']");
    const page = link && page_of(link);
    if (!page) return;
    event.preventDefault();
    if (!dialog.open) opener = link;
    if (!dialog.contains(page)) open(page);
  });
  dialog.addEventListener("close", () => {
    put_back();
    if (opener) opener.focus();
    opener = null;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();  // beside it
  });
})();
