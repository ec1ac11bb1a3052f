import { keep } from './drafts.js';
import { announce, clock, enhance, isForLater } from './swap.js';

// A form that is marked so saves itself a moment after somebody has written, and before another form leads
// away. It sends what its own button would send, on the revision that was seen; its button works on.
const PAUSE = 1500;
const AGAIN = 5000;

const AUTOSAVED = 'form[data-autosave]';
const WRITTEN = 'textarea, select, input:not([type="hidden"])';

let timer = null;
let waiting = null;
let underWay = null;

function say(form, text, action = null) {
  const line = form.querySelector('[data-saved]');
  line.textContent = text;
  if (action) line.append(' ', action);
  if (text.startsWith('Not')) announce(text);
}

function part(tag, text, properties) {
  const made = document.createElement(tag);
  return Object.assign(made, { textContent: text, ...properties });
}

/** What was sent is what the page brought, from now on. */
function settle(form, sent, revision) {
  document.querySelectorAll('input[name="revision"]').forEach((field) => {
    field.value = revision;
  });
  for (const field of form.elements) {
    if (field.matches(':is(textarea, input):not([type="hidden"])')) field.defaultValue = sent.get(field.name) ?? '';
    if (field.matches('select')) {
      for (const option of field.options) option.defaultSelected = option.value === sent.get(field.name);
    }
    keep(field);
  }
  form.querySelector('.kept')?.remove();
}

async function reply(form) {
  const sent = new FormData(form);
  const response = await fetch(form.getAttribute('action'), {
    method: 'POST',
    body: new URLSearchParams([...sent, ['byItself', 'true']]),
    headers: { Accept: '*/*' },
  });
  if (isForLater(response.status)) throw new Error('later');
  if (response.ok) {
    settle(form, sent, (await response.json()).revision);
    say(form, `Saved ${clock(new Date())}.`);
  } else if (response.status === 401) {
    const here = encodeURIComponent(window.location.pathname);
    say(form, 'Not saved yet, and kept here: your session is over.', part('a', 'Sign in again', { href: `/login?to=${here}` }));
  } else if (response.status === 409) {
    const compare = part('button', 'Compare', { className: 'btn btn-small' });
    say(form, `Not saved: ${(await response.json()).detail}`, compare);
  } else {
    say(form, `Not saved: ${(await response.json()).detail}`);
  }
}

/** Saves a form; what it can't send now it sends later. */
async function save(form) {
  window.clearTimeout(timer);
  await underWay;
  waiting = null;
  if (!form.isConnected || !form.checkValidity()) return;
  underWay = reply(form).catch(() => {
    say(form, 'Not saved yet, and kept here: the server can’t be reached.');
    later(form, AGAIN);
  });
  await underWay;
  underWay = null;
}

function later(form, pause) {
  window.clearTimeout(timer);
  waiting = form;
  timer = window.setTimeout(() => save(form), pause);
}

document.addEventListener('input', ({ target }) => {
  const form = target.closest(AUTOSAVED);
  if (form && target.matches(WRITTEN)) later(form, PAUSE);
});
document.addEventListener('visibilitychange', () => {
  if (waiting && document.visibilityState === 'hidden') save(waiting);
});

// Another form would lead away from what isn't saved yet; the form's own would come on a revision too early.
document.addEventListener(
  'submit',
  async (event) => {
    const { target, submitter } = event;
    if (target.method !== 'post' || (!waiting && !underWay)) return;
    if (target === waiting && !underWay) {
      window.clearTimeout(timer);
      waiting = null;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    await (waiting && target !== waiting ? save(waiting) : underWay);
    window.clearTimeout(timer);
    waiting = null;
    target.requestSubmit(submitter);
  },
  true,
);

// What was kept from before is put in by now, and is saved as well.
enhance((root) =>
  root.querySelectorAll(AUTOSAVED).forEach((form) => {
    if (form.querySelector('.kept')) later(form, PAUSE);
  }),
);
