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
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    text: read('--text'),
    faint: read('--text-faint'),
    line: read('--line'),
    surface: read('--surface'),
    bar: read('--bar'),
    second: read('--null'),
    accent: read('--accent'),
  };
  probe.remove();
  return found;
}
