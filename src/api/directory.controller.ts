import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Directory, type Offering, regionLevels } from '../directory/index.js';
import { Calendar, Clock, parse } from '../platform/index.js';
import { Open } from '../web/index.js';
import { offeringView, officeStatusView, officeView, statusView } from './directory.views.js';

const text = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u, 'has a control character');
const regionQuery = z
  .object({ q: text.optional(), under: text.optional(), level: z.enum(regionLevels).optional() })
  .refine(({ q, under, level }) => q !== undefined || (under === undefined) === (level === undefined), {
    path: ['level'],
    message: 'give under and level together',
  });
const searchQuery = z.object({ q: text.optional() });
const offeringQuery = z
  .object({ service: text.optional(), office: text.optional(), part: text.optional(), region: text.optional() })
  .refine(({ service, office }) => (service === undefined) !== (office === undefined), {
    path: ['service'],
    message: 'give service or office',
  })
  .refine(({ region, service }) => region === undefined || service !== undefined, {
    path: ['region'],
    message: 'give service with region',
  })
  .refine(({ part, office }) => part === undefined || office !== undefined, { path: ['part'], message: 'give office with part' });

/** The directory, for anybody. Search is forgiving and gives several results when a name is ambiguous. */
@Open()
@ApiTags('directory')
@Controller('api/v1')
export class DirectoryApi {
  constructor(
    private readonly directory: Directory,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get('regions')
  @ApiOperation({ summary: 'Regions by name, or all of a level below one; provinces when nothing is asked' })
  @ApiQuery({ name: 'q', required: false, description: 'name as people write it, such as "kras" or "wates kediri"' })
  @ApiQuery({ name: 'under', required: false, description: 'code of the region to look in, such as 35.06' })
  @ApiQuery({ name: 'level', required: false, enum: regionLevels })
  @ApiOkResponse({ description: 'regions with code, name, label, level, centroid, population' })
  async regions(@Query() query: unknown) {
    const { q, under, level } = parse(regionQuery, query);
    if (q !== undefined) return this.directory.findRegions(q, { under, level });
    if (under === undefined || level === undefined) return this.directory.provinces();
    await this.directory.region(under);
    return this.directory.regionsUnder(under, level);
  }

  @Get('regions/:code')
  @ApiOperation({ summary: 'One region by its Kemendagri code' })
  region(@Param('code') code: string) {
    return this.directory.region(code);
  }

  @Get('services')
  @ApiOperation({ summary: 'All services, or those that everyday words mean' })
  @ApiQuery({ name: 'q', required: false, description: 'such as "perpanjang stnk"' })
  services(@Query() query: unknown) {
    const { q } = parse(searchQuery, query);
    return q === undefined ? this.directory.services() : this.directory.findServices(q);
  }

  @Get('services/:id')
  @ApiOperation({ summary: 'One service' })
  service(@Param('id') id: string) {
    return this.directory.service(id);
  }

  @Get('offices')
  @ApiOperation({ summary: 'All offices, or those that a text names' })
  @ApiQuery({ name: 'q', required: false, description: 'such as "samsat katang"' })
  async offices(@Query() query: unknown) {
    const { q } = parse(searchQuery, query);
    const offices = await (q === undefined ? this.directory.offices() : this.directory.findOffices(q));
    return offices.map(officeView);
  }

  @Get('offices/:id')
  @ApiOperation({ summary: 'One office with its status, derived from its offerings' })
  async office(@Param('id') id: string) {
    const now = this.clock.now();
    const office = await this.directory.office(id);
    return { ...officeView(office), status: officeStatusView(await this.directory.officeStatus(id, now), office, now) };
  }

  @Get('offerings')
  @ApiOperation({ summary: 'Offerings of a service or at an office; with region, the one that usually serves it' })
  @ApiQuery({ name: 'service', required: false })
  @ApiQuery({ name: 'office', required: false })
  @ApiQuery({ name: 'part', required: false, description: 'only what cannot be given without this part of the office' })
  @ApiQuery({ name: 'region', required: false, description: 'code of a region; needs service' })
  async offerings(@Query() query: unknown) {
    return this.shown(await this.chosen(parse(offeringQuery, query)));
  }

  @Get('offerings/:id')
  @ApiOperation({ summary: 'One offering with its status and its next opening' })
  async offering(@Param('id') id: string) {
    const [offering] = await this.shown([await this.directory.offering(id)]);
    return offering;
  }

  private async chosen({ service, office, part, region }: z.infer<typeof offeringQuery>): Promise<Offering[]> {
    if (office !== undefined) {
      await this.directory.office(office);
      return this.directory.offeringsAt(office, part);
    }
    await this.directory.service(service!);
    if (region === undefined) return this.directory.offeringsOf(service!);
    await this.directory.region(region);
    const usual = await this.directory.usualOffering(service!, region);
    return usual ? [usual] : [];
  }

  private async shown(offerings: Offering[]) {
    const now = this.clock.now();
    const statuses = await this.directory.statuses(
      offerings.map(({ id }) => id),
      now,
    );
    return offerings.map((offering) => ({
      ...offeringView(offering, this.calendar.holidays, now),
      status: statusView(statuses.get(offering.id)!, offering.office, now),
    }));
  }
}
