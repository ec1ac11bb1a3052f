import { enhance } from './swap.js';

// The library is large: it comes only with the first chart, and the table beneath says the same.
enhance(async (root) => {
  const places = [...root.querySelectorAll('[data-chart]:not([data-drawn])')];
  if (!places.length) return;
  const { draw } = await import('./chart.js');
  places.forEach(async (place) => {
    place.dataset.drawn = '';
    const reply = await fetch(place.dataset.chart, { headers: { Accept: 'application/json' } });
    if (reply.ok) draw(place, await reply.json());
  });
});
