import { readDrawing } from './drawing.js';
import { paint } from './paint.js';
import { png } from './png.js';

/** The page that Typst wrote as SVG, as a PNG with a pixel for each point. */
export function pngOf(svg: string): Promise<Buffer> {
  const drawing = readDrawing(svg);
  return png(paint(drawing), drawing.width, drawing.height);
}
