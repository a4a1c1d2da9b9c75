import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  type ApiBodyOptions,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { Reroutes } from '../rerouting/index.js';
import { By } from '../web/index.js';
import { RerouteVerbs } from './reroutes.verbs.js';

const listQuery = z.object({ incident: z.uuid().optional() });
const text = { type: 'string' } as const;
const ANSWER = {
  accept: { type: 'boolean' },
  services: { type: 'array', items: text, description: 'those it takes; all that were asked when left out' },
  perDay: { type: 'integer', description: 'people a day over all services' },
  startOn: { type: 'string', format: 'date' },
  note: text,
} as const;
const list = (properties: Record<string, object>, required: string[], description: string) => ({
  type: 'array',
  description,
  items: { type: 'object', required, properties },
});
const OPTIONS = {
  version: { type: 'integer', description: 'refused when the plan is another one by now' },
  pins: list(
    { serviceId: text, regionCode: text, offeringId: text },
    ['serviceId', 'regionCode', 'offeringId'],
    'the people of a region go there for that service, and nowhere else',
  ),
  bans: list({ offeringId: text, officeId: text }, [], 'nobody is sent to this offering, or to any of this office'),
  extensions: list(
    { offeringId: text, hours: { type: 'number', maximum: 12 } },
    ['offeringId', 'hours'],
    'the offering opens so many hours longer each day',
  ),
  visits: list(
    {
      offeringId: { ...text, description: 'of a travelling unit' },
      regionCode: text,
      place: text,
      begins: { ...text, description: 'local, as in 2025-09-03T08:00' },
      ends: { ...text, description: 'as in 12:00' },
      quota: { type: 'integer' },
    },
    ['offeringId', 'regionCode', 'place', 'begins', 'ends', 'quota'],
    'the unit comes once more; a visit of the directory once the plan is approved',
  ),
  hazard: {
    type: 'object',
    description: 'so far around what is closed a place counts as in its hazard area; 3 km are assumed when it is left out',
    required: ['km', 'source'],
    properties: { km: { type: 'number', maximum: 100 }, source: { ...text, description: 'who says so' } },
  },
};
const body = (properties: Record<string, object>, required: string[] = []): ApiBodyOptions => ({
  schema: { type: 'object', required, properties },
});

/** Who goes where instead: proposed, agreed by hosts, approved by a second person. */
@ApiTags('reroutes')
@ApiBearerAuth()
@Controller('api/v1/reroutes')
export class ReroutesApi {
  constructor(
    private readonly reroutes: Reroutes,
    private readonly verbs: RerouteVerbs,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All reroutes, newest first; with incident, those of one incident' })
  @ApiQuery({ name: 'incident', required: false, format: 'uuid' })
  list(@Query() query: unknown) {
    const { incident } = parse(listQuery, query);
    return incident ? this.reroutes.ofIncident(incident) : this.reroutes.all();
  }

  @Get(':id')
  @ApiOperation({ summary: 'One reroute with its plan, what that costs more than the one before, and the answers of its hosts' })
  async one(@Param('id') id: string) {
    const reroute = await this.reroutes.get(parse(z.uuid(), id));
    return { ...reroute, change: await this.reroutes.change(reroute.id), requests: await this.reroutes.requests(reroute.id) };
  }

  @Post()
  @ApiOperation({ summary: 'Propose a reroute for an incident; asks nobody yet' })
  @ApiBody(body({ incidentId: { type: 'string', format: 'uuid' }, declaredBy: text }, ['incidentId']))
  @ApiCreatedResponse({ description: 'the proposal' })
  propose(@By() by: Actor, @Body() sent: unknown) {
    return this.verbs.propose.run(by, sent);
  }

  @Post(':id/questions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the offices that would receive people' })
  ask(@By() by: Actor, @Param('id') rerouteId: string) {
    return this.verbs.ask.run(by, { rerouteId });
  }

  @Post('questions/:request/link')
  @ApiOperation({ summary: 'Make the one-time link with which a host answers; the one before stops working' })
  link(@By() by: Actor, @Param('request') requestId: string) {
    return this.verbs.link.run(by, { requestId });
  }

  @Post('questions/:request/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write down what a host said on the telephone' })
  @ApiBody(
    body(
      {
        ...ANSWER,
        calledName: { ...text, description: 'the function of who was called' },
        calledAt: { type: 'string', format: 'date-time' },
      },
      ['accept', 'calledName', 'calledAt'],
    ),
  )
  log(@By() by: Actor, @Param('request') requestId: string, @Body() sent: object) {
    return this.verbs.log.run(by, { ...sent, requestId });
  }

  @Post(':id/plan')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make the plan of a draft again from the facts of now' })
  adapt(@By() by: Actor, @Param('id') rerouteId: string) {
    return this.verbs.adapt.run(by, { rerouteId });
  }

  @Put(':id/options')
  @ApiOperation({
    summary:
      'All that is asked of a plan, in place of what was asked before; it is made again, and the answer says what that costs',
  })
  @ApiBody(body(OPTIONS))
  @ApiOkResponse({ description: 'the reroute, and the change: person-kilometres, overload, people without a place, loads' })
  plan(@By() by: Actor, @Param('id') rerouteId: string, @Body() { version, ...options }: { version?: number }) {
    return this.verbs.plan.run(by, { rerouteId, version, options });
  }

  @Post(':id/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve as a second person, which publishes; names only hosts who said yes' })
  @ApiBody(body({ version: { type: 'integer', description: 'refused when the plan is another one by now' } }))
  @ApiOkResponse({ description: 'the published reroute' })
  approve(@By() by: Actor, @Param('id') rerouteId: string, @Body() sent: object) {
    return this.verbs.approve.run(by, { ...sent, rerouteId });
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a reroute back, with a reason' })
  @ApiBody(body({ reason: text }, ['reason']))
  withdraw(@By() by: Actor, @Param('id') rerouteId: string, @Body() sent: object) {
    return this.verbs.withdraw.run(by, { ...sent, rerouteId });
  }
}
