// What the fire shows of a moment, from a run's weekly series.

/** A series at a moment between two weeks. */
export const between = (values, t) => {
  const low = Math.floor(t), high = Math.min(values.length - 1, low + 1);
  return values[low] + (values[high] - values[low]) * (t - low);
};

/** The mean of a series over weeks, both ends included. */
export const mean = (values, from, to) => {
  let sum = 0;
  for (let i = from; i <= to; i++) sum += values[i];
  return sum / (to - from + 1);
};

/** Damp wood hisses while it is going out: little is left, and there was more half a year ago. */
export function hissing(run, week, dry) {
  const now = run.series.practising[week], before = run.series.practising[Math.max(0, week - 26)];
  if (dry > 0.6 || now > 0.3 || now < 0.008 || before - now < 0.03) return 0;
  return Math.min(1, (before - now) * 9);
}
