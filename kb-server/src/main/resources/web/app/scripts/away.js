import htmx from 'htmx.org';
import { forget } from './drafts.js';
import { announce, clock, isForLater } from './swap.js';

// Says that the server can't be reached, near what was pressed and above the page, and sends what was
// pressed again by itself: with the same idempotency key, so that it is done once.
const READY = '/q/health/ready';
const PATIENCE = 2500;
const BEAT = 5000;
const WAITS = [1, 2, 4, 8, 15, 30];
const LONGEST_WAIT = 60;
const UNDER_WAY = Number.POSITIVE_INFINITY;
const NO_STORE = 'The server can’t store anything';

let trouble = null;
let heard = new Date();
let leaving = false;
let beating = false;
const held = new Map();
/** Whether the page couldn't be given; what a form sent stands on such a page to be sent again. */
const isMissing =
  performance.getEntriesByType('navigation')[0]?.responseStatus === 503 && !document.querySelector('main form');
/** The page says itself that the database is away, and how old it is. */
const isFromMemory = Boolean(document.querySelector('[data-from-memory]'));
let sending = null;

/** Where it is said: in the form, or beside a box that has no room for it. */
const place = (form) => form.closest('.checklist > li') ?? form;
const near = (form) => place(form).querySelector(':scope > .away-near');

/** How people know a button. */
function name(submitter) {
  const label = document.getElementById(submitter?.getAttribute('aria-labelledby')) ?? submitter;
  const words = label?.querySelector('strong') ?? label;
  return label?.getAttribute('aria-label') ?? words?.textContent.trim().replace(/\s+/g, ' ') ?? 'A form';
}

