import { Injectable } from '@nestjs/common';
import { Answers } from '../../answers/index.js';
import { Directory, shortName } from '../../directory/index.js';
import { Clock, Documents } from '../../platform/index.js';
import { errors } from './errors.js';
import { posterData } from './poster-data.js';
import { PosterPress } from './poster-press.js';

/** The poster for the door of an office that cannot open, from the same answers as the page. */
@Injectable()
export class Posters {
  constructor(
    private readonly directory: Directory,
    private readonly answers: Answers,
    private readonly documents: Documents,
    private readonly clock: Clock,
    private readonly press: PosterPress,
  ) {}

  /** PDF/A in A3 or A4. Throws `poster.office-open` when there is nothing to tell. */
  async pdf(officeId: string, paper: 'a3' | 'a4'): Promise<Buffer> {
    const office = await this.directory.office(officeId);
    const now = this.clock.now();
    const status = await this.directory.officeStatus(officeId, now);
    const shut = status.offerings.filter((one) => one.status === 'suspended' || one.status === 'moved');
    if (shut.length === 0) throw errors.officeOpen({ office: office.name });
    const services = await this.servicesOf(shut.map(({ offeringId }) => offeringId));
    const rows = await this.rowsOf(
      shut.map(({ offeringId }) => offeringId),
      services,
    );
    const data = posterData({ office, status, services, rows, paper, now, ...(await this.press.frame(officeId)) });
    return this.documents.render('posters/closed-office', data, { createdAt: now });
  }

  /** What most people come for stands first: services that need no vehicle to be looked at. */
  private async servicesOf(offeringIds: string[]): Promise<{ id: string; name: string }[]> {
    const offerings = await Promise.all(offeringIds.map((id) => this.directory.offering(id)));
    const ids = [...new Set(offerings.map(({ serviceId }) => serviceId))];
    const services = await Promise.all(ids.map((id) => this.directory.service(id)));
    return services.sort((a, b) => Number(a.needsInspection) - Number(b.needsInspection));
  }

  private async rowsOf(offeringIds: string[], services: { id: string }[]) {
    const regions = await this.directory.catchment(offeringIds);
    const row = async ({ code, name }: { code: string; name: string }) => ({
      region: shortName(name),
      answers: await Promise.all(services.map(({ id }) => this.answers.answer(id, code))),
    });
    const rows = await Promise.all(regions.map(row));
    return rows.sort((a, b) => a.region.localeCompare(b.region, 'id'));
  }
}
