import { enhance } from './swap.js';

// The library is large: it comes only with the first chart, and the table beneath says the same.
enhance(async (root) => {
  const places = [...root.querySelectorAll('[data-chart]:not([data-drawn])')];
  if (!places.length) return;
  const { draw } = await import('./chart.js');
  places.forEach(async (place) => {
    place.dataset.drawn = '';
    const asked = fetch(place.dataset.chart, { headers: { Accept: 'application/json' } });
    const reply = await asked.catch(() => null);
    if (reply?.ok) draw(place, await reply.json());
  });
});
