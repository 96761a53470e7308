// Choosing words of a draft to comment on them. Without scripts the form asks for the field and the words.
const contextLength = 64;
const form = document.querySelector('#remark');
const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-primary comment-here', textContent: 'Comment', hidden: true });

if (form) {
  document.body.append(button);
  document.addEventListener('selectionchange', showButton);
  // The selection stays while the button is pressed.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', comment);
  const help = document.querySelector('#choose-words');
  help.hidden = false;
  for (const text of document.querySelectorAll('.draft-text')) {
    text.tabIndex = 0;
    text.setAttribute('role', 'group');
    text.setAttribute('aria-describedby', help.id);
    text.addEventListener('keydown', chooseByKey);
  }
  markInPreview();
  for (const link of document.querySelectorAll('[data-remark-on]')) link.addEventListener('click', commentOnField);
}

// What is selected, where it is all in one text; null otherwise.
function chosen() {
  const selection = getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0 || selection.toString().trim() === '') return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const text = (around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement).closest('[data-words]');
  return text && { selection, range, text };
}

function showButton() {
  const found = chosen();
  button.hidden = !found;
  if (!found) return;
  const box = found.range.getBoundingClientRect();
  const left = Math.min(Math.max(box.left, 8), document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.left = `${left + scrollX}px`;
  button.style.top = `${box.bottom + scrollY + 6}px`;
}

function comment() {
  const found = chosen();
  if (!found) return;
  const { selection, range, text } = found;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(text, text.childNodes.length);
  const field = (name) => form.elements[`Remark.${name}`];
  field('Path').value = text.dataset.path ?? '';
  field('Quote').value = selection.toString().trim();
  field('Before').value = before.toString().slice(-contextLength);
  field('After').value = after.toString().slice(0, contextLength);
  selection.removeAllRanges();
  field('Text').focus();
}

// The whole field is meant. What was typed already stays, and the page where it is.
function commentOnField(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const field = (name) => form.elements[`Remark.${name}`];
  field('Path').value = event.currentTarget.dataset.remarkOn;
  for (const name of ['Quote', 'Before', 'After']) field(name).value = '';
  field('Text').focus();
}

// The arrow keys choose the next word or the one before; with Shift they make the passage longer or shorter.
function chooseByKey(event) {
  const text = event.currentTarget;
  if (event.altKey || event.ctrlKey || event.metaKey || event.target !== text) return;
  if (event.key === 'Enter' && chosen()?.text === text) {
    event.preventDefault();
    comment();
  }
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  const selection = getSelection();
  if (!text.contains(selection.anchorNode)) selection.collapse(text, 0);
  const forward = (event.key === 'ArrowRight') === (getComputedStyle(text).direction === 'ltr');
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!event.shiftKey && !selection.isCollapsed) forward ? selection.collapseToEnd() : selection.collapseToStart();
  selection.modify('extend', forward ? 'forward' : 'backward', 'word');
  if (!text.contains(selection.focusNode)) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

// The passages that are spoken about are marked in the preview as well, where the browser can mark without changing the page.
function markInPreview() {
  const preview = document.querySelector('.preview');
  if (!preview || !CSS.highlights) return;
  const places = [];
  let words = '';
  const walker = document.createTreeWalker(preview, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (words && !words.endsWith(' ')) add(' ', node, 0);
    for (let i = 0; i < node.data.length; i++) {
      const space = /\s/.test(node.data[i]);
      if (!space || !words.endsWith(' ')) add(space ? ' ' : node.data[i], node, i);
    }
  }
  const ranges = [];
  for (const { dataset } of document.querySelectorAll('.thread[data-quote]')) {
    const quote = dataset.quote.replace(/\s+/g, ' ').trim();
    const start = quote ? words.indexOf(quote) : -1;
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(...places[start]);
    const [node, at] = places[start + quote.length - 1];
    range.setEnd(node, at + 1);
    ranges.push(range);
  }
  CSS.highlights.set('comments', new Highlight(...ranges));

  function add(character, node, at) {
    words += character;
    places.push([node, at]);
  }
}
