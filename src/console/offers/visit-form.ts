import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { errors } from './errors.js';
import { repeating } from './repeating.js';
import { figure, given, type Sent } from './sent.js';

/** Reads the form of a new visit: places by name, the rule by choice. */
@Injectable()
export class VisitForm {
  constructor(private readonly directory: Directory) {}

  /** Throws `console.which-region` where a name means none or several. */
  async read(sent: Sent): Promise<object> {
    const date = given(sent, 'date') ?? '';
    const served = (given(sent, 'serves') ?? '').split(';').map((name) => name.trim());
    const serves = await Promise.all(served.filter(Boolean).map((name) => this.region(name)));
    return {
      offeringId: given(sent, 'offeringId'),
      place: given(sent, 'place'),
      regionCode: await this.region(given(sent, 'regionCode') ?? ''),
      begins: `${date}T${given(sent, 'begins') ?? ''}`,
      ends: given(sent, 'ends'),
      rrule: repeating(given(sent, 'repeats'), date, given(sent, 'until')),
      quota: figure(sent, 'quota'),
      serves: serves.length > 0 ? serves : undefined,
    };
  }

  /** A code as it is, or the one region below a province that the name means. */
  private async region(name: string): Promise<string> {
    if (/^\d\d(\.\d\d){1,2}(\.\d{4})?$/.test(name)) return name;
    const found = await this.directory.findRegions(name);
    if (found.length === 1) return found[0]!.code;
    throw errors.whichRegion({
      name,
      found: found.map(({ label }) => label).join('; ') || '-',
    });
  }
}
