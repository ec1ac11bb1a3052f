import htmx from 'htmx.org';

// Forms of a run answer with a redirect to its page; htmx takes the part of it that changed.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  timeout: 10_000,
  scrollIntoViewOnBoost: false,
  responseHandling: [
    { code: '[23]..', swap: true },
    { code: '[45]..', swap: true, error: false },
  ],
});

const whenReady = [];

/** Runs now, and again for each part of the page that is swapped in. */
export function enhance(run) {
  whenReady.push(run);
  run(document);
}

document.documentElement.classList.add('scripted');

/** A form leads to the page that it stands on, also where it was refused or sent from an earlier step. */
function addressed(part) {
  const address = part.querySelector('[data-address]')?.dataset.address;
  if (address) window.history.replaceState(window.history.state, '', address);
}

if (window.location.search === '' && window.location.hash === '') addressed(document);

/** The way back leads to the step that was left, and not out of the incident. */
function pass(part) {
  const here = part.querySelector('[data-here]')?.dataset.here;
  const address = part.querySelector('[data-address]')?.dataset.address;
  if (!arrived || !here || !address || here === arrived) return;
  const { pathname } = new URL(address, window.location.href);
  window.history.replaceState({ step: arrived }, '', `${pathname}?step=${arrived}`);
  window.history.pushState({ step: here }, '', address);
}

window.addEventListener('popstate', (event) => {
  if (event.state?.step) window.location.reload();
});

document.addEventListener('htmx:afterSettle', (event) => {
  const part = event.detail.elt;
  if (part.matches('main')) {
    if (event.detail.requestConfig?.verb === 'post') pass(part);
    addressed(part);
  }
  whenReady.forEach((run) => run(part));
  if (part.matches('main')) arrive();
});

/** A time of day, as pages say it. */
export const clock = (date) => `${date.toISOString().slice(11, 19)} UTC`;

/** Whether the server, or what stands before it, can't reply now, and may do so later. */
export const isForLater = (status) => [0, 429, 502, 503, 504].includes(status);

// What went wrong is told as a page, too.
document.addEventListener('htmx:configRequest', (event) => {
  event.detail.headers.Accept = 'text/html';
});

// Who has to sign in comes back to where they were. A reply without the part that was asked for is shown whole.
document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr, target } = event.detail;
  if (!target.matches('main') || isForLater(xhr.status)) return;
  const address = new URL(xhr.responseURL || window.location.href);
  const here = window.location.pathname + window.location.search;
  if (address.pathname === '/login') {
    event.preventDefault();
    window.location.assign(`/login?to=${encodeURIComponent(here)}`);
  } else if (!xhr.responseText.includes('id="at:page"')) {
    event.preventDefault();
    // Where no page says why a form came to nothing, what it held is kept on its own.
    window.location.assign(event.detail.requestConfig.verb === 'post' && xhr.status >= 400 ? here : address);
  }
});

// The page may come anew while somebody writes: where they wrote stays.
let writing = null;

document.addEventListener('htmx:beforeSwap', (event) => {
  const field = document.activeElement;
  const writes = event.detail.target.matches('main') && field.id && field.matches('main :is(textarea, input[type="text"])');
  writing = writes && event.detail.requestConfig.verb === 'get'
    ? { id: field.id, from: field.selectionStart, to: field.selectionEnd } : null;
});

/** Puts the cursor back; false where nobody was writing, or the field is gone. */
function writesOn() {
  const field = writing && document.getElementById(writing.id);
  if (!field) return false;
  field.focus({ preventScroll: true });
  field.setSelectionRange(writing.from, writing.to);
  writing = null;
  return true;
}

let arrived = document.querySelector('[data-here]')?.dataset.here;

/** After a step the new one is brought into view and said; a note or a tick moves nothing. */
function arrive() {
  const stays = writesOn();
  const here = document.querySelector('[data-here]');
  const moved = here && here.dataset.here !== arrived;
  arrived = here?.dataset.here;
  // What went otherwise than somebody wanted comes before where it led.
  const alert = document.querySelector('main [role="alert"][tabindex]');
  if (alert) {
    alert.focus({ preventScroll: true });
    alert.scrollIntoView({ block: 'start' });
    return;
  }
  if (!moved) return;
  announce(here.textContent.trim());
  if (stays) return;
  here.focus({ preventScroll: true });
  here.closest('.step').scrollIntoView({ block: 'start' });
}

/** Says something to people who listen to the page. */
export function announce(text) {
  const voice = document.getElementById('at:announce');
  voice.textContent = '';
  window.setTimeout(() => {
    voice.textContent = text;
  }, 50);
}
