/** Well-formed XML, made from values: whatever a text holds, it comes out as text. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Child = Markup | string | undefined | false | readonly Child[];

/** One element; absent children are left out, strings are escaped. */
export function el(name: string, attributes: Record<string, string | undefined>, ...children: Child[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(value ?? '')}"`)
    .join('');
  const inside = inner(children);
  return new Markup(inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`);
}

/** An element that holds a text, or nothing when there is none. */
export function text(name: string, content: string | undefined): Markup | undefined {
  return content === undefined || content === '' ? undefined : el(name, {}, content);
}

export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`;
}

/** XML 1.0 has no place for most control characters, lone surrogates and U+FFFE: they become U+FFFD. */
export function escapeXml(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\r]/g, (sign) => ESCAPED[sign] ?? sign);
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' };

function inner(child: Child): string {
  if (child instanceof Markup) return child.text;
  if (typeof child === 'string') return escapeXml(child);
  return Array.isArray(child) ? child.map(inner).join('') : '';
}
