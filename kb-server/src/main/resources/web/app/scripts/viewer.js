const STEP = 1.5;
const LARGEST = 2;
/** From here on the smallest letters can be read. */
const READABLE = 0.9;

/**
 * Shows a tree: as large as its frame at first, then at any size. The frame scrolls by itself, with
 * finger, wheel and arrow keys, and to a node that gets the focus.
 */
export function view(root) {
  const frame = root.querySelector('.tree-wrap');
  const svg = frame.querySelector('svg');
  const { width, height } = svg.viewBox.baseVal;
  const scale = () => svg.getScreenCTM().a;

  function middle() {
    const box = frame.getBoundingClientRect();
    return new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
  }

  function fit() {
    root.classList.remove('is-zoomed');
    svg.removeAttribute('style');
  }

  /** Draws it at a size; what lies at a point of the screen stays there. */
  function zoom(wanted, point = middle()) {
    if (wanted <= Math.min(1, frame.clientWidth / width, frame.clientHeight / height)) {
      fit();
      return;
    }
    const size = Math.min(LARGEST, wanted);
    const place = point.matrixTransform(svg.getScreenCTM().inverse());
    root.classList.add('is-zoomed');
    svg.style.width = `${width * size}px`;
    svg.style.height = `${height * size}px`;
    const now = place.matrixTransform(svg.getScreenCTM());
    frame.scrollBy({ left: now.x - point.x, top: now.y - point.y, behavior: 'instant' });
  }

  const sizes = { in: () => zoom(scale() * STEP), out: () => zoom(scale() / STEP), fit };
  root.querySelectorAll('[data-zoom]').forEach((button) => {
    button.addEventListener('click', sizes[button.dataset.zoom]);
  });
  frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale() * Math.exp(-event.deltaY / 250), new DOMPoint(event.clientX, event.clientY));
  }, { passive: false });

  drag(frame);
  pinch(frame, scale, zoom);
  fillScreen(root);
  search(root, (node) => {
    zoom(Math.max(scale(), READABLE));
    const box = node.getBoundingClientRect();
    const { x, y } = middle();
    frame.scrollBy({ left: box.x + box.width / 2 - x, top: box.y + box.height / 2 - y, behavior: 'instant' });
  });
}

/** A mouse pulls the drawing; a press that pulled follows no link. */
function drag(frame) {
  let last = null;
  let pulled = false;
  frame.addEventListener('dragstart', (event) => event.preventDefault());
  frame.addEventListener('pointerdown', (event) => {
    pulled = false;
    last = event.pointerType === 'mouse' && event.button === 0 ? event : null;
  });
  frame.addEventListener('pointermove', (event) => {
    if (!last || (!pulled && Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) < 4)) return;
    pulled = true;
    frame.setPointerCapture(event.pointerId);
    frame.scrollBy({ left: last.clientX - event.clientX, top: last.clientY - event.clientY, behavior: 'instant' });
    last = event;
  });
  ['pointerup', 'pointercancel'].forEach((end) => frame.addEventListener(end, () => {
    last = null;
  }));
  frame.addEventListener('click', (event) => {
    if (pulled) event.preventDefault();
  }, true);
}

/** One finger scrolls the frame, or the page; two change the size. */
function pinch(frame, scale, zoom) {
  const apart = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  let perPixel = 0;
  const withTwo = (act) => (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    act(event.touches);
  };
  frame.addEventListener('touchstart', withTwo((touches) => {
    perPixel = scale() / apart(touches);
  }), { passive: false });
  frame.addEventListener('touchmove', withTwo((touches) => {
    const [a, b] = touches;
    zoom(apart(touches) * perPixel, new DOMPoint((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2));
  }), { passive: false });
}

function fillScreen(root) {
  const button = root.querySelector('[data-full]');
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()));
  root.addEventListener('fullscreenchange', () => button.setAttribute('aria-pressed', document.fullscreenElement === root));
  // A step of the same page lies behind the tree.
  root.addEventListener('click', (event) => {
    if (document.fullscreenElement && event.target.closest('a') && !event.defaultPrevented) document.exitFullscreen();
  });
}

/** Marks the nodes whose kind and title contain what is typed; Enter shows one after the other. */
function search(root, show) {
  const field = root.querySelector('[type="search"]');
  const said = root.querySelector('[role="status"]');
  const nodes = [...root.querySelectorAll('.tree-node')].map((node) => ({
    node, text: node.querySelector('title').textContent.toLowerCase(),
  }));
  let found = [];
  let at = -1;

  function say() {
    if (!field.value.trim()) said.textContent = '';
    else if (!found.length) said.textContent = 'No step';
    else said.textContent = at < 0 ? `${found.length} found` : `${at + 1} of ${found.length}`;
  }

  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    at = -1;
    nodes.forEach(({ node, text }) => {
      node.classList.remove('tree-shown');
      node.classList.toggle('tree-match', wanted !== '' && text.includes(wanted));
    });
    found = nodes.map(({ node }) => node).filter((node) => node.matches('.tree-match'));
    say();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && found[at]?.matches('a')) {
      event.preventDefault();
      found[at].focus();
    }
    if (event.key !== 'Enter' || !found.length) return;
    event.preventDefault();
    found[at]?.classList.remove('tree-shown');
    at = (at + (event.shiftKey ? found.length - 1 : 1)) % found.length;
    found[at].classList.add('tree-shown');
    show(found[at]);
    say();
  });
}
