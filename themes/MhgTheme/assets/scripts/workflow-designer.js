// What scripts add to the page of a workflow: its form works without. Every button sends the whole draft and gets the changed one back;
// here the page stays where it is meanwhile, drafts can be undone, and boxes and ways are drawn with the pointer or the arrow keys.
const GRID = 20;
const AFTER_KEYS = 400;

const past = [];
const future = [];

// The form that is on the page, and what has to be answered before it is changed again.
let shown = null;
let last = Promise.resolve();

// Whether it is being saved: pressed twice, it is saved once.
let isSaving = false;

// How far arrow keys have moved a box since the last answer; null for not at all.
let arrows = null;

start(document.querySelector('form[data-designer]'));

function start(form) {
  if (!form) return;
  shown = form;
  const frame = form.querySelector('.graph-frame');
  frame?.classList.add('is-live');
  history(form);
  if (frame) {
    drawWithPointer(form, frame);
    moveWithKeys(frame);
  }
  form.addEventListener('submit', async (event) => {
    const button = event.submitter;
    const saves = button?.matches('[data-save]');
    if (saves && form.dataset.taken) return;
    event.preventDefault();
    if (isSaving) return;
    isSaving = saves;
    const next = await change({ op: saves ? 'draw' : (button?.value ?? 'draw') });
    // Sent as the page's own way has it, once it is known that somebody listens.
    if (!saves) return;
    if (!next) {
      isSaving = false;
      return;
    }
    next.dataset.taken = 'true';
    next.requestSubmit(next.querySelector('[data-save]'));
  });
}

function draftOf(form) {
  return form.elements.Json.value;
}

/**
 * Sends the draft with what is to be done to it, and puts the answer in the form's place. Yields the new form; null where there was none.
 * One after the other: each is done to what the one before has made of the draft.
 */
function change(fields) {
  sendArrows();
  return inTurn(() => send(fields));
}

function inTurn(work) {
  last = last.then(work, work);
  return last;
}

async function send(fields, keep = remember) {
  const form = shown;
  const before = draftOf(form);
  const sent = valuesOf(form);
  const body = new FormData(form);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const next = await answerTo(form, body);
  if (!next) {
    complain(form);
    return null;
  }
  keep(before, draftOf(next));
  keepWritten(form, next, sent);
  put(form, next, fields.op);
  return next;
}

function remember(before, after) {
  if (after === before) return;
  past.push(before);
  future.length = 0;
}

function valuesOf(form) {
  return new Map([...form.elements].filter((field) => field.id).map((field) => [field.id, valueOf(field)]));
}

function valueOf(field) {
  return field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value;
}

/** What was written while the answer was on its way stays; not in the settings of an activity that are not shown any more. */
function keepWritten(form, next, sent) {
  const isSame = form.elements.Selected.value === next.elements.Selected.value;
  for (const field of form.elements) {
    const kept = field.id && valueOf(field) !== sent.get(field.id) && (isSame || !field.closest('[aria-labelledby=settings]')) && next.querySelector(`#${CSS.escape(field.id)}`);
    if (!kept) continue;
    if (typeof valueOf(field) === 'boolean') kept.checked = field.checked;
    else kept.value = field.value;
  }
}

async function answerTo(form, body) {
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Requested-With': 'fetch' } });
    return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('form[data-designer]');
  } catch {
    return null;
  }
}

function complain(form) {
  form.querySelector('[data-unanswered]')?.remove();
  const notice = document.createElement('p');
  notice.className = 'notice notice-error';
  notice.setAttribute('role', 'alert');
  notice.dataset.unanswered = '';
  notice.textContent = 'The site did not answer, or you are signed out. Nothing is lost: sign in in another window, then try again here.';
  form.prepend(notice);
  notice.scrollIntoView({ block: 'center' });
}

function put(form, next, op) {
  const focused = document.activeElement?.id;
  const inGraph = document.activeElement?.closest('[data-activity]')?.dataset.activity;
  const scroll = form.querySelector('.graph-frame');
  const [left, top] = [scroll?.scrollLeft ?? 0, scroll?.scrollTop ?? 0];
  form.replaceWith(next);
  start(next);
  const frame = next.querySelector('.graph-frame');
  frame?.scrollTo(left, top);
  const settings = /^(add|select:.+)$/.test(op) ? next.querySelector('#settings') : null;
  const target = settings
    || (inGraph && next.querySelector(`[data-activity="${CSS.escape(inGraph)}"] a`))
    || (focused && document.getElementById(focused))
    || next.querySelector('#NewKind');
  if (settings) frame?.querySelector('.is-selected')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  target?.focus({ preventScroll: target !== settings });
  // The page warns of changes that are not saved, whichever form they were made in.
  if (next.matches('[data-unsaved=true]')) next.dispatchEvent(new Event('input', { bubbles: true }));
}

