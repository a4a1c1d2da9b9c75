import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LedgerEntries, type LedgerEntry, SealLedger, type Verification, VerifyLedger } from '../../audit/index.js';
import { Accounts, type Actor } from '../../people/index.js';
import { parse } from '../../platform/index.js';
import { By, Pages } from '../../web/index.js';

const PAGE = 50;
const query = z.object({ sebelum: z.coerce.number().int().positive().optional() });

/** What was done, by whom, and whether the record of it is whole. */
@ApiExcludeController()
@Controller('dasbor/catatan')
export class LedgerController {
  constructor(
    private readonly pages: Pages,
    private readonly entries: LedgerEntries,
    private readonly accounts: Accounts,
    private readonly seal: SealLedger,
    private readonly verify: VerifyLedger,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() asked: unknown) {
    by.must('ledger:read');
    return this.show(request, reply, parse(query, asked).sebelum);
  }

  @Post('periksa')
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must('ledger:read');
    await this.seal.run();
    return this.show(request, reply, undefined, await this.verify.run());
  }

  private async show(request: FastifyRequest, reply: FastifyReply, before?: number, verification?: Verification) {
    const page = await this.entries.page(PAGE, before);
    const names = new Map((await this.accounts.all()).map(({ id, name }) => [id, name]));
    const entries = page.map((entry) => ({ ...entry, who: names.get(entry.actor) ?? entry.actor, facts: factsOf(entry) }));
    const older = page.length === PAGE ? page.at(-1)?.id : undefined;
    return reply.type('text/html').send(this.pages.console(request, 'audit/list', { entries, older, verification }));
  }
}

function factsOf({ detail }: LedgerEntry): { name: string; value: string }[] {
  const facts = Object.entries(JSON.parse(detail) as Record<string, unknown>);
  return facts.map(([name, value]) => ({ name, value: typeof value === 'object' ? JSON.stringify(value) : String(value) }));
}
