import { Injectable } from '@nestjs/common';
import { HostSheets, sheetText } from '../../answers/index.js';
import { DayReports, Directory, figuresOf } from '../../directory/index.js';
import { addDays, Clock, civilDate, formatDate, type Locale, Texts } from '../../platform/index.js';
import { type HostRequest, Reroutes } from '../../rerouting/index.js';

/** What a host sees of its own day. */
@Injectable()
export class HostDayView {
  constructor(
    private readonly sheets: HostSheets,
    private readonly reroutes: Reroutes,
    private readonly reports: DayReports,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly texts: Texts,
  ) {}

  async day({ id, rerouteId, officeId }: HostRequest, locale: Locale) {
    const { office, closed, startOn } = await this.sheets.of(id);
    const today = civilDate(this.clock.now(), office.zone);
    const reports = await this.reports.of(officeId, today);
    return {
      office,
      closed: closed?.name,
      startOn,
      today,
      reports: reports.map((report) => ({ ...report, counted: report.people !== undefined })),
      full: figuresOf(reports)?.turningAwaySince !== undefined,
      returns: await this.returns(rerouteId, closed?.name ?? this.texts.t(locale, 'hosting:message.closed-unknown'), locale),
    };
  }

  async sheet({ id }: HostRequest, locale: Locale) {
    return { sheet: sheetText(await this.sheets.of(id), this.texts, locale) };
  }

  private async returns(rerouteId: string, place: string, locale: Locale) {
    const services = new Map((await this.directory.services()).map(({ id, names }) => [id, names[locale]]));
    return (await this.reroutes.returns(rerouteId)).map(({ date, services: ids }) => ({
      place,
      day: formatDate(date, locale),
      last: formatDate(addDays(date, -1), locale),
      services: ids.map((id) => services.get(id)).join(', '),
    }));
  }
}
