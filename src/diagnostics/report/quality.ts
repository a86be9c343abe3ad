/**
 * The quality of a call is kept in a place of a stated size: when it is full, two samples become their mean, and from
 * then on as many measurements make one. So the whole call is there, the coarser the longer it lasts.
 */
import type { DirectionQuality, QualitySample } from './report';

/** The number of directions that are kept: a sample has one more of them than others are received. */
export const MOST_DIRECTIONS = 180;

export class Quality {
  samples: QualitySample[] = [];
  /** The number of measurements that make a sample. */
  private each = 1;
  /** What the next sample is made of: means of ever fewer measurements, so that there are few also in a long call. */
  private gathered: QualitySample[] = [];

  add(sample: QualitySample): void {
    let sum = sample;
    // As a binary counter does: two of a size become one.
    while (this.gathered[this.gathered.length - 1]?.of === sum.of) {
      sum = meanOf([this.gathered.pop()!, sum]);
    }
    this.gathered.push(sum);
    if (sum.of < this.each) return;
    this.samples.push(sum);
    this.gathered = [];
    while (sizeOf(this.samples) > MOST_DIRECTIONS && this.samples.length > 1) this.halve();
  }

  /** All samples, the one that is not full yet included. */
  get all(): QualitySample[] {
    return this.gathered.length ? [...this.samples, meanOf(this.gathered)] : [...this.samples];
  }

  private halve(): void {
    const pairs: QualitySample[] = [];
    for (let i = 0; i < this.samples.length; i += 2) {
      pairs.push(meanOf(this.samples.slice(i, i + 2)));
    }
    this.samples = pairs;
    this.each *= 2;
  }
}

const sizeOf = (samples: QualitySample[]) =>
  samples.reduce((sum, { down }) => sum + 1 + down.length, 0);

/** The mean of each figure over the measurements that have it, at the time of the last. */
function meanOf(samples: QualitySample[]): QualitySample {
  const last = samples[samples.length - 1]!;
  if (samples.length === 1) return last;
  const userIDs = new Set(samples.flatMap(({ down }) => down.map(({ userID }) => userID)));
  return {
    at: last.at,
    of: samples.reduce((sum, { of }) => sum + of, 0),
    ...(last.network ? { network: last.network } : {}),
    up: mean(samples.map(({ up, of }) => ({ figures: up, of }))),
    down: [...userIDs].map((userID) => ({
      userID,
      ...mean(
        samples.flatMap(({ down, of }) => {
          const { userID: one, ...figures } = down.find((other) => other.userID === userID) ?? {};
          return one === undefined ? [] : [{ figures, of }];
        }),
      ),
    })),
  };
}

interface Weighed<Figures> {
  figures: Figures;
  of: number;
}

interface Figures {
  [name: string]: number | Figures;
}

function mean(all: Weighed<DirectionQuality>[]): DirectionQuality {
  return meanOfFigures(all as Weighed<Figures>[]) as DirectionQuality;
}

function meanOfFigures(all: Weighed<Figures>[]): Figures {
  const result: Figures = {};
  for (const name of new Set(all.flatMap(({ figures }) => Object.keys(figures)))) {
    const given = all.flatMap(({ figures, of }) =>
      name in figures ? [{ value: figures[name]!, of }] : [],
    );
    const numbers = given.filter(isNumber);
    // A size is not half one and half the other.
    if (name === 'width' || name === 'height') result[name] = given[given.length - 1]!.value;
    else if (numbers.length > 0) result[name] = meanOfNumbers(numbers);
    else
      result[name] = meanOfFigures(
        given.map(({ value, of }) => ({ figures: value as Figures, of })),
      );
  }
  return result;
}

const isNumber = (one: {
  value: number | Figures;
  of: number;
}): one is { value: number; of: number } => typeof one.value === 'number';

function meanOfNumbers(numbers: { value: number; of: number }[]): number {
  const weight = numbers.reduce((sum, { of }) => sum + of, 0);
  return round(numbers.reduce((sum, { value, of }) => sum + value * of, 0) / weight);
}

/** One digit behind the point is more than any of it was measured with. */
export const round = (value: number): number => Math.round(value * 10) / 10;
