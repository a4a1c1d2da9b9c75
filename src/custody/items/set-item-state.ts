import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId, readSerials } from '../../platform/index.js';
import { errors } from '../errors.js';
import { around, refuseWrongState } from '../rules.js';
import { ITEM_STATES, type Item } from '../types.js';
import { ItemStore } from './item-store.js';

const serial = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();

const input = z.object({
  itemId: z.uuid(),
  state: z.enum(ITEM_STATES),
  /** A part of a range of blanks; the whole when it is left out. */
  serialFrom: serial,
  serialTo: serial,
});

/** Says what became of an entry, or of a part of a range of blanks. Throws `no-such-item`, `wrong-state`, `outside-range`. */
@Injectable()
export class SetItemState extends Change<z.output<typeof input>, Item> {
  readonly name = 'custody.set-item-state';
  readonly permission = 'custody:register';
  readonly input = input;

  constructor(private readonly items: ItemStore) {
    super();
  }

  protected async perform({ itemId, state, serialFrom, serialTo }: z.output<typeof input>, _by: Actor, now: Date) {
    const item = await this.items.lock(itemId);
    refuseWrongState(item.state, state);
    const result = serialFrom
      ? await this.split(item, serialFrom, serialTo ?? serialFrom, { state, stateAt: now })
      : { ...item, state, stateAt: now };
    await this.items.setState(itemId, state, now);
    const { document, kind, serials } = result;
    return {
      result,
      subject: { type: 'custody-item', id: itemId },
      detail: { incidentId: item.incidentId, kind, document, from: item.state, to: state, serials },
    };
  }

  /** The entry keeps the part that changed; what is left around it goes on as it was, under new ids. */
  private async split(item: Item, first: string, last: string, changed: Pick<Item, 'state' | 'stateAt'>): Promise<Item> {
    const part = item.serials && readSerials(first, last);
    if (!item.serials || !part) throw errors.outsideRange({ from: first, to: last });
    const rest = around(item.serials, part);
    await this.items.narrow(item.id, part);
    await this.items.add(rest.map((serials) => ({ ...item, id: newId(), serials })));
    return { ...item, ...changed, serials: part };
  }
}
