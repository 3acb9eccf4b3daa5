// Draws the neighbourhood with vis-network. Positions come from the server; nothing is searched for here.
(function () {
  "use strict";
  const place = document.getElementById("network");
  const data = JSON.parse(document.getElementById("network-data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const colours = {
    light: { Document: "#1b4f86", Unit: "#9c1f1a", Task: "#6b7280", Indicator: "#3b6a4a", Target: "#3b6a4a", Finding: "#8a5a00" },
    dark: { Document: "#8ab8ee", Unit: "#f08a7e", Task: "#a3a8b1", Indicator: "#8fc7a0", Target: "#8fc7a0", Finding: "#e5b567" },
  };
  place.hidden = false;
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet(data.edges.map((edge, i) => Object.assign({}, edge, { id: "e" + i })));
  function paint() {
    const chosen = colours[dark.matches ? "dark" : "light"];
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue("--ink").trim();
    const card = style.getPropertyValue("--card").trim();
    nodes.update(data.nodes.map(function (node) {
      const colour = chosen[node.group] || ink;
      const inside = node.shape === "box" || node.shape === "ellipse";
      return Object.assign({}, node, {
        group: undefined,
        borderWidth: node.start ? 3 : 1,
        color: {
          border: colour, background: inside ? card : colour,
          highlight: { border: colour, background: inside ? card : colour }, hover: { border: ink, background: inside ? card : colour },
        },
        font: { color: ink, size: inside ? 14 : 12, face: "system-ui, Segoe UI, Noto Sans, sans-serif" },
      });
    }));
    edges.update(data.edges.map((edge, i) => ({
      id: "e" + i,
      color: { color: style.getPropertyValue("--support").trim(), highlight: ink, hover: ink },
      width: edge.relation === "LEADS" || edge.relation === "DERIVES_FROM" ? 1.8 : 0.8,
      dashes: edge.relation === "SUPPORTS" || edge.relation === "CITES",
    })));
  }
  paint();
  dark.addEventListener("change", paint);
  const network = new vis.Network(place, { nodes: nodes, edges: edges }, data.options);
  network.once("afterDrawing", () => network.fit());
  network.on("doubleClick", function (event) {
    const href = event.nodes.length && data.links[event.nodes[0]];
    if (href) window.location.assign(href);
  });
})();
