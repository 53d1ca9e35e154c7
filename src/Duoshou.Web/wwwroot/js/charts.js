// Pictures of the explorer and the Why page, drawn by ECharts as SVG. Every text comes from the server, written for the reader.
import * as echarts from "/vendor/echarts.esm.min.mjs";

const styles = () => getComputedStyle(document.documentElement);
const token = (name) => styles().getPropertyValue(name).trim();
const drawn = new Map();

function axisText(value, chinese, unit) {
  const size = Math.abs(value), sign = value < 0 ? "−" : "";
  const round = (n) => String(Math.round(n * 100) / 100);
  if (unit === "Ratio") return `${sign}${round(size * 100)}%`;
  if (chinese) return size >= 1e8 ? `${sign}${round(size / 1e8)}亿` : size >= 1e4 ? `${sign}${round(size / 1e4)}万` : sign + round(size);
  return size >= 1e9 ? `${sign}${round(size / 1e9)}B` : size >= 1e6 ? `${sign}${round(size / 1e6)}M` : size >= 1e3 ? `${sign}${round(size / 1e3)}K` : sign + round(size);
}

// Built from elements because the content policy allows no inline style; the classes stand in the style sheet.
function tip(picture, index) {
  const point = picture.points[index];
  const card = document.createElement("div");
  card.className = "chart-tip";
  const line = (name, text) => {
    const row = document.createElement("p"), label = document.createElement("span"), figure = document.createElement("b");
    label.textContent = name;
    figure.textContent = text;
    row.append(label, figure);
    card.append(row);
  };
  const title = document.createElement("h4");
  title.textContent = point.label;
  card.append(title);
  line(picture.now, point.nowText);
  if (picture.before) line(picture.before, point.beforeText ?? "—");
  return card;
}

const frame = () => ({
  animation: false,
  aria: { enabled: true },
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
  tooltip: {
    trigger: "axis", confine: true, borderWidth: 0, padding: 0, backgroundColor: "transparent", shadowBlur: 0, extraCssText: "", transitionDuration: 0,
    axisPointer: { type: "line", lineStyle: { color: token("--line-2"), type: "solid" } },
  },
});
const label = () => ({ color: token("--ink-2"), fontSize: 11 });

function lines(picture, box) {
  const moving = picture.points.map((p) => p.state === "Live" || p.state === "Incomplete");
  const few = picture.points.length < 10;
  const series = [{
    name: picture.now, type: "line", data: picture.points.map((p) => p.now), connectNulls: false, showSymbol: few, symbol: "circle", symbolSize: 6,
    lineStyle: { color: token("--helm"), width: 2 }, itemStyle: { color: token("--helm") }, areaStyle: { color: token("--helm"), opacity: 0.06 },
    markArea: picture.window ? { silent: true, itemStyle: { color: token("--king"), opacity: 0.09 }, data: [[{ xAxis: picture.window[0] }, { xAxis: picture.window[1] }]] } : undefined,
  }];
  if (picture.before) {
    series.push({ name: picture.before, type: "line", data: picture.points.map((p) => p.before), connectNulls: false, showSymbol: false,
      lineStyle: { color: token("--ink-3"), width: 1.5, type: [2, 4] }, itemStyle: { color: token("--ink-3") } });
  }
  return {
    ...frame(), series,
    grid: { left: box.parentElement.querySelector("[data-under-chart]") ? 48 : 8, right: 16, top: 14, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: picture.points.map((p) => p.label), boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line-2") } },
      axisLabel: { ...label(), hideOverlap: true, formatter: (text, i) => (moving[i] && i === moving.length - 1 ? `${text} ◌` : text) } },
    yAxis: { type: "value", splitNumber: 4, axisLabel: { ...label(), formatter: (v) => axisText(v, picture.chinese, picture.unit) },
      splitLine: { lineStyle: { color: token("--line") } }, axisLine: { show: false } },
  };
}

function ranks(picture, box) {
  const top = picture.points.filter((p) => p.now !== null).slice(0, 20);
  box.style.height = `${Math.max(160, top.length * 30 + 40)}px`;
  return {
    ...frame(), tooltip: { ...frame().tooltip, axisPointer: { type: "none" } },
    grid: { left: 8, right: 90, top: 4, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", min: (range) => Math.min(0, range.min), axisLabel: { ...label(), formatter: (v) => axisText(v, picture.chinese, picture.unit) }, splitLine: { show: false } },
    yAxis: { type: "category", inverse: true, data: top.map((p) => p.label), axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line-2") } },
      axisLabel: { color: token("--ink"), fontSize: 12, width: 160, overflow: "truncate" } },
    series: [{ name: picture.now, type: "bar", data: top.map((p) => p.now), barMaxWidth: 16, itemStyle: { color: token("--helm"), borderRadius: 2 },
      label: { show: true, position: "right", color: token("--ink"), fontSize: 12, formatter: (p) => top[p.dataIndex].nowText } }],
  };
}

function draw(box) {
  const picture = JSON.parse(box.nextElementSibling.textContent);
  const option = box.dataset.chart === "line" ? lines(picture, box) : ranks(picture, box);
  drawn.get(box)?.dispose();
  const chart = echarts.init(box, null, { renderer: "svg" });
  drawn.set(box, chart);
  option.tooltip.formatter = (params) => tip(picture, (Array.isArray(params) ? params[0] : params).dataIndex);
  chart.setOption(option);
  align(box, chart, picture);
}

// What stands under a chart of days is laid out from its first point to its last.
function align(box, chart, picture) {
  const lane = box.parentElement.querySelector("[data-under-chart]");
  if (!lane || picture.points.length === 0) return;
  const at = (i) => chart.convertToPixel({ xAxisIndex: 0 }, i) + box.getBoundingClientRect().left;
  for (const cell of lane.querySelectorAll("td")) {
    const own = cell.getBoundingClientRect();
    cell.style.setProperty("--from", `${Math.max(0, at(0) - own.left)}px`);
    cell.style.setProperty("--until", `${Math.max(0, own.right - at(picture.points.length - 1))}px`);
  }
}

export function wake(root) {
  for (const box of root.querySelectorAll("[data-chart]")) if (!drawn.has(box)) draw(box);
}

addEventListener("resize", () => { for (const [box, chart] of drawn) { chart.resize(); align(box, chart, JSON.parse(box.nextElementSibling.textContent)); } });
new MutationObserver(() => { for (const box of drawn.keys()) draw(box); }).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
