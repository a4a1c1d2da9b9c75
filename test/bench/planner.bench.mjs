// The planner against HiGHS on every way: Kediri, East Java, and a made-up nation on the real kecamatan of Indonesia.
// What is compared is the same numbers, by the same solver in the same thread; both are read back into a plan's price.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const built = (file) => import(path.join(ROOT, 'dist', 'rerouting', file));
const { posePlan } = await built('plan.js');
const { programOf } = await built('planning/linear-program.js');
const { SolverThread } = await built('planning/solver-thread.js');
const { solveGreedily } = await built('planning/greedy.js');
const { TransportSolver } = await built('planning/transport-solver.js');

const NATION = { counters: 1500, services: 12, spare: 1.15 };
/** Services whose whole nation HiGHS is given as one program of every way; the others are compared province by province. */
const WHOLE = 2;
const HOUR = 3600;

export async function bench(say) {
  const regions = readRegions();
  const cases = [];
  for (const [name, make] of [
    ['Kediri', kediri],
    ['East Java', eastJava],
    ['nation', nation],
  ]) {
    const { needs, doors } = make(regions);
    cases.push(await measure(name, needs, doors, say));
  }
  return { ratios: [Math.max(...cases.map(({ ratio }) => ratio))], against: 'HiGHS on every way', cases };
}

async function measure(name, needs, doors, say) {
  const [posed, posing] = await timed(() => posePlan(needs, doors));
  const solver = new TransportSolver();
  const [solutions, solving] = await timed(() => solver.solve(posed.transports, HOUR));
  const memory = megabytes();
  const plan = posed.told(solutions);
  const replanned = await oneMoreClosure(solver, needs, doors);
  await solver.onApplicationShutdown();
  const [greedy, greedily] = await timed(() => posed.transports.map(solveGreedily));
  const ours = total(solutions);
  say(`${name}: ${seconds(posing + solving)} s, ${plan.method}, ${plan.gaps.length} gaps`);
  const everyWay = await solveAll(posed.transports);
  say(`${name}: every way, part by part, ${seconds(everyWay.time)} s`);
  const whole = name === 'nation' ? await wholeServices(needs, doors, say) : undefined;
  return {
    name,
    regions: needs.length,
    places: doors.length,
    ways: posed.transports.reduce((sum, { cost }) => sum + cost.filter(Number.isFinite).length, 0),
    parts: posed.transports.length,
    method: plan.method,
    ratio: ours / everyWay.cost,
    seconds: seconds(solving),
    secondsPosing: seconds(posing),
    secondsEveryWay: seconds(everyWay.time),
    timeRatioByPart: round(solving / everyWay.time),
    ...(whole && {
      timeRatio: round(whole.ours / whole.theirs),
      wholeRatio: whole.ratio,
      secondsWholeService: seconds(whole.theirs / WHOLE),
    }),
    greedyRatio: round(total(greedy) / ours),
    secondsGreedy: seconds(greedily),
    memoryMb: memory,
    oneMoreClosure: replanned,
  };
}

/** One counter more is shut: solved again by who still knows the rest, and by one who knows nothing. */
async function oneMoreClosure(solver, needs, doors) {
  const shut = doors.findLast((door) => door.kind === 'counter').officeId;
  const left = doors.map((door) => (door.officeId === shut ? { ...door, obstacle: 'suspended' } : door));
  const { transports } = posePlan(needs, left);
  const [again, warm] = await timed(() => solver.solve(transports, HOUR));
  const stranger = new TransportSolver();
  const [afresh, cold] = await timed(() => stranger.solve(transports, HOUR));
  await stranger.onApplicationShutdown();
  if (Math.abs(total(again) / total(afresh) - 1) > 1e-9) throw new Error('planned again, it is another plan');
  return { seconds: seconds(warm), secondsAfresh: seconds(cold), ratio: round(warm / cold) };
}

async function solveAll(transports) {
  const thread = new SolverThread();
  let cost = 0;
  let time = 0;
  for (const transport of transports) {
    const [price, took] = await timed(() => everyWay(thread, transport));
    cost += price;
    time += took;
  }
  await thread.close();
  return { cost, time };
}

async function everyWay(thread, transport) {
  const ways = [...transport.cost.keys()].filter((way) => Number.isFinite(transport.cost[way]));
  const program = programOf(transport, ways);
  const { amounts } = await thread.solve(program, HOUR);
  return amounts.reduce((sum, amount, column) => sum + amount * program.columns.cost[column], 0);
}

/** All provinces of a service in one program, as somebody would write it who does not look for parts. */
async function wholeServices(needs, doors, say) {
  let ours = 0;
  let theirs = 0;
  const ratios = [];
  for (const serviceId of [...new Set(needs.map((need) => need.serviceId))].slice(0, WHOLE)) {
    const solver = new TransportSolver();
    const own = needs.filter((need) => need.serviceId === serviceId);
    const { transports } = posePlan(own, doors);
    const [solutions, took] = await timed(() => solver.solve(transports, HOUR));
    await solver.onApplicationShutdown();
    const thread = new SolverThread();
    const [price, whole] = await timed(() => everyWay(thread, together(transports)));
    await thread.close();
    ours += took;
    theirs += whole;
    ratios.push(total(solutions) / price);
    say(`nation, ${serviceId} as one program of every way: ${seconds(whole)} s against ${seconds(took)} s`);
  }
  return { ours, theirs, ratio: Math.max(...ratios) };
}

