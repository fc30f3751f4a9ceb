"use strict";
// The domains of the page: read from its data, and the orders in which they can stand.

const statuses = ["Critical", "Error", "Unknown", "Invalid", "Warning", "Notice", "Healthy", "Skipped"];

const readRows = () => {
  const rows = [];
  for (const part of document.querySelectorAll("script.rows")) {
    for (const [name, parent, status, codes, problem, findings, untested, searched, changes, id] of JSON.parse(part.textContent)) {
      rows.push({
        name, parent, status, codes, problem, findings, untested, changes,
        place: rows.length,
        id: id ?? "d" + rows.length,
        order: statuses.indexOf(status),
        text: [name, parent, status, codes.join(" "), problem, untested, searched].join(" ").toLowerCase(),
      });
    }
  }

  return rows;
};

const compare = {
  order: (a, b) => a.order - b.order || b.findings - a.findings || compare.name(a, b),
  name: (a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.place - b.place,
  problem: (a, b) => a.problem < b.problem ? -1 : a.problem > b.problem ? 1 : compare.name(a, b),
  codes: (a, b) => b.codes.length - a.codes.length || (a.codes.join() < b.codes.join() ? -1 : a.codes.join() > b.codes.join() ? 1 : compare.name(a, b)),
  parent: (a, b) => a.parent < b.parent ? -1 : a.parent > b.parent ? 1 : compare.name(a, b),
};
