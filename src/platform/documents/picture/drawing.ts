/** Where a point goes: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [number, number, number, number, number, number];
export type Colour = readonly [number, number, number];
/** Points of closed outlines in pixels: x, y, x, y, … */
export interface Shape {
  colour: Colour;
  outlines: number[][];
}
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}

const TAG = /<(\/?)(svg|g|path|use|symbol|defs)\b([^>]*?)(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const SAME: Matrix = [1, 0, 0, 1, 0, 0];
const STEPS = 8;

/**
 * Reads the SVG that Typst writes for a page of text, boxes and discs: groups with a transform, filled paths, and glyphs that are
 * used from symbols. Strokes, gradients and pictures are not in its templates and are not drawn.
 */
export function readDrawing(svg: string): Drawing {
  const glyphs = glyphsOf(svg);
  const shapes: Shape[] = [];
  const stack: Matrix[] = [SAME];
  let size = { width: 0, height: 0 };
  const body = svg.split('<defs')[0]!;
  for (const [, closing, tag, rest = '', alone] of body.matchAll(TAG)) {
    const has = attributes(rest);
    const here = stack.at(-1)!;
    if (tag === 'svg' && !closing) size = sizeOf(has.viewBox);
    else if (tag === 'g' && closing) stack.pop();
    else if (tag === 'g' && !alone) stack.push(times(here, matrixOf(has.transform)));
    else if (tag === 'path' || tag === 'use') {
      const d = tag === 'path' ? has.d : glyphs.get((has['xlink:href'] ?? '').slice(1));
      const at = times(times(here, matrixOf(has.transform)), [1, 0, 0, 1, Number(has.x ?? 0), 0]);
      const colour = colourOf(has.fill);
      if (d && colour) shapes.push({ colour, outlines: outlinesOf(d, at) });
    }
  }
  return { ...size, shapes };
}

function glyphsOf(svg: string): Map<string, string> {
  return new Map([...svg.matchAll(/<symbol id="([^"]+)"[^>]*>\s*<path d="([^"]*)"/g)].map(([, id, d]) => [id!, d!]));
}

function attributes(text: string): Record<string, string | undefined> {
  return Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]));
}

function sizeOf(viewBox = '0 0 0 0') {
  const [, , width = 0, height = 0] = viewBox.split(' ').map(Number);
  return { width: Math.round(width), height: Math.round(height) };
}

function colourOf(fill = 'none'): Colour | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(fill);
  return hex ? [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16), Number.parseInt(hex[3]!, 16)] : undefined;
}

function matrixOf(transform = ''): Matrix {
  return [...transform.matchAll(/(translate|scale|matrix)\(([^)]*)\)/g)].reduce<Matrix>((before, [, kind, inside = '']) => {
    const n = inside.split(/[ ,]+/).map(Number);
    if (kind === 'translate') return times(before, [1, 0, 0, 1, n[0]!, n[1] ?? 0]);
    if (kind === 'scale') return times(before, [n[0]!, 0, 0, n[1] ?? n[0]!, 0, 0]);
    return times(before, n as unknown as Matrix);
  }, SAME);
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Curves become short lines. */
function outlinesOf(d: string, [a, b, c, dd, e, f]: Matrix): number[][] {
  const outlines: number[][] = [];
  let open: number[] = [];
  let last: number[] = [0, 0];
  for (const [, command, inside = ''] of d.matchAll(/([MLQCHVZ])([^MLQCHVZ]*)/g)) {
    const n = inside.trim().split(/[ ,]+/).filter(Boolean).map(Number);
    if (command === 'Z') continue;
    if (command === 'M') {
      open = [];
      outlines.push(open);
    }
    const points = command === 'H' ? [n[0]!, last[1]!] : command === 'V' ? [last[0]!, n[0]!] : n;
    for (const [x, y] of curve(last, points)) open.push(a * x + c * y + e, b * x + dd * y + f);
    last = points.slice(-2);
  }
  return outlines;
}

/** Points on the Bézier curve from `last` over the given points (a line, with one point), without its start. */
function curve(last: number[], points: number[]): [number, number][] {
  if (points.length === 2) return [[points[0]!, points[1]!]];
  return Array.from({ length: STEPS }, (_, step) => {
    let control = [...last, ...points];
    const t = (step + 1) / STEPS;
    while (control.length > 2) control = control.slice(0, -2).map((value, at) => value + (control[at + 2]! - value) * t);
    return [control[0]!, control[1]!];
  });
}
