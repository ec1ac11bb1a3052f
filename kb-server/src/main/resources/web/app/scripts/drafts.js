import { enhance } from './swap.js';

// What somebody writes into a form is kept in this tab until the server has stored it: it stands in its
// field again after a reload, another press, an outage or a new sign-in. Where the field is about
// something else by then, it is offered beside it.
const FIELDS =
  'form[method="post"] :is(textarea, input:not([type]), input[type="text"], input[type="url"])[name]:not([hidden])';
const SENT = 'sent';
const LOADED_BY_IT_MS = 2000;

const store = window.sessionStorage;
const reader = document.querySelector('.top-user')?.textContent.trim() ?? '';
const prefix = (path) => `draft ${reader} ${path} `;
const path = (form) => new URL(form.getAttribute('action'), window.location.href).pathname;

/** Where a field's text is kept; nowhere in a form that holds a password. */
function place(field) {
  const kept = field.matches(FIELDS) && !field.form.querySelector('[type="password"]');
  return kept ? prefix(path(field.form)) + field.name : null;
}

const visit = (field) => (field.closest('.step') ? field.form.elements.visit?.value : undefined);

function keep(field) {
  const key = place(field);
  if (!key) return;
  if (field.value === field.defaultValue) {
    store.removeItem(key);
    return;
  }
  try {
    store.setItem(key, JSON.stringify({ value: field.value, base: field.defaultValue, visit: visit(field) }));
  } catch {
    // The browser keeps no more: what was kept before would be an older text.
    store.removeItem(key);
  }
}

/** Forgets what a form held, since it is stored; what was written after it was sent stays. */
export function forget(address, stored) {
  const start = prefix(new URL(address, window.location.href).pathname);
  Object.keys(store)
    .filter((key) => key.startsWith(start))
    .filter((key) => !stored || lines(stored.get(key.slice(start.length))) === lines(JSON.parse(store.getItem(key)).value))
    .forEach((key) => store.removeItem(key));
}

const lines = (text) => String(text).replaceAll('\r\n', '\n');

function unfold(field) {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
}

function fill(field, value) {
  field.value = value;
  unfold(field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function button(text, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn btn-small';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

function offer(field, key, value) {
  if (field.parentElement.querySelector(':scope > .draft')) return;
  const box = document.createElement('div');
  box.className = 'draft small';
  const words = document.createElement('p');
  const quote = document.createElement('q');
  quote.textContent = value;
  words.append('You had written, and it isn’t stored: ', quote);
  const row = document.createElement('div');
  row.className = 'row-of';
  row.append(
    button('Put it in', () => {
      box.remove();
      fill(field, value);
      field.focus();
    }),
    button('Drop it', () => {
      box.remove();
      store.removeItem(key);
    }),
  );
  box.append(words, row);
  field.after(box);
  unfold(field);
}

function restore(field) {
  const key = place(field);
  const kept = key && store.getItem(key);
  if (!kept || field.value !== field.defaultValue) return;
  const draft = JSON.parse(kept);
  if (draft.value === field.value) {
    store.removeItem(key);
  } else if (draft.base === field.defaultValue && draft.visit === visit(field)) {
    fill(field, draft.value);
  } else {
    offer(field, key, draft.value);
  }
}

// The page that a form without htmx leads to is loaded because of it, unless it says what was wrong.
const sent = JSON.parse(store.getItem(SENT) ?? 'null');
store.removeItem(SENT);
const loading = performance.getEntriesByType('navigation')[0];
if (
  sent &&
  Math.abs(performance.timeOrigin - sent.at) < LOADED_BY_IT_MS &&
  (loading?.responseStatus ?? 200) < 400 &&
  window.location.pathname !== '/login'
) {
  forget(sent.path);
}

document.addEventListener('input', (event) => keep(event.target));
document.addEventListener('submit', ({ target, defaultPrevented, timeStamp }) => {
  if (!defaultPrevented && target.method === 'post') {
    store.setItem(SENT, JSON.stringify({ path: path(target), at: performance.timeOrigin + timeStamp }));
  }
});
enhance((root) => root.querySelectorAll(FIELDS).forEach(restore));
