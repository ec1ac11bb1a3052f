import { announce, enhance } from './swap.js';

// What lies beside the step on a wide screen is folded below it on a narrow one.
const narrow = window.matchMedia('(max-width: 55.99rem)');

function fold(root) {
  root.querySelectorAll('details.panel, details[data-narrow="folded"]').forEach((panel) => {
    panel.open = !narrow.matches || panel.dataset.narrow === 'open';
  });
}

function unfoldTarget() {
  const id = decodeURIComponent(window.location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true;
  }
  if (target.matches('details')) target.open = true;
  target.scrollIntoView();
}

// A decision that lay at the edge goes back to its place when somebody unfolds it.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!target.open || !target.matches('.decision > details') || !target.contains(document.activeElement)) return;
    target.parentElement.scrollIntoView({ block: 'nearest' });
  },
  true,
);

// All parts of an entry at once, in place of the page that comes so.
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-unfold]');
  if (!link) return;
  event.preventDefault();
  document.querySelectorAll('.part').forEach((part) => {
    part.open = link.dataset.unfold === 'true';
  });
  announce(`${link.textContent}: done`);
});

enhance(fold);
narrow.addEventListener('change', () => fold(document));
window.addEventListener('hashchange', unfoldTarget);
unfoldTarget();
