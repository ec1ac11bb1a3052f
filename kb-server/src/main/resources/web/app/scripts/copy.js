import { announce } from './swap.js';

async function textFor(button) {
  if (button.dataset.copyFrom) {
    const reply = await fetch(button.dataset.copyFrom, { headers: { Accept: 'text/*' } });
    if (!reply.ok) throw new Error(`the server said ${reply.status}`);
    return reply.text();
  }
  if (button.dataset.copyLink) {
    return new URL(button.dataset.copyLink, window.location.href).href;
  }
  return document.getElementById(button.dataset.copy).textContent;
}

async function put(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Without TLS browsers offer only the old way.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('the browser refused');
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button.copy');
  if (!button) return;
  const label = button.querySelector('.copy-label');
  const before = label.dataset.label ?? label.textContent;
  label.dataset.label = before;
  try {
    await put(await textFor(button));
    label.textContent = 'Copied';
    announce(`${button.dataset.what ?? 'Text'} copied`);
  } catch (error) {
    label.textContent = 'Not copied';
    announce(`Not copied: ${error.message}`);
  }
  window.setTimeout(() => {
    label.textContent = before;
  }, 2000);
});
