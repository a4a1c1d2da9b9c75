import { Injectable } from '@nestjs/common';
import { Db, Tx } from '../../platform/index.js';

export interface SealedParcel {
  file: string;
  sealed: Buffer;
}

@Injectable()
export class ParcelStore {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  /** The one that was sealed with these contents for these recipients. */
  find(contentsDigest: string): Promise<SealedParcel | undefined> {
    return this.db.maybe<SealedParcel>('select file, sealed from backup.parcel where contents_digest = $1', [contentsDigest]);
  }

  async remember({ file, sealed }: SealedParcel, contentsDigest: string, at: Date): Promise<void> {
    const insert = () =>
      this.db.run(
        'insert into backup.parcel (file, contents_digest, sealed, sealed_at) values ($1, $2, $3, $4) on conflict do nothing',
        [file, contentsDigest, sealed, at],
      );
    await this.tx.housekeeping('backup.seal-keys', insert);
  }
}
