// The crew's sheet. Stands whole inside the page, keeps what is written on this telephone, and speaks to nobody.
(() => {
  'use strict';
  const sheet = JSON.parse(document.getElementById('data').textContent);
  const { words } = sheet;
  const KEY = `sinambung-kunjungan:${sheet.visitId}`;
  const OUTCOMES = ['served', 'not-met', 'moved-on'];
  const $ = (id) => document.getElementById(id);
  let keeps = true;
  let book = read();

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (kept && Array.isArray(kept.records)) return kept;
    } catch {
      keeps = false;
    }
    return { device: uuid(), handedIn: 0, records: [] };
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(book));
    } catch {
      keeps = false;
    }
  }

  /** Without `crypto.randomUUID`, which a file that was opened from a telephone may lack. */
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** Records are only ever added: a correction is a record with the next number. */
  function write(requestId, outcome, people, note) {
    const number = book.records.reduce((most, one) => Math.max(most, one.number), 0) + 1;
    book.records.push({ id: uuid(), number, requestId, outcome, people, note, at: new Date().toISOString() });
    keep();
    show();
  }

  const newest = (requestId) => book.records.filter((one) => one.requestId === requestId).at(-1);

  function file() {
    const { device, records } = book;
    return JSON.stringify({ format: sheet.format, version: 1, visitId: sheet.visitId, device, records });
  }

  function code() {
    const bytes = new TextEncoder().encode(file());
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const body = text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    return `SJB1.${body}.${crc32(body)}`;
  }

  function crc32(text) {
    let crc = -1;
    for (let at = 0; at < text.length; at++) {
      crc ^= text.charCodeAt(at);
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return (~crc >>> 0).toString(16).padStart(8, '0');
  }

  function element(name, more = {}, ...inside) {
    const made = Object.assign(document.createElement(name), more);
    made.append(...inside);
    return made;
  }

  function line(row) {
    const said = newest(row.id);
    const item = element('li', { className: said ? said.outcome : '' });
    item.append(element('h3', { textContent: `${row.place}. ${row.name}` }));
    item.append(element('p', { className: 'muted', textContent: `${row.tracking} · ${row.people} ${words.people}` }));
    if (row.needs) item.append(element('p', { className: 'needs', textContent: row.needs }));
    if (row.directions) item.append(element('p', { textContent: row.directions }));
    if (row.phone) item.append(element('p', {}, element('a', { href: `tel:${row.phone}`, textContent: `${words.call} ${row.phone}` })));
    item.append(said ? told(row, said) : form(row));
    return item;
  }

  function told(row, said) {
    const again = element('button', { type: 'button', className: 'second', textContent: words.undo });
    const box = element('div', {});
    const note = said.note ? ` (${said.note})` : '';
    box.append(element('p', { className: 'told', textContent: `${words[said.outcome]}${said.people ? `, ${said.people} ${words.people}` : ''}${note}` }), again);
    again.addEventListener('click', () => box.replaceWith(form(row, said)));
    return box;
  }

  function form(row, said) {
    const people = element('input', { id: `people-${row.id}`, className: 'count', type: 'number', min: 0, max: 50, value: said?.people || row.people });
    const note = element('input', { id: `note-${row.id}`, type: 'text', maxLength: 200, value: said?.note ?? '' });
    const choose = element('div', { className: 'choose' });
    for (const outcome of OUTCOMES) {
      const button = element('button', { type: 'button', className: outcome === 'served' ? '' : 'second', textContent: words[outcome] });
      const counted = () => (outcome === 'served' ? Math.min(50, Math.max(1, Math.round(Number(people.value)) || row.people)) : 0);
      button.addEventListener('click', () => write(row.id, outcome, counted(), note.value.trim() || undefined));
      choose.append(button);
    }
    return element('div', {}, element('label', { htmlFor: people.id, textContent: words.people }), people,
      element('label', { htmlFor: note.id, textContent: words.note }), note, choose);
  }

  function show() {
    $('people').replaceChildren(...sheet.rows.map(line));
    const open = book.records.length - book.handedIn;
    const done = sheet.rows.filter(({ id }) => newest(id)).length;
    $('state').textContent = `${done}/${sheet.rows.length} ${words.done}. ${words.unsaved.replace('{n}', open)}`;
    $('no-store').hidden = keeps;
    if (!$('code-box').hidden) $('code').value = code();
  }

  function handedIn() {
    book.handedIn = book.records.length;
    keep();
    show();
  }

  $('save').addEventListener('click', () => {
    const href = URL.createObjectURL(new Blob([file()], { type: 'application/json' }));
    element('a', { href, download: `kunjungan-${sheet.visitId.slice(0, 8)}-${book.device.slice(0, 4)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
    handedIn();
  });
  $('show').addEventListener('click', () => {
    $('code-box').hidden = false;
    $('code').value = code();
    $('code').focus();
  });
  $('copy').addEventListener('click', async () => {
    $('code').select();
    try {
      await navigator.clipboard.writeText($('code').value);
    } catch {
      document.execCommand('copy');
    }
    $('said').textContent = words.copied;
    handedIn();
  });
  $('clear').addEventListener('click', () => {
    if (!confirm(words.really)) return;
    try {
      localStorage.removeItem(KEY);
    } catch {}
    book = read();
    $('code-box').hidden = true;
    $('said').textContent = words.cleared;
    show();
  });
  show();
})();
