import { enhance } from './swap.js';

// What somebody writes into a form is kept in this tab until the server has stored it: it stands in its
// field again after a reload, another press, an outage or a new sign-in. Where the field is about
// something else by then, it is offered beside it. Who signs out takes it along.
const FIELDS =
  'form[method="post"] :is(textarea, select, input:not([type="hidden"], [type="password"], [type="file"]))[name]:not([hidden])';
const TICKED = '[type="radio"], [type="checkbox"]';
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

/** The boxes that stand for one value. */
const group = (field) => [...field.form.querySelectorAll('input')].filter((box) => box.name === field.name);

function value(field) {
  return field.matches(TICKED) ? (group(field).find((box) => box.checked)?.value ?? '') : field.value;
}

/** What the page brought. */
function base(field) {
  if (field.matches(TICKED)) return group(field).find((box) => box.defaultChecked)?.value ?? '';
  if (!field.matches('select')) return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? '';
}

function set(field, text) {
  if (!field.matches(TICKED)) {
    field.value = text;
  } else {
    group(field).forEach((box) => {
      box.checked = box.value === text;
    });
  }
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Keeps what stands in a field, unless it is what the page brought. */
export function keep(field) {
  const key = place(field);
  if (!key) return;
  const text = value(field);
  if (text === base(field)) {
    store.removeItem(key);
    return;
  }
  const before = JSON.parse(store.getItem(key) ?? 'null');
  const at = before?.value === text ? before.at : new Date();
  try {
    store.setItem(key, JSON.stringify({ value: text, base: base(field), visit: visit(field), at }));
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
    .filter((key) => !stored || lines(stored.get(key.slice(start.length)) ?? '') === lines(JSON.parse(store.getItem(key)).value))
    .forEach((key) => store.removeItem(key));
}

const lines = (text) => String(text).replaceAll('\r\n', '\n');

function unfold(field) {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
}

function part(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

function button(text, press) {
  const made = part('button', 'btn btn-small', text);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

/** Says since when the text of a form is kept: once, below the last of its fields. */
function tell(field, since) {
  const { form } = field;
  form.querySelector('.kept')?.remove();
  const line = part(
    'p',
    'kept small muted',
    `Kept from ${new Date(since).toISOString().slice(11, 16)} UTC, not stored yet.`,
    button('Discard', () => {
      [...form.elements].filter(place).forEach((one) => set(one, base(one)));
      line.remove();
    }),
  );
  (field.closest('.field') ?? field).after(line);
}

function offer(field, key, text) {
  if (field.parentElement.querySelector(':scope > .draft')) return;
  const box = part(
    'div',
    'draft small',
    part('p', '', 'You had written, and it isn’t stored: ', part('q', '', text)),
    part(
      'div',
      'row-of',
      button('Put it in', () => {
        box.remove();
        set(field, text);
        field.focus();
      }),
      button('Drop it', () => {
        box.remove();
        store.removeItem(key);
      }),
    ),
  );
  field.after(box);
  unfold(field);
}

function restore(field, isNewPage) {
  const key = place(field);
  const kept = key && store.getItem(key);
  if (!kept || value(field) !== base(field)) return;
  const draft = JSON.parse(kept);
  if (draft.value === value(field)) {
    // A page that says what was wrong brings what was sent, which isn't stored.
    if (isStored) store.removeItem(key);
  } else if (draft.base === base(field) && draft.visit === visit(field)) {
    set(field, draft.value);
    unfold(field);
    if (isNewPage) tell(field, draft.at);
  } else if (!field.matches(`select, ${TICKED}`)) {
    offer(field, key, draft.value);
  }
}

// The page that a form without htmx leads to is loaded because of it, unless it says what was wrong.
const sent = JSON.parse(store.getItem(SENT) ?? 'null');
store.removeItem(SENT);
const isStored = (performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200) < 400;
const isSignIn = window.location.pathname === '/login';
if (isSignIn && sent?.path === '/logout') store.clear();
if (isStored && !isSignIn && sent && Math.abs(performance.timeOrigin - sent.at) < LOADED_BY_IT_MS) forget(sent.path);

document.addEventListener('input', (event) => keep(event.target));
document.addEventListener('submit', ({ target, defaultPrevented, timeStamp }) => {
  if (!defaultPrevented && target.method === 'post') {
    store.setItem(SENT, JSON.stringify({ path: path(target), at: performance.timeOrigin + timeStamp }));
  }
});
enhance((root) => root.querySelectorAll(FIELDS).forEach((field) => restore(field, root === document)));
