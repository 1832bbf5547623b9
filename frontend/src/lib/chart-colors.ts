/** The theme's colours as values, for pictures that do not read CSS. */
export interface ChartColors {
  text: string;
  faint: string;
  line: string;
  surface: string;
  bar: string;
  second: string;
  accent: string;
}

export function chartColors(): ChartColors {
  return {
    text: read('--text'),
    faint: read('--text-faint'),
    line: read('--line'),
    surface: read('--surface'),
    bar: read('--bar'),
    second: read('--null'),
    accent: read('--accent'),
  };
}

/** An element of its own for each: one that had another colour before may be on its way from that to this. */
function read(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
