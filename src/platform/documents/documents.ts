import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Config } from '../config.js';
import { pngOf } from './picture/index.js';
import { RenderQueue } from './render-queue.js';

const FONTS = '@expo-google-fonts/plus-jakarta-sans/package.json';

export interface RenderOptions {
  /** What the file says of its own making; the same moment and data give the same bytes. Now when absent. */
  createdAt?: Date;
}

/**
 * Printed documents: `templates/<template>.typ` (Typst) with `data` becomes a PDF/A-2b. The template reads its data with
 * `json(bytes(sys.inputs.data))`; fonts are Plus Jakarta Sans and those of Typst, both embedded in the file.
 */
@Injectable()
export class Documents implements OnApplicationShutdown {
  private readonly queue: RenderQueue;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    const fonts = path.dirname(createRequire(path.join(config.root, 'package.json')).resolve(FONTS));
    this.queue = new RenderQueue({ workspace: config.shipped('templates'), fontFolders: [fonts] });
  }

  /** Throws when there is no such template or it does not compile with this data: both are faults of the product. */
  async render(template: string, data: object, { createdAt = this.clock.now() }: RenderOptions = {}): Promise<Buffer> {
    return this.queue.render({ file: this.fileOf(template), data, createdAt: createdAt.getTime(), as: 'pdf' });
  }

  /** The first page as a PNG, one pixel for each point. Text, boxes and discs in plain colours: see `picture/drawing.ts`. */
  async picture(template: string, data: object): Promise<Buffer> {
    const svg = await this.queue.render({ file: this.fileOf(template), data, createdAt: 0, as: 'svg' });
    return pngOf(svg.toString());
  }

  private fileOf(template: string): string {
    const file = this.config.shipped('templates', `${template}.typ`);
    if (!existsSync(file)) throw new Error(`there is no template ${template}.typ`);
    return file;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
