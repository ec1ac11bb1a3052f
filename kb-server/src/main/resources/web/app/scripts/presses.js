import { enhance } from './swap.js';

// A press counts once somebody can have seen what it acts on: a held key presses once, a key waits until
// the step has been on screen for a second, and the second half of a double click falls on nothing new.
const REST = 1000;
const DOUBLE_CLICK = 500;
const DECIDES = '.run-now form button, .run-now [popovertarget]';
const HARMLESS = '.tick, .copy, [popovertargetaction="hide"]';

let shown = performance.now();
let pressed = -REST;
let proposal = '';

/** Whether somebody has had the time to read what a press would act on. */
function isEarly(byKey) {
  const now = performance.now();
  const since = now - (byKey ? Math.max(shown, pressed) : shown);
  if (byKey) pressed = now;
  return since < (byKey ? REST : DOUBLE_CLICK);
}

document.addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.(DECIDES);
    // Keys and scripts press without a pointer, which counts no clicks.
    if (!button || button.matches(HARMLESS) || !isEarly(event.detail === 0)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener(
  'keydown',
  (event) => {
    if (!event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    const writes = event.target.closest('textarea, [contenteditable]');
    const presses = event.target.closest('a, button, summary, input[type="radio"], input[type="checkbox"]');
    if (event.key === 'Enter' ? !writes : presses) event.preventDefault();
  },
  true,
);

// What a dialog asks has to be read as well. This event comes at once, while `toggle` comes some time after the dialog.
document.addEventListener(
  'beforetoggle',
  (event) => {
    if (event.target.matches('.ask') && event.newState === 'open') shown = performance.now();
  },
  true,
);

enhance(() => {
  const here = document.querySelector('[data-here]')?.dataset.here ?? '';
  const proposed = document.querySelector('[data-proposed]')?.textContent ?? '';
  if (`${here} ${proposed}` === proposal) return;
  proposal = `${here} ${proposed}`;
  shown = performance.now();
});
