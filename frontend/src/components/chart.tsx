/** ECharts, with only the parts that we draw. Loaded with the first chart. */
import { BarChart, GraphChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { chartColors, type ChartColors } from '@/lib/chart-colors';
import css from './charts.module.css';

register([BarChart, LineChart, HeatmapChart, GraphChart, GridComponent, TooltipComponent, LegendComponent, VisualMapComponent, SVGRenderer]);

interface ChartProps {
  /** What the picture shows, for those who do not see it. */
  label: string;
  height: number;
  /** Makes the options, with the colours of the theme that is on. */
  option: (colors: ChartColors) => EChartsCoreOption;
  onClick?: (data: unknown) => void;
}

export function Chart({ label, height, option, onClick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = init(place.current, null, { renderer: 'svg' });
    chart.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(place.current);
    return () => {
      sizes.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const draw = (): void => {
      chart.current?.setOption(
        { textStyle: { fontFamily: 'inherit' }, animation: false, ...option(chartColors()) },
        { notMerge: true },
      );
    };
    draw();
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', draw);
    return () => {
      themes.disconnect();
      system.removeEventListener('change', draw);
    };
  }, [option]);
  useEffect(() => {
    const made = chart.current;
    if (made === null || onClick === undefined) return undefined;
    const tell = ({ data }: { data?: unknown }): void => onClick(data);
    made.on('click', tell);
    return () => {
      made.off('click', tell);
    };
  }, [onClick]);
  return <div ref={place} role="img" aria-label={label} className={css.frame} style={{ height }} />;
}
