import { Injectable } from '@nestjs/common';

/** An office whose officers can be asked by telephone. */
export interface Helper {
  name: string;
  phone: string;
  /** The number is made up, and is never a link. */
  isSample: boolean;
}

/** Whom a citizen may ask where there is no page: the front that knows says so at start, `lost.use(…)`. */
@Injectable()
export class Lost {
  private find?: () => Promise<Helper | undefined>;

  use(find: () => Promise<Helper | undefined>): void {
    this.find = find;
  }

  /** Undefined, too, where it cannot be found out now: a page about what went wrong must not go wrong itself. */
  async helper(): Promise<Helper | undefined> {
    try {
      return await this.find?.();
    } catch {
      return undefined;
    }
  }
}