function together(transports) {
  const people = transports.flatMap((one) => one.people);
  const places = transports.flatMap((one) => one.places);
  const cost = new Float64Array(people.length * places.length).fill(Number.POSITIVE_INFINITY);
  let [row, column] = [0, 0];
  for (const one of transports) {
    for (let region = 0; region < one.people.length; region++)
      for (let place = 0; place < one.places.length; place++)
        cost[(row + region) * places.length + column + place] = one.cost[region * one.places.length + place];
    row += one.people.length;
    column += one.places.length;
  }
  return { people, places, cost };
}

/** The three services of Samsat Katang, from the data that ship. */
function kediri(regions) {
  const data = JSON.parse(readFileSync(path.join(ROOT, 'data', 'directory', 'kediri.json'), 'utf8'));
  const office = new Map(data.offices.map((one) => [one.id, one]));
  const officeOf = new Map(data.channels.map((channel) => [channel.id, office.get(channel.officeId)]));
  const shut = data.offerings.filter(({ channelId }) => officeOf.get(channelId)?.id === 'samsat-katang');
  const needs = shut.flatMap(({ serviceId, catchment, capacityPerDay }) =>
    catchment.map((code) => need(serviceId, regions.get(code), Math.floor(capacityPerDay / catchment.length))),
  );
  const others = data.offerings.filter((offering) => !shut.includes(offering) && officeOf.get(offering.channelId)?.confirmedOpen);
  const doors = others.map(({ id, serviceId, channelId, capacityPerDay }) => {
    const { id: officeId, regionCode } = officeOf.get(channelId);
    return counter(id, serviceId, officeId, regions.get(regionCode), '35', Math.floor(capacityPerDay / 2));
  });
  return { needs, doors };
}

/** Every fourth of 38 counters at the centre of their kabupaten or kota is shut, for three services. */
function eastJava(regions) {
  const cities = [...regions.values()].filter(({ code, level }) => level === 'kabkota' && code.startsWith('35.'));
  const kecamatan = [...regions.values()].filter(({ code, level }) => level === 'kecamatan' && code.startsWith('35.'));
  const shut = new Set(cities.filter((_, index) => index % 4 === 0).map(({ code }) => code));
  const services = ['pkb-tahunan', 'pkb-lima-tahunan', 'bbnkb'];
  const perDay = (code) => Math.ceil(regions.get(code).population / 20_000);
  return {
    needs: services.flatMap((serviceId) =>
      kecamatan.filter(({ parent }) => shut.has(parent)).map((region) => need(serviceId, region, perDay(region.parent))),
    ),
    doors: services.flatMap((serviceId) =>
      cities
        .filter(({ code }) => !shut.has(code))
        .map((city) => counter(`${city.code}.${serviceId}`, serviceId, city.code, city, '35', perDay(city.code) * 8)),
    ),
  };
}

/** All kecamatan of the country, counters strewn over them, each for its own province; room for 15 % more than come. */
function nation(regions) {
  const random = lottery(7);
  const kecamatan = [...regions.values()].filter(({ level }) => level === 'kecamatan');
  const services = Array.from({ length: NATION.services }, (_, index) => `service-${index + 1}`);
  const people = new Map(kecamatan.map(({ code }) => [code, 5 + Math.floor(random() * 40)]));
  const sites = strewn(kecamatan, NATION.counters, random);
  const needs = services.flatMap((serviceId, index) =>
    kecamatan.map((region) => need(serviceId, region, people.get(region.code) + index)),
  );
  const doors = services.flatMap((serviceId, index) => {
    const room = new Map();
    for (const province of new Set(kecamatan.map(({ code }) => code.slice(0, 2)))) {
      const come = kecamatan
        .filter(({ code }) => code.startsWith(province))
        .reduce((sum, { code }) => sum + people.get(code) + index, 0);
      room.set(province, (come * NATION.spare) / sites.filter(({ code }) => code.startsWith(province)).length);
    }
    return sites.map((site, at) => {
      const province = site.code.slice(0, 2);
      return counter(
        `${site.code}-${at}.${serviceId}`,
        serviceId,
        `${site.code}-${at}`,
        site,
        province,
        Math.ceil(room.get(province) * (0.4 + 1.2 * random())),
      );
    });
  });
  return { needs, doors };
}

/** At least one in each province, then anywhere. */
function strewn(kecamatan, count, random) {
  const provinces = [...new Map(kecamatan.map((region) => [region.code.slice(0, 2), region])).values()];
  return [
    ...provinces,
    ...Array.from({ length: count - provinces.length }, () => kecamatan[Math.floor(random() * kecamatan.length)]),
  ];
}

function need(serviceId, { code, name, lat, lng }, perDay) {
  return { serviceId, region: { code, name, lat, lng, roadFactor: 1.3 }, perDay };
}

function counter(id, serviceId, officeId, { lat, lng }, province, perDay) {
  return {
    id,
    offeringId: id,
    serviceId,
    officeId,
    kind: 'counter',
    name: officeId,
    at: { lat, lng },
    serves: [province],
    perDay,
    assumed: true,
    risks: [],
  };
}

function readRegions() {
  const rows = parse(readFileSync(path.join(ROOT, 'data', 'regions', 'regions.csv')), { columns: true });
  return new Map(
    rows.map(({ code, name, level, lat, lng, population }) => [
      code,
      {
        code,
        name,
        level,
        lat: Number(lat),
        lng: Number(lng),
        population: Number(population),
        parent: code.slice(0, code.lastIndexOf('.')),
      },
    ]),
  );
}

function lottery(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function timed(work) {
  const began = performance.now();
  const result = await work();
  return [result, performance.now() - began];
}

const total = (solutions) => solutions.reduce((sum, { cost }) => sum + cost, 0);
const seconds = (ms) => round(ms / 1000);
const round = (value) => Math.round(value * 1000) / 1000;
const megabytes = () => Math.round(process.memoryUsage().rss / 1_000_000);
