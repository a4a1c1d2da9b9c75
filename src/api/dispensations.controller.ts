import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
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
import {
  Dispensations,
  Notices,
  PrecedentShelf,
  ProposeDispensation,
  RevokeDispensation,
  SignDispensation,
} from '../dispensation/index.js';
import { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By, Open } from '../web/index.js';

const listQuery = z.object({ incident: z.uuid().optional() });
const partsQuery = z.object({ office: z.string().min(1), at: z.iso.datetime({ offset: true }).optional() });
const pageQuery = z.object({ after: z.string().max(40).default(''), limit: z.coerce.number().int().min(1).max(500).default(50) });
const PROPOSAL: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['incidentId', 'officeId', 'parts', 'legalBasis', 'issuer', 'dueFrom', 'dueTo', 'payBy'],
    properties: {
      incidentId: { type: 'string', format: 'uuid' },
      officeId: { type: 'string', example: 'samsat-katang' },
      parts: { type: 'array', items: { enum: ['pkb', 'opsen', 'swdkllj', 'pnbp'] } },
      legalBasis: { type: 'string' },
      issuer: { type: 'string', description: 'the authority that decides' },
      number: { type: 'string', description: 'may come with the signature instead' },
      dueFrom: { type: 'string', format: 'date' },
      dueTo: { type: 'string', format: 'date' },
      payBy: { type: 'string', format: 'date' },
      replaces: { type: 'string', format: 'uuid', description: 'the signed decision whose place this one takes' },
    },
  },
};
const text = (name: string, required = true): ApiBodyOptions => ({
  schema: { type: 'object', required: required ? [name] : [], properties: { [name]: { type: 'string' } } },
});

/** Decisions that excuse lateness. What they grant is public; the rest is for staff. */
@ApiTags('dispensations')
@ApiBearerAuth()
@Controller('api/v1/dispensations')
export class DispensationsApi {
  constructor(
    private readonly dispensations: Dispensations,
    private readonly notices: Notices,
    private readonly precedents: PrecedentShelf,
    private readonly propose: ProposeDispensation,
    private readonly sign: SignDispensation,
    private readonly revoke: RevokeDispensation,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All decisions, newest first; with incident, those of one incident' })
  @ApiQuery({ name: 'incident', required: false, format: 'uuid' })
  list(@Query() query: unknown) {
    const { incident } = parse(listQuery, query);
    return incident ? this.dispensations.ofIncident(incident) : this.dispensations.all();
  }

  @Open()
  @Get('parts')
  @ApiOperation({ summary: 'What is excused for people of an office, for each part of the bill; granted only what is signed' })
  @ApiQuery({ name: 'office', example: 'samsat-katang' })
  @ApiQuery({ name: 'at', required: false, description: 'as it was on record at that moment' })
  parts(@Query() query: unknown) {
    const { office, at } = parse(partsQuery, query);
    return this.dispensations.partsFor(office, at ? new Date(at) : undefined);
  }

  @Open()
  @Get('precedents')
  @ApiOperation({ summary: 'Real decisions that excused lateness, each with its source' })
  shelf() {
    return this.precedents.precedents;
  }

  @Get(':id')
  @ApiOperation({ summary: 'One decision, how many obligations it excuses, and its notices by state' })
  async one(@Param('id') id: string) {
    const decision = await this.dispensations.get(parse(z.uuid(), id));
    return {
      ...decision,
      excused: await this.dispensations.countExcused(decision),
      notices: await this.notices.counts(decision.id),
    };
  }

  @Get(':id/notices')
  @ApiOperation({ summary: 'Notices under a decision by their number; pass the last number as after for the next page' })
  async page(@Param('id') id: string, @Query() query: unknown) {
    const { after, limit } = parse(pageQuery, query);
    return this.notices.page(parse(z.uuid(), id), after, limit);
  }

  @Post()
  @ApiOperation({ summary: 'Propose a decision; it grants nothing before a second person signs' })
  @ApiBody(PROPOSAL)
  @ApiCreatedResponse({ description: 'the proposal' })
  create(@By() by: Actor, @Body() body: unknown) {
    return this.propose.run(by, body);
  }

  @Post(':id/signature')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign, as a second person, under the number of the decision; notices are issued in the background' })
  @ApiBody(text('number', false))
  @ApiOkResponse({ description: 'the signed decision' })
  signature(@By() by: Actor, @Param('id') id: string, @Body() body: object) {
    return this.sign.run(by, { ...body, dispensationId: id });
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Revoke with a reason; every notice under it is revoked' })
  @ApiBody(text('reason'))
  revocation(@By() by: Actor, @Param('id') id: string, @Body() body: object) {
    return this.revoke.run(by, { ...body, dispensationId: id });
  }
}
