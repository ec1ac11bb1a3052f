import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([
  BarChart, LineChart, SankeyChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, CanvasRenderer,
]);

const still = window.matchMedia('(prefers-reduced-motion: reduce)');
const dark = window.matchMedia('(prefers-color-scheme: dark)');
/** What is drawn in which place. */
const drawn = new Map();
let printing = false;
const LEGEND = 28;
const TITLE = 24;
const AXIS = 28;
const LINES = 112;
const BAR = 26;
const FLOW = 64;
const SIDE = 8;

/** A colour of the page as the browser computes it: canvases don't know variables. */
function colour(place, name) {
  const probe = document.createElement('i');
  probe.className = `chart-${name}`;
  // Paper is light.
  if (printing) probe.style.colorScheme = 'light';
  place.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function colours(place) {
  const [ink, line, failed] = ['muted', 'line', 'failed'].map((name) => colour(place, name));
  return { ink, line, failed, series: ['accent', 'degraded', 'healthy', 'unknown', 'failed'].map((name) => colour(place, name)) };
}

function show(place, height, option) {
  place.style.height = `${height}px`;
  const before = echarts.getInstanceByDom(place);
  const chart = before ?? echarts.init(place, null, { renderer: 'canvas' });
  chart.setOption({ animation: !before && !still.matches, ...option });
  if (before) chart.getZr().refreshImmediately();
  else new ResizeObserver(() => chart.resize()).observe(place);
}

/** Flows from left to right; a node's name begins with its place, which the reader needn't see. */
function flows(place, data) {
  const { ink, series } = colours(place);
  const columns = [...Map.groupBy(data.nodes, (node) => node.name.split(' ')[0]).values()];
  const tallest = Math.max(...columns.map((column) => column.length));
  const room = Math.floor((place.clientWidth - SIDE) / columns.length);
  show(place, Math.max(220, tallest * FLOW), {
    color: series,
    series: [
      {
        type: 'sankey',
        left: SIDE,
        right: room,
        top: 8,
        bottom: 8,
        nodeAlign: 'left',
        nodeWidth: 12,
        nodeGap: 22,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: 'gradient', opacity: 0.35 },
        label: { color: ink, width: room - 28, overflow: 'break', lineHeight: 14, formatter: (node) => node.name.replace(/^\d+ · /, '') },
        data: data.nodes,
        links: data.links,
      },
    ],
  });
}

/** What each panel is about stands above it: its unit, or its only series. */
function title(panel) {
  const named = panel.series.length === 1 ? panel.series[0].name : '';
  const unit = panel.unit && panel.unit !== named.toLowerCase() && `in ${panel.unit}`;
  return [named, unit].filter(Boolean).join(', ');
}

/** What stands above the panels: names of their series, and what each is about. */
function heads(data, top, { ink, series }) {
  const many = data.panels.some((panel) => panel.series.length > 1);
  return {
    color: series,
    legend: many ? { type: 'scroll', top: 0, textStyle: { color: ink }, pageTextStyle: { color: ink }, pageIconColor: ink } : undefined,
    title: data.panels.map((panel, i) => ({
      text: title(panel), top: top(i), left: 4, padding: 0, textStyle: { color: ink, fontSize: 12, fontWeight: 500 },
    })),
  };
}

/** Where each panel begins, from the top of the drawing. */
function tops(data, heights) {
  const legend = data.panels.some((panel) => panel.series.length > 1) ? LEGEND : 0;
  return (i) => 4 + legend + heights.slice(0, i).reduce((sum, height) => sum + height + TITLE + AXIS, 0);
}

function thresholds(panel, ink) {
  return panel.marks.map((mark) => ({ yAxis: mark.value, name: `${mark.value}`, lineStyle: { color: ink, type: 'solid' } }));
}

/** When it began, and where something was changed, numbered as in the list beneath. */
function moments(data, { ink, failed }) {
  const dashed = { color: ink, type: 'dashed' };
  const changes = (data.changes ?? []).map((change, i) => ({ xAxis: change.at, name: String(i + 1), lineStyle: dashed }));
  return data.began
    ? [...changes, { xAxis: data.began, name: 'began', lineStyle: { color: failed, type: 'solid' }, label: { color: failed } }]
    : changes;
}

