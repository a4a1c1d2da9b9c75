import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProbeVault, VaultStandings } from '../backup/index.js';
import { Actor } from '../people/index.js';
import { By } from '../web/index.js';

/** Where copies lie: claimed against proven. */
@ApiTags('backup')
@ApiBearerAuth()
@Controller('api/v1/vaults')
export class VaultsApi {
  constructor(
    private readonly vaults: VaultStandings,
    private readonly probe: ProbeVault,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All vaults: what the shelf claims, what each credential could really do when it was last tried' })
  all(@By() by: Actor) {
    by.must('backup:read');
    return this.vaults.all();
  }

  @Get(':id')
  @ApiOperation({ summary: 'One vault; `findings` has a row for each attempt and role: promised, found, verdict' })
  vault(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.vaults.get(id);
  }

  @Post(':id/probes')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begin a probe of a vault as each role; ask the vault again for what it has shown' })
  @ApiAcceptedResponse({ description: 'the probe has begun' })
  begin(@By() by: Actor, @Param('id') vaultId: string) {
    return this.probe.run(by, { vaultId });
  }
}
