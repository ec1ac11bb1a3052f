import htmx from 'htmx.org';
import { announce, enhance } from './swap.js';

// Where the same is asked again after a while: tells how long it still is, and looks for the answer
// once the time has come. The server asks; without script the page comes anew by itself.
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
let waited = null;

function left(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  if (seconds === 0) return 'now';
  if (seconds < 60) return calm.matches ? 'in less than a minute' : `in ${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return calm.matches ? `in ${minutes} min` : `in ${minutes} min ${seconds % 60} s`;
}

function tick() {
  document.querySelectorAll('[data-until]').forEach((element) => {
    const milliseconds = Date.parse(element.dataset.until) - Date.now();
    const text = left(milliseconds);
    if (element.textContent !== text) element.textContent = text;
    if (milliseconds <= 0) htmx.trigger(element.closest('[hx-get]'), 'due');
  });
}

// People who only listen hear of a new answer once, not of the time that runs down.
enhance(() => {
  const until = document.querySelector('[data-until]')?.dataset.until;
  const here = document.querySelector('[data-here]')?.dataset.here;
  const decision = document.getElementById('at:decision');
  if (waited && waited.here === here && !decision) return;
  if (waited && waited.here === here && waited.until !== until) {
    announce(`Asked again. ${decision.textContent}`);
  }
  waited = until ? { until, here } : null;
  tick();
});
window.setInterval(tick, 1000);
