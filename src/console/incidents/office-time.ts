import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Clock } from '../../platform/index.js';
import { toField } from './local-time.js';

/** The wall clock of an office. */
@Injectable()
export class OfficeTime {
  constructor(
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async zone(officeId: string): Promise<string> {
    return (await this.directory.office(officeId)).zone;
  }

  async now(officeId: string): Promise<string> {
    return toField(this.clock.now(), await this.zone(officeId));
  }
}
