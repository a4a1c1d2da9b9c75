import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory, distanceKm, holds, type Office, type Region } from '../../directory/index.js';
import { type Helper, Lost } from '../../web/index.js';

/** Whom to ask where a page has no answer: the officers nearest to the place who give that service. */
@Injectable()
export class HelpLine implements OnModuleInit {
  constructor(
    private readonly directory: Directory,
    private readonly lost: Lost,
  ) {}

  onModuleInit(): void {
    this.lost.use(() => this.nearest());
  }

  async nearest(serviceId?: string, region?: Region): Promise<Helper | undefined> {
    const offices = (await this.officesOf(serviceId)).filter(({ phone, confirmedOpen }) => phone !== undefined && confirmedOpen);
    const far = (office: Office) => (region ? distanceKm(region, office) : 0);
    const [best] = offices.sort((a, b) => Number(isSample(a)) - Number(isSample(b)) || far(a) - far(b));
    return best && { name: best.name, phone: best.phone!, isSample: isSample(best) };
  }

  /** Those of the regions in which anything in the directory serves people with a service; in the order given. */
  async served(serviceId: string, regions: Region[]): Promise<Region[]> {
    const offerings = await this.directory.offeringsOf(serviceId);
    return regions.filter(({ code }) => offerings.some(({ catchment }) => holds(catchment, code)));
  }

  private async officesOf(serviceId?: string): Promise<Office[]> {
    if (serviceId === undefined) return this.directory.offices();
    const offices = (await this.directory.offeringsOf(serviceId)).flatMap(({ office }) => office ?? []);
    return offices.length > 0 ? offices : this.directory.offices();
  }
}

function isSample(office: Office): boolean {
  return office.isSample || office.sampleFields.includes('phone');
}
