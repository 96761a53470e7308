// A toolbar as WAI-ARIA describes it: one stop for the Tab key, arrow keys move inside it, Alt+F10 leads to it from the text.
const sprite = document.documentElement.dataset.icons;

const tools = [
  ['Heading', 'type-h2', (c) => c.toggleHeading({ level: 2 }), (e) => e.isActive('heading', { level: 2 })],
  ['Smaller heading', 'type-h3', (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive('heading', { level: 3 })],
  null,
  ['Bold', 'type-bold', (c) => c.toggleBold(), (e) => e.isActive('bold'), 'Control+B'],
  ['Italic', 'type-italic', (c) => c.toggleItalic(), (e) => e.isActive('italic'), 'Control+I'],
  ['Link', 'link-45deg', 'link', (e) => e.isActive('link'), 'Control+K'],
  null,
  ['Bulleted list', 'list-ul', (c) => c.toggleBulletList(), (e) => e.isActive('bulletList')],
  ['Numbered list', 'list-ol', (c) => c.toggleOrderedList(), (e) => e.isActive('orderedList')],
  ['Quotation', 'blockquote-left', (c) => c.toggleBlockquote(), (e) => e.isActive('blockquote')],
  ['Dividing line', 'hr', (c) => c.setHorizontalRule()],
  null,
  ['Undo', 'arrow-counterclockwise', (c) => c.undo(), null, 'Control+Z'],
  ['Redo', 'arrow-clockwise', (c) => c.redo(), null, 'Control+Shift+Z'],
  null,
  ['Insert table', 'table', (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ['Add row below', 'row-plus', (c) => c.addRowAfter(), null, null, 'table'],
  ['Add column after', 'column-plus', (c) => c.addColumnAfter(), null, null, 'table'],
  ['Delete row', 'row-minus', (c) => c.deleteRow(), null, null, 'table'],
  ['Delete column', 'column-minus', (c) => c.deleteColumn(), null, null, 'table'],
  ['Delete table', 'trash', (c) => c.deleteTable(), null, null, 'table'],
];

export function toolbar(editor, area) {
  const bar = element('div', { class: 'rich-text-tools', role: 'toolbar', 'aria-label': 'Formatting' });
  const linkForm = linkPanel(editor, area);
  const buttons = [];

  for (const tool of tools) {
    if (!tool) {
      bar.append(element('span', { class: 'rich-text-gap', 'aria-hidden': 'true' }));
      continue;
    }

    const [name, icon, command, isActive, keys, onlyIn] = tool;
    const button = element('button', { type: 'button', 'aria-label': name, title: keys ? `${name} (${keys.replaceAll('Control', 'Ctrl')})` : name, tabindex: '-1' });
    if (keys) button.setAttribute('aria-keyshortcuts', keys);
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#${icon}"></use></svg>`;
    const possible = () => command === 'link' || command(editor.can().chain()).run();
    button.addEventListener('click', () => {
      if (!possible()) return;
      if (command === 'link') linkForm.open();
      else command(editor.chain().focus()).run();
    });
    button.refresh = () => {
      if (isActive) button.setAttribute('aria-pressed', String(isActive(editor)));
      button.setAttribute('aria-disabled', String(!possible()));
      if (onlyIn) button.hidden = !editor.isActive(onlyIn);
    };
    buttons.push(button);
    bar.append(button);
  }

  buttons[0].tabIndex = 0;
  bar.addEventListener('keydown', (event) => {
    const shown = buttons.filter((button) => !button.hidden);
    const at = shown.indexOf(document.activeElement);
    const forward = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
    const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: shown.length - 1 }[event.key];
    if (event.key === 'Escape') editor.commands.focus();
    if (to === undefined) return;
    event.preventDefault();
    moveTo(shown.at(to % shown.length));
  });
  bar.addEventListener('focusin', ({ target }) => buttons.includes(target) && moveTo(target, false));

  function moveTo(button, focus = true) {
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
    if (focus) button.focus();
  }

  const refresh = () => {
    for (const button of buttons) button.refresh();
    if (!buttons.some((button) => button.tabIndex === 0 && !button.hidden)) moveTo(buttons[0], false);
  };
  editor.on('transaction', refresh);
  refresh();

  editor.view.dom.addEventListener('keydown', (event) => {
    if (event.altKey && event.key === 'F10') {
      event.preventDefault();
      buttons.find((button) => button.tabIndex === 0).focus();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      linkForm.open();
    }
  });

  const all = document.createDocumentFragment();
  all.append(bar, linkForm.panel);
  return all;
}

// Asks for the address of a link in place; a dialog would hide the text that it belongs to. Not a <form>: it stands inside one.
function linkPanel(editor, area) {
  const panel = element('div', { class: 'rich-text-link', role: 'group', 'aria-label': 'Link', hidden: '' });
  const id = `${area.id}-link`;
  const label = element('label', { for: id });
  label.textContent = 'Address';
  const input = element('input', { id, type: 'text', inputmode: 'url', class: 'form-control form-control-sm', placeholder: 'https://', autocomplete: 'off' });
  const set = element('button', { type: 'button', class: 'btn btn-sm btn-primary' });
  set.textContent = 'Set link';
  const remove = element('button', { type: 'button', class: 'btn btn-sm btn-outline-secondary' });
  remove.textContent = 'Remove link';
  panel.append(label, input, set, remove);

  const close = () => {
    panel.hidden = true;
    editor.commands.focus();
  };
  const apply = () => {
    const href = input.value.trim();
    const chain = editor.chain().focus().extendMarkRange('link');
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive('link')) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    } else chain.setLink({ href }).run();
    close();
  };

  // What is typed here is no change of the page's form, and the box is not sent with it.
  input.addEventListener('input', (event) => event.stopPropagation());
  set.addEventListener('click', apply);
  remove.addEventListener('click', () => {
    input.value = '';
    apply();
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      apply();
    }
  });

  return {
    panel,
    open() {
      input.value = editor.getAttributes('link').href ?? '';
      remove.hidden = !editor.isActive('link');
      panel.hidden = false;
      input.focus();
    },
  };
}

function element(name, attributes) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
