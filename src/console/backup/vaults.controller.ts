import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProbeVault, VaultStandings } from '../../backup/index.js';
import { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { By, emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { vaultView } from './vault-views.js';
import { Words } from './words.js';

/** Where copies lie: what each vault claims, and what its probes have shown. */
@ApiExcludeController()
@Controller('dasbor/brankas')
export class VaultsController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly vaults: VaultStandings,
    private readonly probe: ProbeVault,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must('backup:read');
    const vaults = (await this.vaults.all()).map((vault) => vaultView(vault, this.words(request)));
    return sendPage(reply, this.pages.console(request, 'backup/vaults', { vaults }));
  }

  @Get(':id')
  vault(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.show(request, reply, by, id);
  }

  @Post(':id/uji')
  async try(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') vaultId: string) {
    try {
      await this.probe.run(by, { vaultId });
      return reply.redirect(`/dasbor/brankas/${encodeURIComponent(vaultId)}?selesai=backup:done.probe`, 303);
    } catch (error) {
      return this.show(request, reply, by, vaultId, error);
    }
  }

  private async show(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, error?: unknown) {
    by.must('backup:read');
    const data = {
      vault: vaultView(await this.vaults.get(id), this.words(request)),
      mayProbe: by.may('backup:verify'),
      form: error === undefined ? emptyForm({}) : failedForm(this.texts, localeOf(request), {}, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/vault', data), error ? 422 : 200);
  }

  private words(request: FastifyRequest): Words {
    return new Words(this.texts, localeOf(request));
  }
}
