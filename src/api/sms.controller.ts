import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReceiveMessage, SmsSignature } from '../complaints/index.js';
import { Actor } from '../people/index.js';
import { Clock, parse } from '../platform/index.js';
import { Open } from '../web/index.js';
import { SmsChain } from './sms-chain.js';

const body = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  from: z.string().min(1).max(64),
  text: z.string(),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
});

/** Incoming SMS of a gateway, by JSON or form. */
@Open()
@ApiTags('complaints')
@Controller('api/v1/sms')
export class SmsApi {
  constructor(
    private readonly signature: SmsSignature,
    private readonly chain: SmsChain,
    private readonly receive: ReceiveMessage,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'One incoming SMS, in the form "CODE text"; the same id is dealt with once',
    description:
      'Registered numbers report closures ("TUTUP KATANG KEBAKARAN") and the day of their office; whatever is not that is a citizen\'s message. Answers with the replies to send, unless this server sends them itself through SINAMBUNG_SMS_URL (`sending: true`). Signed by X-Sinambung-Secret, or by X-Sinambung-Signature: sha256=HMAC-SHA256 in hex over id, from, receivedAt and text joined by line feeds.',
  })
  @ApiHeader({ name: 'X-Sinambung-Secret', required: false })
  @ApiHeader({ name: 'X-Sinambung-Signature', required: false })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['id', 'from', 'text'],
      properties: {
        id: { type: 'string', description: "the gateway's own id of the message" },
        from: { type: 'string', example: '+6281200000001' },
        text: { type: 'string', example: 'KABKEDIRI samsat katang tutup, bayar pajak dimana?' },
        receivedAt: { type: 'string', format: 'date-time' },
      },
    },
  })
  @ApiOkResponse({ description: '{ outcome, tracking?, sending, replies: [{ to, text }] }' })
  async sms(
    @Body() given: unknown,
    @Headers('x-sinambung-secret') secret?: string,
    @Headers('x-sinambung-signature') signature?: string,
  ) {
    const { id, from, text, receivedAt } = parse(body, given);
    this.signature.check({ id, from, text, receivedAt: receivedAt ?? '' }, { secret, signature });
    const at = receivedAt ?? this.clock.now();
    const handled = await this.chain.handle({ from, text, at: new Date(at), key: id });
    if (handled) return { outcome: 'handled', sending: false, replies: [{ to: from, text: handled.reply }] };
    const said = await this.receive.run(Actor.public(), { door: 'sms', from, text, receivedAt: at, key: id });
    const replies = said.sending ? [] : said.replies.map((reply) => ({ to: from, text: reply }));
    return { outcome: said.outcome, tracking: said.tracking, sending: said.sending, replies };
  }
}