/** One panel above the other, on one axis of time. */
function lines(place, data) {
  const palette = colours(place);
  const { ink, line } = palette;
  const axis = { axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } } };
  const top = tops(data, data.panels.map(() => LINES));
  const at = moments(data, palette);
  show(place, top(data.panels.length), {
    ...heads(data, top, palette),
    grid: data.panels.map((_, i) => ({ left: 8, right: 40, top: top(i) + TITLE, height: LINES + AXIS, containLabel: true })),
    xAxis: data.panels.map((_, i) => ({ type: 'time', gridIndex: i, ...axis })),
    yAxis: data.panels.map((panel, i) => ({
      type: 'value', gridIndex: i, splitNumber: 3, minInterval: isWhole(panel) ? 1 : undefined,
      ...axis, splitLine: { lineStyle: { color: line } },
    })),
    series: data.panels.flatMap((panel, i) => panel.series.map((series, first) => ({
      name: series.name,
      type: 'line',
      xAxisIndex: i,
      yAxisIndex: i,
      data: series.values,
      showSymbol: series.values.length < 40,
      symbolSize: 5,
      markLine: first ? undefined : {
        silent: true,
        symbol: 'none',
        label: { formatter: (mark) => mark.name, color: ink },
        data: [...thresholds(panel, ink), ...(i ? at.map((mark) => ({ ...mark, label: { show: false } })) : at)],
      },
    }))),
  });
}

function isWhole(panel) {
  const numbers = panel.series.flatMap((series) => series.values.map((value) => (Array.isArray(value) ? value[1] : value)));
  return numbers.every((number) => number === null || Number.isInteger(number));
}

/** Bars to the right of their whole names, a panel a unit. */
function bars(place, data) {
  const palette = colours(place);
  const { ink, line } = palette;
  const narrow = place.clientWidth < 480;
  const heights = data.panels.map((panel) => data.categories.length * Math.max(BAR, panel.series.length * 14 + 8));
  const top = tops(data, heights);
  show(place, top(data.panels.length), {
    ...heads(data, top, palette),
    grid: data.panels.map((_, i) => ({ left: 8, right: 56, top: top(i) + TITLE, height: heights[i] + AXIS, containLabel: true })),
    yAxis: data.panels.map((_, i) => ({
      type: 'category', gridIndex: i, data: data.categories, inverse: true,
      axisTick: { show: false }, axisLine: { lineStyle: { color: line } },
      axisLabel: { color: ink, width: place.clientWidth * 0.4, overflow: 'break', interval: 0 },
    })),
    xAxis: data.panels.map((panel, i) => ({
      type: 'value', gridIndex: i, splitNumber: narrow ? 2 : 4, minInterval: isWhole(panel) ? 1 : undefined,
      axisLabel: { color: ink, hideOverlap: true }, splitLine: { lineStyle: { color: line } },
    })),
    series: data.panels.flatMap((panel, i) => panel.series.map((series, first) => ({
      name: series.name,
      type: 'bar',
      xAxisIndex: i,
      yAxisIndex: i,
      data: series.values,
      barMaxWidth: 18,
      label: { show: true, position: 'right', color: ink },
      markLine: first || !panel.marks.length ? undefined : {
        silent: true, symbol: 'none', label: { formatter: (mark) => mark.name, color: ink },
        data: panel.marks.map((mark) => ({ xAxis: mark.value, name: `${mark.value}`, lineStyle: { color: ink } })),
      },
    }))),
  });
}

/** Draws again what still stands on the page, in the colours of now. */
function redraw() {
  drawn.forEach((data, place) => {
    if (place.isConnected) draw(place, data);
    else drawn.delete(place);
  });
}

dark.addEventListener('change', redraw);
['beforeprint', 'afterprint'].forEach((event) => window.addEventListener(event, () => {
  printing = event === 'beforeprint';
  redraw();
}));

export function draw(place, data) {
  drawn.set(place, data);
  if (data.kind === 'flows') flows(place, data);
  else if (data.kind === 'bar') bars(place, data);
  else lines(place, data);
}