/** What is the matter with the server; empty where it answers. */
async function ask() {
  try {
    const reply = await fetch(READY, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    return reply.ok ? '' : NO_STORE;
  } catch {
    return 'The server can’t be reached';
  }
}

function text(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function part(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function button(words, press) {
  const made = part('button', 'btn btn-small');
  made.type = 'button';
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}

const band = part('section', 'away');
band.setAttribute('aria-label', 'Connection');
const says = part('p', '');
const sends = part('p', '');
const tries = button('Try now', () => (held.size ? sendAll(() => true) : beat()));
const givesUp = button('Give up', () => [...held.keys()].forEach(release));
band.append(says, sends, tries, givesUp);
band.hidden = true;
document.querySelector('header.top').after(band);

function show() {
  band.hidden = !held.size && (!trouble || (isFromMemory && trouble.what === NO_STORE));
  document.documentElement.classList.toggle('is-away', !band.hidden);
  if (band.hidden) return;
  const [first] = held.values();
  const age = isFromMemory ? '' : ` What stands here is of ${clock(heard)} and may be out of date.`;
  text(
    says,
    trouble
      ? `${trouble.what} since ${clock(trouble.since)}.${age}`
      : `What was pressed at ${clock(first.since)} isn’t recorded yet.`,
  );
  const due = Math.min(...[...held.values()].map((item) => item.due));
  const seconds = Math.max(0, Math.ceil((due - Date.now()) / 1000));
  const names = [...held.values()].map((item) => `“${item.name}”`).join(', ');
  text(sends, held.size ? `Kept, and sent again by itself${Number.isFinite(seconds) ? ` in ${seconds} s` : ''}: ${names}.` : '');
  sends.hidden = !held.size;
  givesUp.hidden = !held.size;
  if (!trouble) return;
  document.querySelectorAll('[hx-trigger^="every"] summary, .waiting').forEach((live) => {
    if (live.querySelector('.stale')) return;
    const mark = part('span', 'stale');
    mark.textContent = `stale since ${clock(heard)}`;
    live.append(' ', mark);
  });
}

/** The server doesn't answer as it should. */
function lost(what) {
  if (leaving) return;
  if (trouble?.what !== what) {
    trouble = { what, since: trouble?.since ?? new Date() };
    announce(`${what}. What you write is kept here.`);
  }
  show();
}

/** It answers again. */
function found() {
  heard = new Date();
  if (trouble) {
    trouble = null;
    document.querySelectorAll('.stale').forEach((mark) => mark.remove());
    announce('The server answers again.');
  }
  show();
}

/** Keeps a press that came to nothing, with what it sent, and says so where it was pressed. */
function hold(form, submitter, what, values = null, seconds = 0) {
  const before = held.get(form);
  const waits = (before?.waits ?? -1) + 1;
  held.set(form, {
    submitter,
    waits,
    since: before?.since ?? new Date(),
    name: name(submitter),
    path: new URL(form.getAttribute('action'), window.location.href).pathname,
    values,
    boosted: Boolean(form.closest('[hx-boost]')),
    due: Date.now() + 1000 * Math.max(seconds, WAITS[Math.min(waits, WAITS.length - 1)]),
  });
  let note = near(form);
  if (!note) {
    note = part('p', 'away-near');
    note.setAttribute('role', 'alert');
    place(form).append(note);
  }
  text(note, `Not recorded yet: ${what.charAt(0).toLowerCase()}${what.slice(1)}. It is kept, and sent again by itself.`);
  lost(what);
}

function release(form) {
  held.delete(form);
  near(form)?.remove();
  show();
}

/** Sends one again, exactly as it was, so that its idempotency key means the same. */
async function send(pressed, item) {
  item.due = UNDER_WAY;
  if (!item.boosted) {
    pass(pressed, item.submitter);
    return;
  }
  sending = pressed;
  await htmx
    .ajax('POST', item.path, {
      source: pressed.isConnected ? pressed : document.body,
      values: item.values,
      target: 'main',
      select: 'main',
      swap: 'outerHTML',
    })
    .catch(() => {});
  sending = null;
}

/** One after the other, in the order in which they were pressed. */
async function sendAll(isDue) {
  for (const [pressed, item] of [...held]) {
    if (!sending && held.get(pressed) === item && item.due !== UNDER_WAY && isDue(item)) {
      await send(pressed, item);
    }
  }
}

async function beat() {
  if (beating || leaving || document.visibilityState !== 'visible') return;
  beating = true;
  const what = await ask();
  beating = false;
  if (what) {
    lost(what);
  } else if (isMissing || (isFromMemory && trouble && !held.size)) {
    window.location.reload();
  } else {
    const was = trouble;
    found();
    // What was refused while the server was there waits for its turn.
    if (was) sendAll(() => true);
  }
}

window.setInterval(beat, BEAT);
window.setInterval(() => {
  if (!trouble && !held.size) return;
  show();
  // Who leads to another page waits until the server is known to answer.
  sendAll((item) => item.due <= Date.now() && (item.boosted || !trouble));
}, 1000);
window.addEventListener('offline', () => lost('The network is away'));
window.addEventListener('online', beat);
document.addEventListener('visibilitychange', beat);
window.addEventListener('beforeunload', () => {
  leaving = true;
  window.setTimeout(() => {
    leaving = false;
  }, 3000);
});

// Forms of a run go through htmx.
const slow = new WeakMap();
const isPost = (event) => event.detail.requestConfig?.verb === 'post';
const form = (event) => event.detail.requestConfig.elt.closest('form') ?? sending;
const submitter = (event) =>
  event.detail.requestConfig.triggeringEvent?.submitter ?? held.get(form(event))?.submitter;

/** What a request came to nothing for; a press is sent again, and what was only looked for is asked again anyway. */
function failed(event, what, seconds) {
  if (isPost(event) && form(event)) hold(form(event), submitter(event), what, event.detail.requestConfig.formData, seconds);
  else lost(what);
}

document.addEventListener('htmx:beforeSend', (event) => {
  const pressed = isPost(event) && form(event);
  if (!pressed) return;
  slow.set(event.detail.xhr, window.setTimeout(() => {
    failed(event, 'The server hasn’t answered');
    held.get(pressed).due = UNDER_WAY;
  }, PATIENCE));
});

document.addEventListener('htmx:afterRequest', (event) => {
  window.clearTimeout(slow.get(event.detail.xhr));
  const { status } = event.detail.xhr;
  if (!isForLater(status)) found();
});

['htmx:sendError', 'htmx:timeout'].forEach((failure) =>
  document.addEventListener(failure, (event) => failed(event, 'The server can’t be reached')),
);

document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr, target } = event.detail;
  // Another reply may have put a new one in its place.
  if (!target.isConnected && target.matches('main')) event.detail.target = document.querySelector('main');
  if (isForLater(xhr.status)) {
    event.detail.shouldSwap = false;
    const what = xhr.status === 429 ? 'The server asks to wait' : NO_STORE;
    const seconds = Math.min(Number(xhr.getResponseHeader('Retry-After')) || 0, LONGEST_WAIT);
    failed(event, what, seconds);
    return;
  }
  if (!isPost(event)) {
    // The page stays as long as it holds what is to be sent.
    if (held.size && target.matches('main')) event.detail.shouldSwap = false;
    return;
  }
  const pressed = form(event);
  if (pressed) held.delete(pressed);
  if (xhr.status < 400 && !new URL(xhr.responseURL).pathname.startsWith('/login')) {
    forget(event.detail.requestConfig.path, event.detail.requestConfig.formData);
  }
});

// The others lead to another page: once the server is known to answer, lest the browser's own error
// page takes the place of what was written.
const passing = new Set();
const asking = new Set();

function pass(pressed, by) {
  passing.add(pressed);
  pressed.requestSubmit(by);
  // A file may have come instead of a page.
  window.setTimeout(() => {
    passing.delete(pressed);
    release(pressed);
  }, 1000);
}

document.addEventListener('submit', async (event) => {
  const { target: pressed, submitter: by } = event;
  if (event.defaultPrevented || pressed.method !== 'post') return;
  if (passing.delete(pressed)) return;
  event.preventDefault();
  if (asking.has(pressed)) return;
  asking.add(pressed);
  const what = await ask();
  if (what) hold(pressed, by, what);
  else pass(pressed, by);
  window.setTimeout(() => asking.delete(pressed), 1000);
});
