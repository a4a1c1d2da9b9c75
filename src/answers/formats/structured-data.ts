import { type OpeningHours, type Weekday, weekdays } from '../../directory/index.js';
import { civilDate } from '../../platform/index.js';
import type { Answer, Destination, DoNotGo, OnlineChannel } from '../types.js';

const DAYS: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/**
 * The answer as schema.org says it (JSON-LD): a GovernmentService with its channels, and the office that must not be gone to, shut
 * by special hours of nothing. Numbers that are made up are left out: a program cannot see the word "sample" beside them.
 */
export function structuredData(answer: Answer, url: string): object {
  const { service, region, goTo, online, doNotGo } = answer;
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'GovernmentService',
        '@id': `${url}#layanan`,
        url,
        name: service.name,
        areaServed: { '@type': 'AdministrativeArea', name: region.label, identifier: region.code },
        availableChannel: [...goTo.map(placeChannel), ...online.map(onlineChannel)],
      },
      ...(doNotGo ? [closedOffice(doNotGo, region.zone)] : []),
    ],
  };
}

function placeChannel(place: Destination): object {
  const { office } = place;
  const phone = place.phone && !office?.isSample && !office?.sampleFields.includes('phone') ? { telephone: place.phone } : {};
  return {
    '@type': 'ServiceChannel',
    name: place.name,
    serviceLocation: {
      '@type': office ? 'GovernmentOffice' : 'Place',
      name: place.name,
      ...(office ? { address: office.address } : {}),
      ...phone,
      openingHoursSpecification: openings(place.hours, place.startOn),
      ...specialDays(place),
    },
  };
}

function onlineChannel({ name, url }: OnlineChannel): object {
  return { '@type': 'ServiceChannel', name, ...(url ? { serviceUrl: url } : {}) };
}

function openings({ always, weekly }: OpeningHours, validFrom?: string): object[] {
  const from = validFrom ? { validFrom } : {};
  const spec = (days: Weekday[], opens: string, closes: string) => ({
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: days.map((day) => `https://schema.org/${DAYS[day]}`),
    opens,
    closes: closes === '24:00' ? '23:59' : closes,
    ...from,
  });
  if (always) return [spec([...weekdays], '00:00', '23:59')];
  const spans = weekdays.flatMap((day) => (weekly[day] ?? []).map((span) => ({ day, ...span })));
  const alike = Map.groupBy(spans, ({ open, close }) => `${open} ${close}`);
  return [...alike.values()].map((same) =>
    spec(
      same.map(({ day }) => day),
      same[0]!.open,
      same[0]!.close,
    ),
  );
}

/** A day that opens at midnight and closes at midnight is shut. */
function specialDays({ hours, shutOn = [] }: Destination): object {
  const named = Object.entries(hours.specialDays ?? {}).flatMap(([date, { spans }]) =>
    (spans.length > 0 ? spans : [{ open: '00:00', close: '00:00' }]).map(({ open, close }) => special(open, close, date, date)),
  );
  const shut = shutOn.filter((date) => !hours.specialDays?.[date]).map((date) => special('00:00', '00:00', date, date));
  return named.length + shut.length > 0 ? { specialOpeningHoursSpecification: [...named, ...shut] } : {};
}

function closedOffice({ office, since, expectedEnd }: DoNotGo, zone: string): object {
  const until = expectedEnd && civilDate(expectedEnd, zone);
  return {
    '@type': 'GovernmentOffice',
    name: office.name,
    specialOpeningHoursSpecification: [special('00:00', '00:00', civilDate(since, zone), until)],
  };
}

function special(opens: string, closes: string, validFrom: string, validThrough?: string): object {
  return { '@type': 'OpeningHoursSpecification', opens, closes, validFrom, ...(validThrough ? { validThrough } : {}) };
}
