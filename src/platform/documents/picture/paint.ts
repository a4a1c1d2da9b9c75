import type { Drawing, Shape } from './drawing.js';

const WHITE = 255;

/** The pixels of a drawing on white: red, green, blue, row by row. Edges are smooth: a pixel takes the part of it that is covered. */
export function paint({ width, height, shapes }: Drawing): Buffer {
  const pixels = Buffer.alloc(width * height * 3, WHITE);
  const covered = new Float32Array((width + 2) * height);
  for (const shape of shapes) fill(pixels, covered, shape, width, height);
  return pixels;
}

/**
 * Signed areas: each edge adds to the pixels it crosses what it covers of them, and to the next one the rest; summed along a row
 * that is the covered part. `covered` is empty before and after.
 */
function fill(pixels: Buffer, covered: Float32Array, { colour, outlines }: Shape, width: number, height: number): void {
  const stride = width + 2;
  let [top, bottom, left, right] = [height, 0, width, 0];
  for (const points of outlines) {
    for (let at = 0; at < points.length; at += 2) {
      const [x0, y0] = [points[at]!, points[at + 1]!];
      const [x1, y1] = [points[(at + 2) % points.length]!, points[(at + 3) % points.length]!];
      [top, bottom] = [Math.min(top, y0), Math.max(bottom, y0)];
      [left, right] = [Math.min(left, x0), Math.max(right, x0)];
      edge(covered, stride, width, height, x0, y0, x1, y1);
    }
  }
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
    let sum = 0;
    for (let x = Math.floor(within(left, width)); x <= Math.ceil(within(right, width)) + 1; x++) {
      const cell = y * stride + x;
      sum += covered[cell]!;
      covered[cell] = 0;
      const part = Math.min(1, Math.abs(sum));
      if (x >= width || part < 0.004) continue;
      const pixel = (y * width + x) * 3;
      for (let band = 0; band < 3; band++) pixels[pixel + band] = pixels[pixel + band]! * (1 - part) + colour[band]! * part;
    }
  }
}

function edge(
  covered: Float32Array,
  stride: number,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  if (y0 === y1) return;
  const down = y0 < y1 ? 1 : -1;
  const [fromX, fromY, toX, toY] = down > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (toX - fromX) / (toY - fromY);
  for (let y = Math.max(0, Math.floor(fromY)); y < Math.min(height, Math.ceil(toY)); y++) {
    const [from, to] = [Math.max(y, fromY), Math.min(y + 1, toY)];
    const [a, b] = [fromX + (from - fromY) * slope, fromX + (to - fromY) * slope];
    spread(covered, y * stride, within(Math.min(a, b), width), within(Math.max(a, b), width), down * (to - from));
  }
}

/** Gives `area`, the height of an edge in one row, to the pixels between its left and right end (the sums of font-rs). */
function spread(covered: Float32Array, row: number, left: number, right: number, area: number): void {
  const first = Math.floor(left);
  const last = Math.ceil(right);
  const add = (x: number, part: number) => {
    covered[row + x] = covered[row + x]! + area * part;
  };
  if (last <= first + 1) {
    const middle = (left + right) / 2 - first;
    add(first, 1 - middle);
    add(first + 1, middle);
    return;
  }
  const each = 1 / (right - left);
  const head = (each * (first + 1 - left) ** 2) / 2;
  const tail = (each * (right - last + 1) ** 2) / 2;
  const second = each * (first + 1.5 - left);
  add(first, head);
  if (last === first + 2) add(first + 1, 1 - head - tail);
  else {
    add(first + 1, second - head);
    for (let x = first + 2; x < last - 1; x++) add(x, each);
    add(last - 1, 1 - second - (last - first - 3) * each - tail);
  }
  add(last, tail);
}

function within(x: number, width: number): number {
  return Math.max(0, Math.min(width, x));
}
