/** "about 20 s", "about 3 min": an estimate is not worth more digits. */
export function about(seconds: number): string {
  if (seconds < 90) return `about ${String(Math.max(1, Math.round(seconds)))}\u202fs`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${String(minutes)}\u202fmin` : `about ${String(Math.round(minutes / 60))}\u202fh`;
}
