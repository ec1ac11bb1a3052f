import { announce, enhance } from './swap.js';

// Fences in authors' texts bring no button of their own.
const copies = document.createElement('button');
Object.assign(copies, { type: 'button', className: 'btn btn-quiet btn-small copy' });
copies.innerHTML = '<span class="copy-label">Copy</span>';

enhance((root) => {
  root.querySelectorAll('.prose .code-head:not(:has(button))').forEach((head) => {
    const button = copies.cloneNode(true);
    button.dataset.what = head.textContent;
    head.append(button);
  });
});

async function textFor(button) {
  if (button.dataset.copyFrom) {
    const reply = await fetch(button.dataset.copyFrom, { headers: { Accept: 'text/*' } });
    if (!reply.ok) throw new Error(`the server said ${reply.status}`);
    return reply.text();
  }
  if (button.dataset.copyLink) {
    return new URL(button.dataset.copyLink, window.location.href).href;
  }
  const code = button.dataset.copy ? document.getElementById(button.dataset.copy) : button.closest('.code').querySelector('code');
  return code.textContent;
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
