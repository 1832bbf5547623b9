import { mark } from '@/lib/language';
/** Invented tables with real kinds of trouble. The same each time, so that their results can be compared. */
export interface Sample {
  title: string;
  name: string;
  about: string;
  make: () => File;
}

export const SAMPLES: readonly Sample[] = [
  {
    title: mark('Sensor readings'),
    name: 'sensor-readings.csv',
    about: mark('A reading each quarter of an hour: gaps, codes for "no value", units mixed up'),
    make: () => asFile('sensor-readings.csv', ['station,taken_at,temperature,humidity,battery', ...readings()]),
  },
  {
    title: mark('Membership list'),
    name: 'members.csv',
    about: mark('Names, addresses and dates typed by hand: spellings, duplicates, personal data'),
    make: () => asFile('members.csv', ['member_no,full_name,mail,joined,city,plan,fee', ...members()]),
  },
];

function asFile(name: string, lines: readonly string[]): File {
  return new File([`${lines.join('\n')}\n`], name, { type: 'text/csv' });
}

/** A small generator with a seed (mulberry32, public domain, by Tommy Ettinger), as Math.random has none. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const QUARTER_HOUR = 900_000;
const START = Date.UTC(2026, 0, 5);

function* readings(): Generator<string> {
  const next = random(7);
  for (let step = 0; step < 1500; step += 1) {
    if (step > 700 && step < 724) continue;
    const hour = ((step / 4) % 24) - 9;
    const celsius = 8 + 6 * Math.cos((hour / 24) * 2 * Math.PI) + next() * 2;
    const odd = next();
    const temperature = odd < 0.01 ? '-999' : odd < 0.03 ? `${(celsius * 1.8 + 32).toFixed(1)} F` : celsius.toFixed(1);
    const humidity = next() < 0.04 ? 'n/a' : String(Math.round(55 + next() * 30));
    const taken = new Date(START + step * QUARTER_HOUR).toISOString().slice(0, 16).replace('T', ' ');
    yield [`ST-0${String(1 + (step % 3))}`, taken, temperature, humidity, (4.1 - step / 4000).toFixed(2)].join(',');
  }
}

const FIRST = ['Ada', 'Bruno', 'Chen', 'Dalia', 'Emeka', 'Frida', 'Goran', 'Hana', 'Ilse', 'Jonas'];
const LAST = ['Okafor', 'Lind', 'Moreau', 'Sato', 'Weber', 'Costa', 'Novak', 'Haddad'];
const CITIES = ['Lisbon', 'lisbon', 'Lisbon ', 'Oslo', 'OSLO', 'Vienna', 'Viena', 'Ghent'];
const PLANS = ['basic', 'Basic', 'plus', 'PLUS', 'family', '-'];

const pick = (from: readonly string[], at: number): string => from[Math.floor(at * from.length)] ?? '';

function* members(): Generator<string> {
  const next = random(21);
  for (let number = 1; number <= 900; number += 1) {
    const [first, last] = [pick(FIRST, next()), pick(LAST, next())];
    const mail = next() < 0.05 ? '' : `${first}.${last}${String(number)}@example.${next() < 0.03 ? '' : 'org'}`.toLowerCase();
    const joined = new Date(START - Math.floor(next() * 1500) * 86_400_000);
    const written = next() < 0.2 ? joined.toLocaleDateString('en-GB') : joined.toISOString().slice(0, 10);
    const fee = next() < 0.01 ? '9999999' : `${next() < 0.5 ? '€' : ''}${(12 + Math.floor(next() * 4) * 6).toFixed(2)}`;
    const line = [`M${String(number).padStart(5, '0')}`, `${first} ${last}`, mail, written, pick(CITIES, next()), pick(PLANS, next()), fee].join(',');
    yield line;
    if (next() < 0.015) yield line;
  }
}
