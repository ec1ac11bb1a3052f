import { enhance } from './swap.js';

// Few pages have a tree, so what shows one comes with it.
enhance(async (root) => {
  const places = root.querySelectorAll('[data-tree]');
  if (!places.length) return;
  const { view } = await import('./viewer.js');
  places.forEach(view);
});
