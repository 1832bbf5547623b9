/** The next of 1, 2 or 5 times a power of ten: what an axis ends at, so that its labels are short. */
export function niceTop(highest: number): number {
  if (!(highest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 5, 10].find((one) => one * power >= highest * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(1));
}
