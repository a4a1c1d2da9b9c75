import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Directory, type OfficeStatus, type StatusKind } from '../directory/index.js';
import type { Locale } from '../platform/index.js';
import { localeOf, Pages } from '../web/index.js';

const TAGS: Record<StatusKind, string> = { normal: 'ok', limited: 'wait', suspended: 'stop', moved: 'moved' };

interface ServiceLine {
  id: string;
  name: string;
  status: StatusKind;
  tag: string;
}

/** What the public may know of one office: whether to go there, and where each of its services is answered. */
@ApiExcludeController()
@Controller('kantor')
export class OfficeController {
  constructor(
    private readonly pages: Pages,
    private readonly directory: Directory,
  ) {}

  @Get(':id')
  @Header('content-type', 'text/html; charset=utf-8')
  async office(@Req() request: FastifyRequest, @Param('id') id: string): Promise<string> {
    const [office, status] = await Promise.all([this.directory.office(id), this.directory.officeStatus(id)]);
    const shut = status.status === 'suspended' || status.status === 'moved';
    const services = await this.services(status, id, localeOf(request));
    const isSamplePhone = office.isSample || office.sampleFields.includes('phone');
    return this.pages.portal(request, 'portal/office', { office, status, shut, services, isSamplePhone }, { zone: office.zone });
  }

  private async services({ offerings }: OfficeStatus, officeId: string, locale: Locale): Promise<ServiceLine[]> {
    const byId = new Map(offerings.map(({ offeringId, status }) => [offeringId, status]));
    const given = await this.directory.offeringsAt(officeId);
    const names = new Map((await this.directory.services()).map((service) => [service.id, service.names[locale]]));
    return given.map(({ id, serviceId }) => {
      const status = byId.get(id) ?? 'normal';
      return { id: serviceId, name: names.get(serviceId) ?? serviceId, status, tag: TAGS[status] };
    });
  }
}
