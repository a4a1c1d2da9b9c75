import { Injectable } from '@nestjs/common';
import { ComplaintParameters, type ComplaintStatus } from '../../complaints/index.js';
import { Directory } from '../../directory/index.js';

/** What ids are called. */
@Injectable()
export class ComplaintNames {
  constructor(
    private readonly directory: Directory,
    private readonly parameters: ComplaintParameters,
  ) {}

  get days(): number {
    return this.parameters.values.purge.daysAfterClose;
  }

  async of({ complaint }: ComplaintStatus) {
    const { officeId, serviceId, regionCode, handedTo } = complaint;
    return {
      office: officeId && (await this.directory.office(officeId)).name,
      handedTo: handedTo && (await this.directory.office(handedTo)).name,
      service: serviceId && (await this.directory.service(serviceId)).names,
      region: await this.region(regionCode),
      answer: serviceId && regionCode && `/layanan/${serviceId}/${regionCode}`,
      source: this.parameters.deadlines.reply.source,
    };
  }

  /** A link may name what does not exist: then nothing is filled in. */
  async region(code: string | undefined) {
    return code === undefined ? undefined : this.directory.region(code).catch(() => undefined);
  }

  async service(id: unknown) {
    return (await this.directory.services()).find((service) => service.id === id);
  }

  async smsCode(): Promise<string | undefined> {
    return (await this.directory.agencies()).find((agency) => agency.smsCode)?.smsCode;
  }
}
