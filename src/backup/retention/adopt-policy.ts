import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Shelf } from '../shelf.js';
import { PolicyStore } from './policy-store.js';
import { policyDigest } from './request-rules.js';

const input = z.object({ sourceId: z.string() });

/** A new source's first retention policy rules as it stands on the shelf; every later one needs two people. */
@Injectable()
export class AdoptPolicy extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.adopt-policy';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly policies: PolicyStore,
  ) {
    super();
  }

  protected async perform({ sourceId }: z.output<typeof input>, _by: Actor, now: Date) {
    const { retention } = this.shelf.source(sourceId);
    const digest = policyDigest(retention);
    if (!(await this.policies.of(sourceId))) await this.policies.save({ sourceId, policy: retention, digest, since: now });
    return { result: undefined, subject: { type: 'source', id: sourceId }, detail: { digest } };
  }
}
