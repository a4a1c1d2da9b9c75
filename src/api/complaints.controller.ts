import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, type ApiBodyOptions, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  AnswerComplaint,
  CloseComplaint,
  Complaints,
  closeReasons,
  HandOnComplaint,
  ReceiveMessage,
} from '../complaints/index.js';
import { Actor } from '../people/index.js';
import { Clock, parse } from '../platform/index.js';
import { By, Limited, Open } from '../web/index.js';

const listQuery = z.object({ state: z.enum(['open', 'closed']).default('open') });
const written = z.object({
  text: z.string(),
  key: z.string().min(1).max(200),
  phone: z.string().trim().max(64).optional(),
  place: z.string().trim().max(100).optional(),
  serviceId: z.string().max(100).optional(),
  locale: z.enum(['id', 'en']).optional(),
});
const fields = (properties: Record<string, object>, ...required: string[]): ApiBodyOptions => ({
  schema: { type: 'object', required, properties: properties as never },
});
const TEXT = { type: 'string' };

/** Complaints: anybody may write one and follow it by its number; the rest is for complaints officers. */
@ApiTags('complaints')
@ApiBearerAuth()
@Controller('api/v1/complaints')
export class ComplaintsApi {
  constructor(
    private readonly complaints: Complaints,
    private readonly receive: ReceiveMessage,
    private readonly answer: AnswerComplaint,
    private readonly handOn: HandOnComplaint,
    private readonly close: CloseComplaint,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Open complaints, the most urgent first, or those closed last' })
  @ApiQuery({ name: 'state', required: false, enum: ['open', 'closed'] })
  async list(@By() by: Actor, @Query() query: unknown) {
    by.must('complaint:handle');
    const { state } = parse(listQuery, query);
    const found = await (state === 'open' ? this.complaints.open() : this.complaints.closed());
    return found.map(({ senderId: _, ...complaint }) => complaint);
  }

  @Open()
  @Post()
  @Limited('MESSAGES')
  @ApiOperation({ summary: 'Write a complaint; the same key is dealt with once' })
  @ApiBody(fields({ text: TEXT, key: TEXT, phone: TEXT, place: { ...TEXT, example: 'Kras' }, serviceId: TEXT }, 'text', 'key'))
  write(@Body() body: unknown) {
    const { phone, ...sent } = parse(written, body);
    return this.receive.run(Actor.public(), { ...sent, from: phone, door: 'web', receivedAt: this.clock.now() });
  }

  @Open()
  @Get(':tracking')
  @Limited('LOOKUPS')
  @ApiOperation({ summary: 'How far a complaint is, and what was said to its sender' })
  one(@Param('tracking') tracking: string) {
    return this.complaints.status(tracking, this.clock.now());
  }

  @Open()
  @Post(':tracking/messages')
  @Limited('MESSAGES')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer the question that was asked back, or add something' })
  @ApiBody(fields({ text: TEXT, key: TEXT }, 'text', 'key'))
  more(@Param('tracking') tracking: string, @Body() body: unknown) {
    const { text, key } = parse(written, body);
    return this.receive.run(Actor.public(), { door: 'web', text, key, tracking, receivedAt: this.clock.now() });
  }

  @Post(':tracking/answer')
  @HttpCode(200)
  @ApiOperation({ summary: "An officer's answer; goes out by SMS where a number is known" })
  @ApiBody(fields({ text: TEXT }, 'text'))
  async answered(@By() by: Actor, @Param('tracking') tracking: string, @Body() body: object) {
    return shown(await this.answer.run(by, { ...body, complaintId: await this.idOf(by, tracking) }));
  }

  @Post(':tracking/hand-on')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give it to the office that can resolve it' })
  @ApiBody(fields({ officeId: TEXT }, 'officeId'))
  async handedOn(@By() by: Actor, @Param('tracking') tracking: string, @Body() body: object) {
    return shown(await this.handOn.run(by, { ...body, complaintId: await this.idOf(by, tracking) }));
  }

  @Post(':tracking/close')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close it; "answered" needs an answer by an officer' })
  @ApiBody(fields({ reason: { enum: closeReasons.filter((reason) => reason !== 'no-reply') } }, 'reason'))
  async closed(@By() by: Actor, @Param('tracking') tracking: string, @Body() body: object) {
    return shown(await this.close.run(by, { ...body, complaintId: await this.idOf(by, tracking) }));
  }

  /** Who may not handle complaints is not told whether a number exists. */
  private async idOf(by: Actor, tracking: string): Promise<string> {
    by.must('complaint:handle');
    return (await this.complaints.byTracking(tracking)).id;
  }
}

function shown<T extends { senderId?: string }>({ senderId: _, ...complaint }: T): Omit<T, 'senderId'> {
  return complaint;
}
