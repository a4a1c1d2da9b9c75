import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcknowledgeAlarm, Alarms, CheckIns, SetCheckIn } from '../incidents/index.js';
import { type Actor, DutyCodes, PrintDutyCodes, RevokeDutyCodes } from '../people/index.js';
import { By } from '../web/index.js';

/** What is watched while nobody looks: alarms, and whether offices have opened. */
@ApiTags('incidents')
@ApiBearerAuth()
@Controller('api/v1')
export class WatchApi {
  constructor(
    private readonly alarms: Alarms,
    private readonly acknowledge: AcknowledgeAlarm,
    private readonly checkIns: CheckIns,
    private readonly setCheckIn: SetCheckIn,
  ) {}

  @Get('alarms')
  @ApiOperation({ summary: 'Alarms that nobody has acknowledged, newest first' })
  unseen() {
    return this.alarms.unseen();
  }

  @Post('alarms/:id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Seen, and looked after' })
  seen(@By() by: Actor, @Param('id') alarmId: string) {
    return this.acknowledge.run(by, { alarmId });
  }

  @Get('check-ins')
  @ApiOperation({ summary: 'The newest day of each office that says each morning that it has opened' })
  days() {
    return this.checkIns.newest();
  }

  @Put('check-ins/:officeId')
  @ApiOperation({ summary: 'Whether this office takes part' })
  @ApiBody({ schema: { type: 'object', required: ['asks'], properties: { asks: { type: 'boolean' } } } })
  set(@By() by: Actor, @Param('officeId') officeId: string, @Body() body: object = {}) {
    return this.setCheckIn.run(by, { ...body, officeId });
  }
}

/** One-time codes on paper for places on the roster. */
@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1/roster')
export class DutyCodesApi {
  constructor(
    private readonly codes: DutyCodes,
    private readonly print: PrintDutyCodes,
    private readonly revoke: RevokeDutyCodes,
  ) {}

  @Get('codes')
  @ApiOperation({ summary: 'How many codes each place has left, and how many it used' })
  async counts() {
    return [...(await this.codes.counts()).values()];
  }

  @Post(':memberId/codes')
  @ApiOperation({ summary: 'A new sheet, shown once; what is left of the one before ends' })
  @ApiBody({ schema: { type: 'object', properties: { count: { type: 'integer', minimum: 1, maximum: 50, default: 10 } } } })
  sheet(@By() by: Actor, @Param('memberId') memberId: string, @Body() body: object = {}) {
    return this.print.run(by, { ...body, memberId });
  }

  @Delete(':memberId/codes')
  @ApiOperation({ summary: 'A sheet is lost: all its codes end' })
  end(@By() by: Actor, @Param('memberId') memberId: string) {
    return this.revoke.run(by, { memberId });
  }
}

export const WATCH_APIS = [WatchApi, DutyCodesApi];