function history(form) {
  const [undo, redo] = [form.querySelector('[data-undo]'), form.querySelector('[data-redo]')];
  if (!undo) return;
  undo.closest('[data-history]').hidden = false;
  undo.disabled = past.length === 0;
  redo.disabled = future.length === 0;
  const go = (from, to) => {
    sendArrows();
    // The fields show another draft than this one, and do not count. Without an answer nothing is undone.
    inTurn(() => from.length > 0 && send({ op: 'draw', Json: from.at(-1), Drawn: '' }, (present) => {
      from.pop();
      to.push(present);
    }));
  };
  undo.addEventListener('click', () => go(past, future));
  redo.addEventListener('click', () => go(future, past));
  form.addEventListener('keydown', (event) => {
    const isText = event.target.matches('textarea, input:not([type=checkbox])');
    if (isText || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    if (event.shiftKey) go(future, past);
    else go(past, future);
  });
}

function drawWithPointer(form, frame) {
  const svg = frame.querySelector('svg');
  const placeOf = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };

  svg.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const port = event.target.closest('.graph-port');
    if (port) drawWay(event, port);
    else if (event.target.closest('.graph-node')) drag(event, event.target.closest('.graph-node'));
  });
  // What was pressed is chosen where it is let go; the link that it is without scripts leads nowhere.
  svg.addEventListener('click', (event) => {
    const node = event.target.closest('.graph-node');
    if (!node) return;
    event.preventDefault();
    if (!node.dataset.moved) change({ op: `select:${node.dataset.activity}` });
    delete node.dataset.moved;
  });
  svg.addEventListener('dragstart', (event) => event.preventDefault());

  function drag(event, node) {
    const link = node.querySelector('a');
    const [startX, startY] = placeOf(event);
    const [x, y] = [Number(link.dataset.x), Number(link.dataset.y)];
    let place = null;
    follow(node, (moved) => {
      const [toX, toY] = placeOf(moved);
      if (!place && Math.hypot(toX - startX, toY - startY) < 4) return;
      place = [x + toX - startX, y + toY - startY];
      node.setAttribute('transform', `translate(${place[0]} ${place[1]})`);
    }, () => {
      if (!place) return;
      node.dataset.moved = 'true';
      change({ op: `move:${node.dataset.activity}`, X: snap(place[0]), Y: snap(place[1]) });
    }, event.pointerId);
  }

  function drawWay(event, port) {
    event.preventDefault();
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('class', 'graph-way is-drawn');
    svg.append(line);
    const [x, y] = [Number(port.getAttribute('cx')), Number(port.getAttribute('cy'))];
    let target = null;
    follow(port, (moved) => {
      const [toX, toY] = placeOf(moved);
      line.setAttribute('d', `M${x},${y} L${toX},${toY}`);
      target?.classList.remove('is-target');
      target = document.elementFromPoint(moved.clientX, moved.clientY)?.closest('.graph-node') ?? null;
      target?.classList.add('is-target');
    }, () => {
      line.remove();
      target?.classList.remove('is-target');
      if (target) change({ op: 'connect', From: form.elements.Selected.value, By: port.dataset.outcome, To: target.dataset.activity });
    }, event.pointerId);
  }

  function follow(element, move, end, pointer) {
    const stop = new AbortController();
    const mine = (handler) => (event) => event.pointerId === pointer && handler(event);
    addEventListener('pointermove', mine(move), { signal: stop.signal });
    addEventListener('pointerup', mine(() => {
      stop.abort();
      end();
    }), { signal: stop.signal });
    addEventListener('pointercancel', mine(() => stop.abort()), { signal: stop.signal });
  }
}

// Arrow keys move the box that has the focus, Delete takes it out, Enter shows its settings.
function moveWithKeys(frame) {
  const steps = { ArrowLeft: [-GRID, 0], ArrowRight: [GRID, 0], ArrowUp: [0, -GRID], ArrowDown: [0, GRID] };
  frame.addEventListener('keydown', (event) => {
    const link = event.target.closest('.graph-node a');
    if (!link) return;
    const node = link.closest('.graph-node');
    const { activity } = node.dataset;
    if (event.key === 'Delete') {
      event.preventDefault();
      change({ op: `remove:${activity}` });
    } else if (steps[event.key]) {
      event.preventDefault();
      if (arrows && arrows.activity !== activity) sendArrows();
      arrows ??= { activity, right: 0, down: 0 };
      arrows.right += steps[event.key][0];
      arrows.down += steps[event.key][1];
      node.setAttribute('transform', `translate(${Number(link.dataset.x) + arrows.right} ${Number(link.dataset.y) + arrows.down})`);
      clearTimeout(arrows.timer);
      arrows.timer = setTimeout(sendArrows, AFTER_KEYS);
    }
  });
}

/** What the arrow keys have moved, before anything else is done. */
function sendArrows() {
  if (!arrows) return;
  const { activity, right, down, timer } = arrows;
  clearTimeout(timer);
  arrows = null;
  inTurn(() => {
    const link = shown.querySelector(`[data-activity="${CSS.escape(activity)}"] a`);
    return link && send({ op: `move:${activity}`, X: Number(link.dataset.x) + right, Y: Number(link.dataset.y) + down });
  });
}

function snap(value) {
  return Math.round(value / GRID) * GRID;
}
