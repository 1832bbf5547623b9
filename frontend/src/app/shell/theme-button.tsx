import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/button';
import { chooseTheme, chosenTheme, type Theme } from '@/lib/theme';
import { mark, t } from '@/lib/language';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const WORDS: Readonly<Record<Theme, string>> = { system: mark('as the system'), light: mark('light'), dark: mark('dark') };

export function ThemeButton() {
  const [theme, setTheme] = useState(chosenTheme);
  const Icon = ICONS[theme];
  const change = (): void => {
    chooseTheme(NEXT[theme]);
    setTheme(NEXT[theme]);
  };
  return (
    <IconButton label={t('Theme: {0}', t(WORDS[theme]))} onClick={change}>
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
