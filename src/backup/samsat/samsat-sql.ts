/** Stands in the generated database, also after it was backed up and restored: nothing else is ever overwritten. */
export const MARK = 'Data contoh buatan Sinambung; tidak ada orang sungguhan di dalamnya';

export interface SamsatFigures {
  vehicles: number;
  /** Kemendagri codes of the kecamatan that the office serves. */
  kecamatan: string[];
  year: number;
  /** Nothing was paid from this day on: the office had burnt. */
  paidBefore: string;
  /** Rupiah, fund card included. */
  swdkllj: { R2: number; R4: number };
  /** Rupiah of the five-yearly renewal: registration and plates. */
  pnbp: { R2: number; R4: number };
  /** Of the tax, in hundredths. */
  opsenPercent: number;
}

/** 22 letters of three-letter suffixes; the multiplier shares no factor with 9000 × 22³, so that no plate comes twice. */
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXY';
const SPACE = 9000 * LETTERS.length ** 3;
const STRIDE = 104_729;

export const SCHEMA = `
create table pemilik (id bigint not null, nama text not null, kecamatan text not null);
create table kendaraan (
  id bigint not null, no_registrasi text not null, nopol text not null, pemilik_id bigint not null,
  jenis text not null check (jenis in ('R2', 'R4')), tahun_buat int not null, kecamatan text not null
);
create table kewajiban (
  id bigint not null, kendaraan_id bigint not null, layanan text not null, jatuh_tempo date not null,
  pkb bigint not null, opsen bigint not null, swdkllj bigint not null, pnbp bigint not null, dibayar_pada date
);
create table pembayaran (no_referensi text not null, kewajiban_id bigint not null, jumlah bigint not null, dibayar_pada timestamptz not null);
comment on table kendaraan is '${MARK}';
`;

export const KEYS = `
alter table pemilik add primary key (id);
alter table kendaraan add primary key (id), add unique (nopol), add unique (no_registrasi), add foreign key (pemilik_id) references pemilik;
alter table kewajiban add primary key (id), add foreign key (kendaraan_id) references kendaraan;
alter table pembayaran add primary key (no_referensi), add foreign key (kewajiban_id) references kewajiban;
create index kewajiban_jatuh_tempo on kewajiban (jatuh_tempo);
create view tunggakan as select * from kewajiban where dibayar_pada is null;
`;

/** Rows are functions of their number alone, so that two generated databases are the same. */
export function fill({ vehicles, kecamatan, year, paidBefore, swdkllj, pnbp, opsenPercent }: SamsatFigures): string[] {
  const owners = Math.max(1, Math.floor((vehicles * 4) / 5));
  const area = (number: string) =>
    `(array[${kecamatan.map((code) => `'${code}'`).join(', ')}])[1 + ${number} % ${kecamatan.length}]`;
  const letter = (divisor: number) => `substr('${LETTERS}', 1 + (p / ${divisor} % ${LETTERS.length})::int, 1)`;
  const suffix = [1, LETTERS.length, LETTERS.length ** 2].map((divisor) => letter(9000 * divisor)).join(' || ');
  return [
    `insert into pemilik select i, 'Pemilik Contoh ' || lpad(i::text, 6, '0'), ${area('(i * 31)')} from generate_series(1::bigint, ${owners}) i`,
    `insert into kendaraan
       select i, 'KTG-' || lpad(i::text, 7, '0'), 'AG ' || 1000 + p % 9000 || ' ' || ${suffix}, o.id, case when i % 5 = 0 then 'R4' else 'R2' end,
         ${year} - 1 - (i % 15)::int, o.kecamatan
       from (select i, i * ${STRIDE} % ${SPACE} as p, 1 + i % ${owners} as owner from generate_series(1::bigint, ${vehicles}) i) v
       join pemilik o on o.id = v.owner`,
    `insert into kewajiban
       select id, id, case when five then 'pkb-lima-tahunan' else 'pkb-tahunan' end, due, pkb, (pkb * ${opsenPercent} / 100 / 100) * 100,
         case jenis when 'R2' then ${swdkllj.R2} else ${swdkllj.R4} end,
         case when not five then 0 when jenis = 'R2' then ${pnbp.R2} else ${pnbp.R4} end,
         case when id % 100 < 85 and due - (id % 30)::int < date '${paidBefore}' then due - (id % 30)::int end
       from (select id, jenis, (${year} - tahun_buat) % 5 = 0 as five, date '${year}-01-01' + (id * 37 % 365)::int as due,
               case jenis when 'R2' then 90000 + id * 7 % 2200 * 100 else 900000 + id * 11 % 27000 * 100 end as pkb
             from kendaraan) k`,
    `insert into pembayaran
       select 'CONTOH-' || lpad(id::text, 8, '0'), id, pkb + opsen + swdkllj + pnbp,
         (dibayar_pada + interval '8 hours' + id % 25000 * interval '1 second') at time zone 'Asia/Jakarta'
       from kewajiban where dibayar_pada is not null`,
  ];
}

/** What the dispensation room imports. */
export const OBLIGATIONS = `
select k.no_registrasi as vehicle_ref, k.nopol as plate, k.kecamatan as region_code, w.layanan as service_id, w.jatuh_tempo as due_on,
  w.pkb, w.opsen, w.swdkllj, w.pnbp, w.dibayar_pada as paid_on
from kewajiban w join kendaraan k on k.id = w.kendaraan_id order by w.id`;

/** A made-up bank's file of these civil dates, in the form `bank-contoh` of the shelf: a third of those who were due and had not paid. */
export function bankFile(first: string, last: string): string {
  return `
select 'CONTOH-BANK-' || lpad(w.id::text, 8, '0') as "NO_REFERENSI", replace(k.nopol, ' ', '') as "NOPOL",
  'Rp' || replace(to_char(w.pkb + w.opsen + w.swdkllj + w.pnbp, 'FM999,999,999'), ',', '.') || ',00' as "NOMINAL",
  to_char(date '${first}' + (w.id % (date '${last}' - date '${first}' + 1))::int + interval '9 hours' + w.id % 25000 * interval '1 second',
    'DD/MM/YYYY HH24:MI:SS') as "TGL_BAYAR"
from kewajiban w join kendaraan k on k.id = w.kendaraan_id
where w.dibayar_pada is null and w.jatuh_tempo between date '${first}' and date '${first}' + 30 and w.id % 3 = 0 order by w.id`;
}
