import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AreaWanted, CloseWave, ConfirmWave, CorrectWave, DeclareWave, PreviewWave, Waves } from '../incidents/index.js';
import type { Actor } from '../people/index.js';
import { By } from '../web/index.js';

const moment = { type: 'string', format: 'date-time', example: '2025-08-30T21:30:00+07:00' };
const AREA = {
  officeIds: { type: 'array', items: { type: 'string' }, example: ['samsat-katang', 'mpp-kab-kediri'] },
  regionCode: { type: 'string', example: '35.06', description: 'all offices in this region' },
  around: {
    type: 'object',
    required: ['km'],
    description: 'all offices within so many kilometres, straight line, of an office or a point',
    properties: {
      officeId: { type: 'string', example: 'samsat-katang' },
      lat: { type: 'number' },
      lng: { type: 'number' },
      km: { type: 'number', example: 5 },
    },
  },
};

/** Closing many offices by one declaration, for staff. */
@ApiTags('waves')
@ApiBearerAuth()
@Controller('api/v1/waves')
export class WavesApi {
  constructor(
    private readonly waves: Waves,
    private readonly preview: PreviewWave,
    private readonly declareWave: DeclareWave,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Declarations over many offices, newest first' })
  list() {
    return this.waves.all();
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What closing these offices would mean, summed and for each; changes nothing' })
  @ApiBody({ schema: { type: 'object', description: 'one of the three', properties: AREA } })
  of(@Body() body: AreaWanted = {}) {
    return this.preview.of(body);
  }

  @Post()
  @ApiOperation({
    summary: 'Mark many offices as unavailable: an incident for each, public at once, as unconfirmed',
    description: 'Offices that somebody else has marked already are left as they are and named in `already`.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      properties: { ...AREA, cause: { type: 'string', example: 'gempa bumi' }, beganAt: moment, expectedEnd: moment },
    },
  })
  declare(@By() by: Actor, @Body() body: unknown) {
    return this.declareWave.run(by, body ?? {});
  }

  @Get(':id')
  @ApiOperation({ summary: 'One declaration with its incidents' })
  one(@Param('id') id: string) {
    return this.waves.get(id);
  }
}

/** All incidents of a wave together; one by one they are changed as incidents. */
@ApiTags('waves')
@ApiBearerAuth()
@Controller('api/v1/waves/:id')
export class WaveVerbsApi {
  constructor(
    private readonly confirmWave: ConfirmWave,
    private readonly correctWave: CorrectWave,
    private readonly closeWave: CloseWave,
  ) {}

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'A second person confirms all that wait' })
  confirm(@By() by: Actor, @Param('id') waveId: string) {
    return this.confirmWave.run(by, { waveId });
  }

  @Post('correct')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declared by mistake: takes back all that is open' })
  @ApiBody({ schema: { type: 'object', properties: { reason: { type: 'string' } } } })
  correct(@By() by: Actor, @Param('id') waveId: string, @Body() body: object = {}) {
    return this.correctWave.run(by, { ...body, waveId });
  }

  @Post('close')
  @HttpCode(200)
  @ApiOperation({ summary: 'All confirmed offices serve again' })
  @ApiBody({ schema: { type: 'object', properties: { reopenedAt: moment } } })
  close(@By() by: Actor, @Param('id') waveId: string, @Body() body: object = {}) {
    return this.closeWave.run(by, { ...body, waveId });
  }
}

export const WAVE_APIS = [WavesApi, WaveVerbsApi];
