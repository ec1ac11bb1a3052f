import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, SankeyChart, GridComponent, LegendComponent, MarkLineComponent, CanvasRenderer]);

const still = window.matchMedia('(prefers-reduced-motion: reduce)');

/** A colour of the page as the browser computes it: canvases don't know variables. */
function colour(place, name) {
  const probe = document.createElement('i');
  probe.className = `chart-${name}`;
  place.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Where something was changed, numbered as in the list beneath. */
function marks(changes, ink) {
  return {
    silent: true,
    symbol: 'none',
    label: { formatter: (mark) => mark.name, color: ink },
    lineStyle: { color: ink, type: 'dashed' },
    data: changes.map((change, i) => ({ xAxis: change.at, name: String(i + 1) })),
  };
}

/** Flows from left to right; a node's name begins with its place, which the reader needn't see. */
function flows(place, data) {
  const ink = colour(place, 'muted');
  return {
    animation: !still.matches,
    color: ['accent', 'degraded', 'healthy', 'unknown', 'failed'].map((n) => colour(place, n)),
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 120,
        top: 8,
        bottom: 8,
        nodeGap: 10,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: 'gradient', opacity: 0.35 },
        label: { color: ink, width: 110, overflow: 'truncate', formatter: (node) => node.name.replace(/^\d+ · /, '') },
        data: data.nodes,
        links: data.links,
      },
    ],
  };
}

export function draw(place, data) {
  if (data.kind === 'flows') {
    const sankey = echarts.init(place, null, { renderer: 'canvas' });
    sankey.setOption(flows(place, data));
    new ResizeObserver(() => sankey.resize()).observe(place);
    return;
  }
  const ink = colour(place, 'muted');
  const line = colour(place, 'line');
  const axis = { axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } } };
  const time = data.kind === 'time';
  const chart = echarts.init(place, null, { renderer: 'canvas' });
  chart.setOption({
    animation: !still.matches,
    color: ['accent', 'degraded', 'healthy', 'unknown', 'failed'].map((n) => colour(place, n)),
    grid: { left: 8, right: 16, top: data.series.length > 1 ? 48 : 24, bottom: 8, containLabel: true },
    legend: data.series.length > 1 ? { type: 'scroll', top: 0, textStyle: { color: ink }, pageTextStyle: { color: ink }, pageIconColor: ink } : undefined,
    xAxis: time
      ? { type: 'time', ...axis }
      : { type: 'category', data: data.categories, ...axis },
    yAxis: { type: 'value', ...axis, splitLine: { lineStyle: { color: line } } },
    series: data.series.map((series, i) => ({
      name: series.name,
      type: time ? 'line' : 'bar',
      data: series.values,
      showSymbol: series.values.length < 40,
      symbolSize: 5,
      barMaxWidth: 36,
      markLine: i === 0 && data.changes.length ? marks(data.changes, ink) : undefined,
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(place);
}
